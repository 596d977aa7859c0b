"""Let posts follow what a decision does to their organisations, in its own transaction."""

from dangbo.audit.models import Act
from dangbo.posts.replay import holders_in, refold
from dangbo.rules.projection import Projection


def follow_orgs(*, by: Act, found: Projection) -> None:
    """Close the posts of organisations that end by the act `by`; open what a correction returns."""
    refold(holders_in(found.outcome.timelines), by=by.seq)
