"""Write the standing organisations of a branch as a table to be changed in bulk."""

from collections.abc import Callable
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import override

from dangbo.accounts.access import Actor
from dangbo.base.sheets import Sheet, SheetRow
from dangbo.orgs.phrases import kind_name
from dangbo.orgs.queries import tree
from dangbo.orgs.queries.trees import TreeRow

# Kinds of change that a branch can be written out for, with what each row says already.
FILLED: Final[dict[str, Callable[[TreeRow, dict[int, str], date], str]]] = {
    "rename": lambda row, _keys, _on: row.name,
    "retype": lambda row, _keys, on: kind_name(row.kind, on),
    "recode": lambda row, _keys, _on: row.code,
    "move": lambda row, keys, _on: keys.get(row.superior or 0, ""),
    "dissolve": lambda _row, _keys, _on: "",
}
NEW: Final = {
    "rename": ("name", lazy("Tên mới")),
    "retype": ("kind", lazy("Loại hình mới")),
    "recode": ("code", lazy("Mã mới")),
    "move": ("superior", lazy("Cấp trên mới")),
    "dissolve": ("result", lazy("Nơi nhận")),
}


def branch_table(
    *, actor: Actor, kind: str, org: int, on: date, whole: bool = True
) -> tuple[Sheet, dict[str, int]]:
    """Return the organisations below one as rows of a kind of change, with the columns of it.

    Each row says what is so already, so that only what is written over becomes a change; `whole`
    asks for all that stand below, not only for those directly under it.
    """
    rows = tree(actor=actor, on=on, org=org)
    names = {row.id: row.name for row in rows}
    keys = {row.id: row.uid for row in rows}
    wanted = [row for row in rows if row.id != org and (whole or row.superior == org)]
    field, head = NEW[kind]
    # Read again from a file that was taken away, so in one language.
    with override("vi"):
        heads = (_("Khóa"), _("Hiện là"), _("Hiện là loại"), _("Hiện thuộc"), str(head))
    told = [
        SheetRow(
            number,
            (
                row.uid,
                row.name,
                kind_name(row.kind, on),
                names.get(row.superior or 0, ""),
                FILLED[kind](row, keys, on),
            ),
        )
        for number, row in enumerate(wanted, start=2)
    ]
    return Sheet("", (SheetRow(1, heads), *told), 0), {"org": 0, field: len(heads) - 1}
