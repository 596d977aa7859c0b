"""Answer what sources state about an organisation, and how it agrees with the register."""

from dangbo.history.queries.conflicts import FigureFinding, figure_conflicts
from dangbo.history.queries.figures import FigureRow, Figures, figures_of
from dangbo.history.queries.sources import SourceRow
from dangbo.history.queries.stated import stated_figures
from dangbo.history.queries.statements import (
    CongressRow,
    LeaderRow,
    NoteRow,
    congresses_of,
    leaders_of,
    notes_of,
)
from dangbo.history.queries.timelines import TimelineItem, timeline_of

__all__ = [
    "CongressRow",
    "FigureFinding",
    "FigureRow",
    "Figures",
    "LeaderRow",
    "NoteRow",
    "SourceRow",
    "TimelineItem",
    "congresses_of",
    "figure_conflicts",
    "figures_of",
    "leaders_of",
    "notes_of",
    "stated_figures",
    "timeline_of",
]
