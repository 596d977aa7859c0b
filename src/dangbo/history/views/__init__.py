"""Show committees that have a story, the story of one, and its published figures."""

from dangbo.history.views.figures import figure_list
from dangbo.history.views.stories import committee, home

__all__ = ["committee", "figure_list", "home"]
