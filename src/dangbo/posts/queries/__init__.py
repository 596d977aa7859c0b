"""Answer every question about posts: of a day, as known on a day, to an actor."""

from dangbo.posts.queries.committees import (
    Committee,
    TermRow,
    all_posts_of,
    bodies_of,
    committee_of,
    history_of,
    holders,
    posts_of,
    terms_of,
)
from dangbo.posts.queries.leading import (
    CommitteePersons,
    Seat,
    Sitters,
    Unified,
    UnifiedRow,
    committee_persons,
    seats_below,
    sitters,
    unified_posts,
)
from dangbo.posts.queries.persons import PersonName, names_of, person_named, persons_called
from dangbo.posts.queries.registers import (
    DeclarationRow,
    PlanRow,
    declaration_years,
    declarations,
    plan_terms,
    plans,
)
from dangbo.posts.queries.rows import Basis, PostRow
from dangbo.posts.queries.shortfalls import Shortfall, plan_shortfalls

__all__ = [
    "Basis",
    "Committee",
    "CommitteePersons",
    "DeclarationRow",
    "PersonName",
    "PlanRow",
    "PostRow",
    "Seat",
    "Shortfall",
    "Sitters",
    "TermRow",
    "Unified",
    "UnifiedRow",
    "all_posts_of",
    "bodies_of",
    "committee_of",
    "committee_persons",
    "declaration_years",
    "declarations",
    "history_of",
    "holders",
    "names_of",
    "person_named",
    "persons_called",
    "plan_shortfalls",
    "plan_terms",
    "plans",
    "posts_of",
    "seats_below",
    "sitters",
    "terms_of",
    "unified_posts",
]
