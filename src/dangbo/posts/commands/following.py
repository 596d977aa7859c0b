"""Let posts follow what becomes of their organisations and holders, in the same transaction."""

from collections.abc import Iterable

from dangbo.audit.models import Act
from dangbo.posts.replay import holders_among, holders_in, refold
from dangbo.rules.post_course import EXIT_REASONS
from dangbo.rules.projection import Projection


def follow_orgs(*, by: Act, found: Projection) -> None:
    """Close the posts of organisations that end by the act `by`; open what a correction returns."""
    refold(holders_in(found.outcome.timelines), by=by.seq)


def follow_members(*, by: Act, happened: Iterable[tuple[int, str]]) -> None:
    """Close the posts of those who leave by the act `by`; open what its correction returns."""
    gone = {person for person, change in happened if change in EXIT_REASONS}
    if gone:
        refold(holders_among(gone), by=by.seq)
