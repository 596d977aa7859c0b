"""Give the accounts that tests open what the whole staff of an office may do together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from dangbo.rules.rights import ACCOUNT_MANAGE, Rights, roles_on

if TYPE_CHECKING:
    from dangbo.accounts.models import User


@dataclass(frozen=True)
class All:
    """Every right over the whole register, in no role."""

    rights: Rights
    roles: tuple[str, ...] = ()
    behalf: str = ""
    person: int | None = None
    held: tuple[str, ...] = ()


class WholeStaff:
    """Grants each account everything; accounts only to whoever administers them."""

    def granted(self, user: "User", *, session: Mapping[str, Any]) -> All:
        acts = sorted(roles_on(date.max).acts)
        held = [act for act in acts if act != ACCOUNT_MANAGE or user.is_staff]
        roles = self.roles_of(user)
        return All(Rights(tuple((act, None) for act in held)), roles, held=roles)

    def roles_of(self, user: "User") -> tuple[str, ...]:
        return ("administrator",) if user.is_staff else ()


@pytest.fixture(autouse=True)
def whole_staff(request: pytest.FixtureRequest) -> Iterator[None]:
    """Open the register to every account, unless a test is marked to go by its own grants."""
    if request.node.get_closest_marker("by_grants") or not request.config.pluginmanager.has_plugin(
        "django"
    ):
        yield
        return
    from dangbo.accounts.access import keeper, register_keeper  # noqa: PLC0415 - Django is there

    kept = keeper()
    register_keeper(WholeStaff())
    yield
    register_keeper(kept)
