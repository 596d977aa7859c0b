"""Read what narrows the pages of record quality from their address."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from dangbo.orgs.forms import ANY, Narrowing
from dangbo.quality.phrases import CHECK_NAMES, REASONS, TERMS, check_name
from dangbo.quality.queries.flags import lacking
from dangbo.rules.record_quality import CHECKS, CITIZEN_DIFFERS, LACKING, RIGHT, Terms
from dangbo.ui.fields import offer

LONGEST: Final = 200
WHERE: Final = _("Trong tổ chức")


class OrgFilter(Narrowing):
    """Narrow to an organisation and all below it."""

    to_chuc = forms.CharField(label=WHERE, required=False, max_length=LONGEST)


class CheckFilter(OrgFilter):
    """Choose what is looked for."""

    muc = forms.ChoiceField(label=_("Cần xem"), required=False)

    def __init__(self, *args: Any, terms: Terms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = (*terms.required, *terms.official)
        offered: list[tuple[str, Any]] = []
        for term, codes in CHECKS.items():
            offered.append((term, _("%(term)s: mọi điểm") % {"term": TERMS[term]}))
            keys = [key for code in codes for key in _keys(code, fields)]
            keys += [CITIZEN_DIFFERS] if term == RIGHT else []
            offered += [(key, _words(key)) for key in keys]
        offer(self, "muc", offered)

    @property
    def key(self) -> str:
        """Return the check or the term that is asked for; the first where none is."""
        return str(self.value("muc")) or next(iter(CHECKS))


def _keys(code: str, fields: tuple[str, ...]) -> list[str]:
    return [lacking(name) for name in fields] if code == LACKING else [code]


def _words(key: str) -> object:
    if key in CHECK_NAMES:
        return CHECK_NAMES[key]
    return _("Thiếu: %(field)s") % {"field": check_name(key)}


class PairFilter(OrgFilter):
    """Narrow the pairs to an organisation and to a reason."""

    ly_do = forms.ChoiceField(label=_("Vì sao"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "ly_do", [ANY, *REASONS.items()])
