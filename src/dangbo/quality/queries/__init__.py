"""Answer how good the register is, whose records it is about, and who may be there twice."""

from dangbo.quality.queries.citizens import citizens_differing, findings_of
from dangbo.quality.queries.confirming import (
    Confirmed,
    confirmed_by,
    confirming_acts,
    last_confirmed,
    to_confirm,
)
from dangbo.quality.queries.figures import BranchSums, Figures, Moment, Sums, figures, trend
from dangbo.quality.queries.listing import FoundRow, found_members, found_rows
from dangbo.quality.queries.pairs import (
    ApartRow,
    PairRow,
    TooManyPersons,
    alike_to,
    likely_pairs,
    pair_of,
    pair_rows,
    soon_found,
    told_apart,
)
from dangbo.quality.queries.running import Late, late_in

__all__ = [
    "ApartRow",
    "BranchSums",
    "Confirmed",
    "Figures",
    "FoundRow",
    "Late",
    "Moment",
    "PairRow",
    "Sums",
    "TooManyPersons",
    "alike_to",
    "citizens_differing",
    "confirmed_by",
    "confirming_acts",
    "figures",
    "findings_of",
    "found_members",
    "found_rows",
    "last_confirmed",
    "late_in",
    "likely_pairs",
    "pair_of",
    "pair_rows",
    "soon_found",
    "to_confirm",
    "told_apart",
    "trend",
]
