"""Give the accounts of the demonstration their roles."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.rights.access import secretary_of_a_cell, superior_of
from dangbo.rights.commands import grant_role
from dangbo.rules.rights import MEMBER
from dangbo.rules.verdicts import RuleError

ROLES: Final[Mapping[str, str]] = {
    "van-phong": "office",
    "to-chuc": "organisation",
    "kiem-tra": "inspection",
    "tuyen-giao": "propaganda",
    "thuong-truc": "leadership",
    "nhat-ky": "auditor",
}


# Of the grassroots, over an organisation that the demonstration has: who leads a cell there, by
# the post, and who works for the organisation above it.
SECRETARY: Final = "bi-thu"
OFFICER: Final = "co-so"


def grant_to_demonstration(*, usernames: list[str], **_signal: Any) -> None:
    """Give each account of the demonstration the role that its name says, once."""
    for username in usernames:
        if role := ROLES.get(username):
            _grant(username=username, role=role)
    today = timezone.localdate()
    found = secretary_of_a_cell(on=today)
    if found is None or SECRETARY not in usernames:
        return
    person, cell = found
    _grant(username=SECRETARY, role=MEMBER, person=person)
    if (above := superior_of(cell, on=today)) is not None:
        _grant(username=OFFICER, role="grassroots_officer", org=above)


def _grant(**given: Any) -> None:
    reason = _("Tài khoản dùng thử")
    try:
        grant_role(actor=OPERATOR, start=timezone.localdate(), reason=reason, **given)
    except RuleError as error:
        if {each.code for each in error.verdict.against} != {"ROLE_HELD"}:
            raise
