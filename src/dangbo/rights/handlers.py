"""Give the accounts of the demonstration their roles."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.rights.access import secretaries
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


# Of the grassroots, where the demonstration has some: who leads a cell, by the post, and who works
# for the committee of an organisation.
SECRETARY: Final = "bi-thu"
OFFICER: Final = "co-so"
CELLS: Final = ("chi_bo_truc_thuoc", "chi_bo_co_so")
COMMITTEES: Final = ("dang_bo_co_so",)


def grant_to_demonstration(*, usernames: list[str], **_signal: Any) -> None:
    """Give each account of the demonstration the role that its name says, once."""
    for username in usernames:
        if role := ROLES.get(username):
            _grant(username=username, role=role)
    today = timezone.localdate()
    cell = secretaries(CELLS, on=today).select_related("person").first()
    if cell is not None and SECRETARY in usernames:
        _grant(username=SECRETARY, role=MEMBER, person=cell.person.uid)
    committee = secretaries(COMMITTEES, on=today).first()
    if committee is not None and OFFICER in usernames:
        _grant(username=OFFICER, role="grassroots_officer", org=committee.org_id)


def _grant(**given: Any) -> None:
    reason = _("Tài khoản dùng thử")
    try:
        grant_role(actor=OPERATOR, start=timezone.localdate(), reason=reason, **given)
    except RuleError as error:
        if {each.code for each in error.verdict.against} != {"ROLE_HELD"}:
            raise
