"""Gather what the page for filling in by a table shows, and the files it gives."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.audit.exports.door import XLSX, Mark, file_sent, sheet_sent
from dangbo.desk.commands.filling import read_table
from dangbo.desk.commands.pasting import OPEN, READY, STATES, WAITS, WRONG, Pasted, PastedRow
from dangbo.desk.phrases import sentence_of
from dangbo.desk.queries.branch_tables import FILLED
from dangbo.desk.queries.cells import ORGS
from dangbo.desk.queries.directory import called
from dangbo.desk.queries.kept_tables import KeptTable, kept_table
from dangbo.desk.queries.opening import Draft
from dangbo.desk.tables.pasting import (
    STATES as STATE_WORDS,
)
from dangbo.desk.tables.pasting import (
    Meanings,
    column_choices,
    head_of,
    kind_options,
    row_views,
    rows_sheet,
    shown_fields,
    template_sheet,
)
from dangbo.desk.views.asking import day_of
from dangbo.desk.views.frame import step_context
from dangbo.orgs.phrases import change_name
from dangbo.rules.draft_slots import entries_of
from dangbo.rules.filled_rows import COLUMNS
from dangbo.ui.addresses import query_with
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Crumb, Tab
from dangbo.ui.sheets import xlsx_file

PER_PAGE: Final = 50
UNDONE: Final = (WRONG, OPEN, WAITS)


@dataclass
class Filling:
    """A draft that is filled in by a table, as one request asks for it."""

    request: ActorRequest
    draft: Draft

    @property
    def on(self) -> date:
        """Return the day on which the organisations of the table stand."""
        return day_of(self.request, self.draft)

    @cached_property
    def table(self) -> KeptTable | None:
        """Return the table that is filled in, if there is one."""
        return kept_table(actor=self.request.actor, draft=self.draft)

    @cached_property
    def pasted(self) -> Pasted | None:
        """Return what the table makes."""
        if self.table is None:
            return None
        return read_table(
            actor=self.request.actor, table=self.table, on=self.on, content=self.draft.content
        )


def file_asked(filling: Filling) -> HttpResponseBase | None:
    """Return the file that the address asks for: a template, the rows undone, or all rows."""
    asked = filling.request.GET.get("xuat", "")
    kind = filling.request.GET.get("loai", "")
    if asked == "mau" and kind in COLUMNS:
        return _template(filling.request, kind)
    if asked not in {"sai", "bang"} or filling.table is None or filling.pasted is None:
        return None
    rows = filling.pasted.of(*UNDONE) if asked == "sai" else filling.pasted.rows
    title = change_name(filling.table.kind)
    name = "dong-can-sua" if asked == "sai" else "bang"
    sheet, count = rows_sheet(rows, filling.table, title), len(rows)
    return sheet_sent(
        filling.request, sheet, form="xlsx", name=f"{name}.xlsx", persons=None, rows=count
    )


def _template(request: ActorRequest, kind: str) -> HttpResponseBase:
    """Send a table to be filled in: nothing of the register is in it."""

    def empty(_mark: Mark) -> bytes:
        return xlsx_file(template_sheet(kind, change_name(kind)))

    return file_sent(request, empty, media_type=XLSX, name=f"mau-{kind}.xlsx", persons=None)


def context_of(filling: Filling) -> dict[str, Any]:
    """Return everything that the page shows."""
    frame = step_context(filling.request, filling.draft, "desk:changes")
    changes = Crumb(_("Thay đổi"), reverse("desk:changes", args=[filling.draft.pk]))
    context = {
        **frame,
        "crumbs": [*frame["crumbs"][:-1], changes, Crumb(_("Điền từ bảng"))],
        "heading": _("Điền từ bảng dán hoặc Excel"),
        "day": filling.on,
        "change_kinds": [(kind, change_name(kind), _fields(kind)) for kind in COLUMNS],
        "branch_kinds": [(kind, change_name(kind)) for kind in FILLED],
    }
    if filling.table is None or filling.pasted is None:
        return context
    return {**context, **_table_part(filling, filling.table, filling.pasted)}


def _fields(kind: str) -> str:
    """Return the columns of a kind of change in words, those that have to be there marked."""
    return ", ".join(
        f"{head_of(kind, name)}*" if needed else head_of(kind, name)
        for name, needed in COLUMNS[kind].items()
    )


def _table_part(filling: Filling, table: KeptTable, pasted: Pasted) -> dict[str, Any]:
    counts = pasted.counts
    undone = sum(counts[state] for state in UNDONE)
    asked = filling.request.GET.get("xem", "")
    state = asked if asked in {*STATES, "het"} else ("can" if undone else "het")
    shown = {"can": UNDONE, "het": STATES}.get(state, (state,))
    page = page_of(pasted.of(*shown), filling.request, PER_PAGE)
    edited = filling.request.GET.get("sua", "")
    rows = row_views(
        page.object_list,
        table,
        _meanings(filling, pasted, list(page.object_list)),
        edited=int(edited) if edited.isdecimal() and len(edited) < len("10000000") else 0,
    )
    return {
        "table": table,
        "kind_word": change_name(table.kind),
        "columns": column_choices(table),
        "fields": [head_of(table.kind, name) for name in shown_fields(table)],
        "remarks": [sentence_of(each, {}) for each in pasted.findings],
        "codes": {each.code for each in pasted.findings},
        "counts": counts,
        "undone": undone,
        "ready": counts[READY],
        "changes": len(pasted.changes),
        "tabs": _tabs(filling, pasted, state, undone),
        "page": page,
        "rows": rows,
        "kind_options": kind_options(filling.on),
    }


def _tabs(filling: Filling, pasted: Pasted, state: str, undone: int) -> list[Tab]:
    told = [("can", _("Chưa xong"), undone)] if undone else []
    told += [
        (each, str(STATE_WORDS[each][0]), pasted.counts[each])
        for each in STATES
        if each not in UNDONE and pasted.counts[each]
    ]
    told.append(("het", _("Tất cả"), len(pasted.rows)))
    return [
        Tab(label, query_with(filling.request, xem=name, sua=None), name == state, count)
        for name, label, count in told
    ]


def _meanings(filling: Filling, pasted: Pasted, rows: list[PastedRow]) -> Meanings:
    begun = {
        str(entry["org"]): str(entry.get("name") or entry["org"])
        for change in pasted.changes
        for _, entry in entries_of(change)
    }
    begun |= {row.values["key"]: row.values["name"] for row in rows if row.values.get("key")}
    keys = {row.values[name] for row in rows for name in ORGS if name in row.values}
    keys |= {key for row in rows for each in row.choices.values() for key in each}
    found = called(
        actor=filling.request.actor,
        content=filling.draft.content,
        keys=keys - begun.keys(),
        on=filling.on,
    )
    return Meanings(found, begun, filling.on)
