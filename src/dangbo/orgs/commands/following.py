"""Have higher areas follow what decisions do to organisations, in the same transaction."""

from collections.abc import Callable
from typing import Final

from dangbo.audit.models import Act
from dangbo.rules.projection import Projection

# A follower is called with the keywords by and found; it writes, or raises RuleError.
Follower = Callable[..., None]
_followers: Final[dict[str, Follower]] = {}


def register_follower(key: str, follower: Follower) -> None:
    """Call `follower` after each decision and correction is written; in `ready()`."""
    _followers[key] = follower


def follow(*, by: Act, found: Projection) -> None:
    """Let every area follow what the act `by` made of organisations."""
    for follower in _followers.values():
        follower(by=by, found=found)
