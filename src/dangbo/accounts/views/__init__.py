"""Answer the pages of signing in, of one's own account, and of accounts."""

from dangbo.accounts.views.accounts import detail, index, invite_somebody
from dangbo.accounts.views.links import open_link
from dangbo.accounts.views.sessions import EndOthers, places, session_state, stayed
from dangbo.accounts.views.signing_in import SignIn, signed_out

__all__ = [
    "EndOthers",
    "SignIn",
    "detail",
    "index",
    "invite_somebody",
    "open_link",
    "places",
    "session_state",
    "signed_out",
    "stayed",
]
