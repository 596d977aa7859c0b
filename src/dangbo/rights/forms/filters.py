"""Read what narrows the list of grants from the address of the page."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dangbo.base.vietnamese import fold
from dangbo.orgs.forms import ANY, Narrowing
from dangbo.rights.phrases import role_name
from dangbo.rights.queries.holders import Holder
from dangbo.rules.granting import MARKED
from dangbo.rules.rights import roles_on
from dangbo.ui.fields import offer


class HoldersFilter(Narrowing):
    """Narrow the list by account or name, and by role."""

    q = forms.CharField(label=_("Tên, tài khoản"), required=False, max_length=200)
    vai_tro = forms.ChoiceField(label=_("Vai trò"), required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "vai_tro", [ANY, *((code, role_name(code, on=on)) for code in _codes(on))])

    def narrowed(self, rows: Iterable[Holder]) -> list[Holder]:
        """Return the rows that are asked for."""
        words, role = fold(self.value("q")).split(), self.value("vai_tro")
        return [
            row
            for row in rows
            if all(word in fold(f"{row.username} {row.name}") for word in words)
            and role in ("", row.role)
        ]


def _codes(on: date) -> list[str]:
    return [code for code in roles_on(on).roles if code != MARKED]
