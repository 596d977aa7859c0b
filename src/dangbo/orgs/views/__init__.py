"""Show organisations, the decisions about them, and what changed between days."""

from dangbo.orgs.views.comparing import compare
from dangbo.orgs.views.decisions import decision_list, decision_page
from dangbo.orgs.views.happening import changes
from dangbo.orgs.views.placing import place, take_back
from dangbo.orgs.views.records import detail
from dangbo.orgs.views.searching import hints, search_page
from dangbo.orgs.views.suggesting import suggest
from dangbo.orgs.views.trees import branch, home

__all__ = [
    "branch",
    "changes",
    "compare",
    "decision_list",
    "decision_page",
    "detail",
    "hints",
    "home",
    "place",
    "search_page",
    "suggest",
    "take_back",
]
