"""Draw the rows of a pasted table: what each cell means, what is wrong, and how to mend it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import override

from dangbo.desk.commands.pasting import PastedRow
from dangbo.desk.phrases import sentence_of
from dangbo.desk.queries.cells import ORGS
from dangbo.desk.queries.directory import Called
from dangbo.desk.queries.kept_tables import KeptTable
from dangbo.orgs.phrases import kind_name
from dangbo.rules.filled_rows import COLUMNS, EXAMPLE
from dangbo.rules.org_kinds import org_kinds
from dangbo.ui.parts import Badge, Text, Tone
from dangbo.ui.sheets import Cell, Sheet

# What the columns of each kind of change are called, in templates and above the preview.
HEADS: Final[Mapping[str, Mapping[str, Text]]] = {
    "": {
        "org": lazy("Tổ chức"),
        "name": lazy("Tên mới"),
        "short_name": lazy("Tên viết tắt"),
        "kind": lazy("Loại hình"),
        "superior": lazy("Cấp trên"),
        "code": lazy("Mã mới"),
        "sector": lazy("Khối ngành"),
        "key": lazy("Khóa"),
        "source": lazy("Nguồn"),
        "result": lazy("Kết quả"),
        "part": lazy("Toàn bộ hay một phần"),
        "members": lazy("Nơi nhận đảng viên"),
    },
    "found": {"name": lazy("Tên"), "code": lazy("Mã")},
    "import": {"name": lazy("Tên"), "code": lazy("Mã")},
    "dissolve": {"result": lazy("Nơi nhận")},
    "absorb": {"result": lazy("Nhập vào")},
    "merge": {"result": lazy("Hợp nhất thành"), "code": lazy("Mã")},
    "regroup": {"code": lazy("Mã")},
    "retype": {"kind": lazy("Loại hình mới")},
    "move": {"superior": lazy("Cấp trên mới")},
}
EXAMPLES: Final[Mapping[str, Text]] = {
    "org": lazy("Chi bộ Văn phòng"),
    "name": lazy("Chi bộ Hành chính"),
    "short_name": lazy("CB HC"),
    "kind": lazy("Chi bộ trực thuộc"),
    "superior": lazy("Đảng bộ Sở Y tế"),
    "code": "10.1.2",
    "sector": lazy("Y tế"),
    "key": "",
    "source": lazy("Chi bộ Kế toán"),
    "result": lazy("Đảng bộ Tài chính"),
    "part": lazy("toàn bộ"),
    "members": lazy("Chi bộ Hành chính"),
}
STATES: Final[Mapping[str, tuple[Text, Tone]]] = {
    "wrong": (lazy("Cần sửa"), "bad"),
    "open": (lazy("Cần trả lời"), "warn"),
    "waits": (lazy("Chờ dòng khác"), "warn"),
    "ready": (lazy("Sẵn sàng"), "good"),
    "same": (lazy("Không đổi gì"), "plain"),
    "left": (lazy("Đã bỏ ra"), "plain"),
}
SHOWN: Final = 60


def head_of(kind: str, name: str) -> str:
    """Return what a column of a kind of change is called."""
    return str(HEADS.get(kind, {}).get(name) or HEADS[""][name])


@dataclass(frozen=True)
class CellView:
    """A cell: what it holds, what it means, and what may be chosen instead."""

    name: str
    label: str
    text: str
    meant: str = ""
    words: str = ""
    wrong: bool = False
    picks: Sequence[tuple[str, str]] = ()
    kinds: bool = False


@dataclass(frozen=True)
class RowView:
    """A row with its state in words and what is to be done; `editable` gives its cells inputs."""

    number: int
    cells: Sequence[CellView]
    state: str
    badge: Badge
    reasons: Sequence[str]
    doubts: Sequence[str]
    editable: bool
    change: int | None = None


@dataclass(frozen=True)
class Meanings:
    """The organisations that cells may mean, those that begin in the table itself included."""

    called: Mapping[str, Called]
    begun: Mapping[str, str]
    on: date

    def named(self, key: str) -> str:
        """Return what an organisation is called."""
        if key in self.begun:
            return _("%(name)s (mới)") % {"name": self.begun[key]}
        org = self.called.get(key)
        return org.name if org else key

    def told(self, key: str) -> str:
        """Return an organisation with what tells it from others, on one line."""
        org = self.called.get(key)
        if key in self.begun or org is None:
            return self.named(key)
        kind = kind_name(org.kind, self.on) if org.kind else ""
        return " · ".join(filter(None, (org.name, kind, org.superior)))


def row_views(
    rows: Iterable[PastedRow], table: KeptTable, meanings: Meanings, *, edited: int = 0
) -> list[RowView]:
    """Return rows as a page shows them; those to be mended, and the one edited, have inputs."""
    return [_row(row, table, meanings, edited) for row in rows]


def _row(row: PastedRow, table: KeptTable, meanings: Meanings, edited: int) -> RowView:
    label, tone = STATES[row.state]
    editable = row.state in {"wrong", "open", "waits"} or row.number == edited
    return RowView(
        row.number,
        [_cell(name, row, table, meanings) for name in shown_fields(table)],
        row.state,
        Badge(label, tone),
        [sentence_of(each, {}) for each in row.against],
        [sentence_of(each, {}) for each in row.warnings],
        editable and row.state != "left",
        row.change,
    )


def shown_fields(table: KeptTable) -> list[str]:
    """Return the fields that the preview has columns for: those told, and those that must be.

    A merger needs a kind for what comes of it, though not in each row.
    """
    return [
        name
        for name, must in COLUMNS[table.kind].items()
        if must or name in table.columns or (table.kind, name) == ("merge", "kind")
    ]


def _cell(name: str, row: PastedRow, table: KeptTable, meanings: Meanings) -> CellView:
    text, value = row.texts.get(name, ""), row.values.get(name, "")
    wrong = any(each.where == name or each.fact("field") == name for each in row.against)
    picks = [(key, meanings.told(key)) for key in row.choices.get(name, ())[:20]]
    meant = words = ""
    if name in ORGS and value and (table.kind != "merge" or name != "result"):
        meant, words = meanings.named(value), meanings.told(value)
    elif name == "kind" and value:
        meant = kind_name(value, meanings.on)
    elif name == "part" and value:
        meant = _("toàn bộ") if value == "whole" else _("một phần")
    return CellView(
        name,
        head_of(table.kind, name),
        text,
        meant if meant != text else "",
        words,
        wrong,
        picks,
        kinds=name == "kind",
    )


def kind_options(on: date) -> list[tuple[str, str]]:
    """Return the kinds of organisation in force on a day, in their order."""
    kinds = sorted(org_kinds().on(on).kinds.values(), key=lambda each: each.rank)
    return [(each.code, kind_name(each.code, on)) for each in kinds]


@dataclass(frozen=True)
class ColumnChoice:
    """A field with the columns that it may stand in."""

    name: str
    label: str
    needed: bool
    options: Sequence[tuple[int, str, bool]]


def column_choices(table: KeptTable) -> list[ColumnChoice]:
    """Return, for each field, the columns to choose from, each with its head or first value."""
    first = table.sheet.header or (table.sheet.rows[0].cells if table.sheet.rows else ())
    return [
        ColumnChoice(
            name,
            head_of(table.kind, name),
            needed,
            [
                (at, f"{column_letter(at)}: {cell[:40]}", table.columns.get(name) == at)
                for at, cell in enumerate(first)
            ],
        )
        for name, needed in COLUMNS[table.kind].items()
    ]


def column_letter(at: int) -> str:
    """Return a column's name as Excel shows it."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def template_sheet(kind: str, title: str) -> Sheet:
    """Return an empty table for a kind of change: its headings, and one row as an example.

    Headings are those that are read again, in Vietnamese whatever the reader's language.
    """
    use = _("Điền từ dòng dưới tiêu đề; dòng ví dụ được bỏ qua.")
    with override("vi"):
        heads = [head_of(kind, name) for name in COLUMNS[kind]]
        first, *others = [str(EXAMPLES[name]) for name in COLUMNS[kind]]
    return Sheet(title, [(_("Cách dùng"), use)], heads, [[f"{EXAMPLE} {first}", *others]])


def rows_sheet(rows: Iterable[PastedRow], table: KeptTable, title: str) -> Sheet:
    """Return rows as they were brought, each with its number, its state and the reasons."""
    header = list(table.sheet.header) or [column_letter(at) for at in range(table.width)]
    header += [""] * (table.width - len(header))
    with override("vi"):
        named = {at: head_of(table.kind, name) for name, at in table.columns.items()}
    heads = [head or named.get(at, column_letter(at)) for at, head in enumerate(header)]
    cells = {row.number: row.cells for row in table.sheet.body}
    told: list[list[Cell]] = [
        [*cells[row.number], row.number, str(STATES[row.state][0]), " ".join(_reasons(row))]
        for row in rows
    ]
    return Sheet(title, [], [*heads, _("Dòng"), _("Tình trạng"), _("Lý do")], told)


def _reasons(row: PastedRow) -> list[str]:
    return [sentence_of(each, {}) for each in (*row.against, *row.warnings)]
