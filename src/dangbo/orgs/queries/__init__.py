"""Answer every question about organisations: of a day, as known on a day, to an actor."""

from dangbo.orgs.queries.corresponding import Pair, correspondence
from dangbo.orgs.queries.counting import Counts, counts_below, counts_over_time
from dangbo.orgs.queries.deciding import DecisionRow, decision, decisions, decisions_touching
from dangbo.orgs.queries.finding import AmbiguousOrg, Match, UnknownOrg, find_org, search
from dangbo.orgs.queries.happening import Happening, changes_between
from dangbo.orgs.queries.lineages import Lineage, LineageLink, lineage
from dangbo.orgs.queries.names import names_on, org_ids
from dangbo.orgs.queries.resolving import Answer, Resolution, ResolvedLine, resolve_lines
from dangbo.orgs.queries.standing import OrgState, Standing, org_on, standing_of, versions_of
from dangbo.orgs.queries.trees import ChildRow, TreeRow, children, roots, tree

__all__ = [
    "AmbiguousOrg",
    "Answer",
    "ChildRow",
    "Counts",
    "DecisionRow",
    "Happening",
    "Lineage",
    "LineageLink",
    "Match",
    "OrgState",
    "Pair",
    "Resolution",
    "ResolvedLine",
    "Standing",
    "TreeRow",
    "UnknownOrg",
    "changes_between",
    "children",
    "correspondence",
    "counts_below",
    "counts_over_time",
    "decision",
    "decisions",
    "decisions_touching",
    "find_org",
    "lineage",
    "names_on",
    "org_ids",
    "org_on",
    "resolve_lines",
    "roots",
    "search",
    "standing_of",
    "tree",
    "versions_of",
]
