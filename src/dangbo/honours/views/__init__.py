"""Answer the pages of badges and cards."""

from dangbo.honours.views.acts import act
from dangbo.honours.views.awarding import award, reissue
from dangbo.honours.views.cards import cards, issues
from dangbo.honours.views.issuing import change_card, issue, paste
from dangbo.honours.views.lists import awarded, certificate, home

__all__ = [
    "act",
    "award",
    "awarded",
    "cards",
    "certificate",
    "change_card",
    "home",
    "issue",
    "issues",
    "paste",
    "reissue",
]
