"""Have higher areas follow what happens to members, in the same transaction."""

from collections.abc import Callable, Iterable
from typing import Final

from dangbo.audit.models import Act

# What happened to a person: the id, and the change of the event.
Happened = tuple[int, str]
# A follower is called with the keywords by and happened; it writes, or raises RuleError.
Follower = Callable[..., None]
_followers: Final[dict[str, Follower]] = {}


def register_follower(key: str, follower: Follower) -> None:
    """Call `follower` after events or their correction are written; in `ready()`."""
    _followers[key] = follower


def tell_followers(*, by: Act, happened: Iterable[Happened]) -> None:
    """Let every area follow what the act `by` says of members, or no longer says."""
    told = list(dict.fromkeys(happened))
    for follower in _followers.values():
        follower(by=by, happened=told)
