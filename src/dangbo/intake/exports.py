"""Give rows of a list back as an Excel file, each as it was brought, with the reasons."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from dangbo.intake.phrases import STATES, sentence_of
from dangbo.rules.row_states import RowState
from dangbo.ui.sheets import Cell, Sheet


def rows_sheet(
    *,
    title: str,
    headings: Sequence[str],
    rows: Iterable[tuple[RowState, Sequence[str]]],
    orgs: Mapping[str, str],
) -> Sheet:
    """Return rows with their original columns, then number, state and reasons."""
    heads = [head or _("Cột %(number)s") % {"number": at} for at, head in enumerate(headings, 1)]

    def told() -> Iterator[list[Cell]]:
        for state, cells in rows:
            reasons = " ".join(sentence_of(each, orgs) for each in state.findings)
            full = [*cells, *[""] * (len(heads) - len(cells))]
            yield [*full, state.number, str(STATES[state.state][0]), reasons]

    return Sheet(title, [], [*heads, _("Dòng"), _("Kết quả đối chiếu"), _("Lý do")], told())
