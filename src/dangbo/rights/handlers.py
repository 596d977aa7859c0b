"""Give the accounts of the demonstration their roles."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.rights.commands import grant_role
from dangbo.rules.verdicts import RuleError

ROLES: Final[Mapping[str, str]] = {
    "van-phong": "office",
    "to-chuc": "organisation",
    "kiem-tra": "inspection",
    "tuyen-giao": "propaganda",
    "thuong-truc": "leadership",
    "nhat-ky": "auditor",
}


def grant_to_demonstration(*, usernames: list[str], **_signal: Any) -> None:
    """Give each account of the demonstration the role that its name says, once."""
    for username in usernames:
        if role := ROLES.get(username):
            try:
                grant_role(
                    actor=OPERATOR,
                    username=username,
                    role=role,
                    start=timezone.localdate(),
                    reason=_("Tài khoản dùng thử"),
                )
            except RuleError as error:
                if {each.code for each in error.verdict.against} != {"ROLE_HELD"}:
                    raise
