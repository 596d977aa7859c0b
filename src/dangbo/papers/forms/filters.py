"""Read the filters of the list of papers from its address; what is wrong is left out."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.papers.enums import Secrecy
from dangbo.papers.phrases import LABELS, issuer_name, kind_name
from dangbo.papers.queries import FilterChoices, PaperFilter
from dangbo.papers.queries.lists import CLASSIFIED, UNCLASSIFIED
from dangbo.ui.addresses import query_without
from dangbo.ui.parts import Chip, Text

TEXT: Final = "tim"
KIND: Final = "loai"
YEAR: Final = "nam"
ISSUER: Final = "co_quan"
SECRECY: Final = "mat"
INVENTED: Final = "minh_hoa"
NAMES: Final = (TEXT, KIND, YEAR, ISSUER, SECRECY, INVENTED)
INVENTED_VALUES: Final = {"chi": True, "khong": False}
SECRECY_VALUES: Final = frozenset({CLASSIFIED, UNCLASSIFIED, *Secrecy.values})
YEAR_DIGITS: Final = 4
LONGEST: Final = 200
SECRECY_CHOICES: Final = (
    (UNCLASSIFIED, lazy("Không mật")),
    (CLASSIFIED, lazy("Có độ mật")),
    *Secrecy.choices[1:],
)
INVENTED_CHOICES: Final = (
    ("khong", lazy("Không gồm minh họa")),
    ("chi", lazy("Chỉ dữ liệu minh họa")),
)


@dataclass(frozen=True)
class Select:
    """One choice of the filter row: its name, its label, and what may be chosen."""

    name: str
    label: Text
    options: list[tuple[str, Text]]
    value: str


def narrowed_by(query: QueryDict) -> PaperFilter:
    """Return what the address narrows the list to."""
    year, secrecy = query.get(YEAR, ""), query.get(SECRECY, "")
    is_year = year.isascii() and year.isdigit() and len(year) == YEAR_DIGITS and int(year) > 0
    return PaperFilter(
        text=query.get(TEXT, "")[:LONGEST].replace("\x00", ""),
        kind=query.get(KIND, "").replace("\x00", ""),
        year=int(year) if is_year else None,
        issuer=query.get(ISSUER, "").replace("\x00", ""),
        secrecy=secrecy if secrecy in SECRECY_VALUES else "",
        invented=INVENTED_VALUES.get(query.get(INVENTED, "")),
    )


def selects(query: QueryDict, choices: FilterChoices) -> list[Select]:
    """Return the choices of the filter row, of what the papers at hand have."""
    stated: list[tuple[str, Text, list[tuple[str, Text]]]] = [
        (KIND, LABELS["kind"], [(code, kind_name(code)) for code in choices.kinds]),
        (ISSUER, LABELS["issuer"], [(code, _issuer(code)) for code in choices.issuers]),
        (YEAR, _("Năm"), [(str(year), str(year)) for year in choices.years]),
        (SECRECY, LABELS["secrecy"], list(SECRECY_CHOICES) if choices.classified else []),
        (INVENTED, _("Minh họa"), list(INVENTED_CHOICES) if choices.invented else []),
    ]
    return [
        Select(name, label, given, query.get(name, "")) for name, label, given in stated if given
    ]


def chips_of(request: HttpRequest, narrowed: PaperFilter, rows: list[Select]) -> list[Chip]:
    """Return the filters that are set, each with the way to take it off."""
    chips = []
    if narrowed.text:
        chips.append(Chip(_("Từ khóa"), narrowed.text, _without(request, TEXT)))
    for row in rows:
        words = dict(row.options).get(row.value)
        if words is not None:
            chips.append(Chip(row.label, words, _without(request, row.name)))
    return chips


def _without(request: HttpRequest, name: str) -> str:
    return query_without(request, name, request.GET.get(name, ""))


def _issuer(code: str) -> str:
    name = issuer_name(code, "")
    return code if name == code else f"{code} – {name}"
