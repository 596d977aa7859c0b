"""Put the roles, their acts and the posts that give them into tables."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.orgs.phrases import kind_name
from dangbo.posts.phrases.names import body_name, title_name
from dangbo.rights.phrases import act_name, role_name
from dangbo.rights.tables.grants import WHOLE
from dangbo.rules.granting import MARKED
from dangbo.rules.rights import PostRoles, Role, Roles
from dangbo.ui.parts import Fact
from dangbo.ui.tables import Column


def role_facts(roles: Roles, *, on: date) -> list[Fact]:
    """Return each role that can be granted with all that it may do."""
    return [
        Fact(role_name(code, on=on), _acts_words(role.acts | role.everywhere, roles, on))
        for code, role in roles.roles.items()
        if code != MARKED
    ]


def acts_words(code: str, roles: Roles, *, on: date) -> str:
    """Return in words what a role may do; nothing where it is not in force."""
    role = roles.roles.get(code)
    return _acts_words(role.acts | role.everywhere, roles, on) if role else ""


def _acts_words(acts: frozenset[str], roles: Roles, on: date) -> str:
    return "; ".join(act_name(code, on=on) for code in roles.acts if code in acts)


class RoleLine(NamedTuple):
    """A role as the page of roles tells it."""

    name: str
    place: str
    acts: str
    more: str


class HolderLine(NamedTuple):
    """An act, and which roles may do it where."""

    act: str
    there: str
    everywhere: str


class PostLine(NamedTuple):
    """Posts, and the roles that go with them."""

    posts: str
    roles: str


ROLE_COLUMNS: Final[Sequence[Column]] = (
    Column("name", lazy("Vai trò"), main=True),
    Column("place", lazy("Phạm vi")),
    Column("acts", lazy("Được làm")),
    Column("more", lazy("Ghi chú")),
)
MATRIX_COLUMNS: Final[Sequence[Column]] = (
    Column("act", lazy("Việc"), main=True),
    Column("there", lazy("Ở đơn vị được giao")),
    Column("everywhere", lazy("Ở mọi nơi")),
)
POST_COLUMNS: Final[Sequence[Column]] = (
    Column("posts", lazy("Chức vụ"), main=True),
    Column("roles", lazy("Vai trò ở tổ chức của chức vụ")),
)


def role_lines(roles: Roles, *, on: date) -> list[RoleLine]:
    """Return the roles with what they may do."""
    return [
        RoleLine(
            role_name(code, on=on),
            _span_words(role),
            _acts_words(role.acts | role.everywhere, roles, on),
            _role_notes(role),
        )
        for code, role in roles.roles.items()
    ]


def _span_words(role: Role) -> str:
    if role.own:
        return _("Hồ sơ của mình")
    return str(WHOLE) if role.whole else _("Tổ chức được giao và mọi đơn vị trực thuộc")


def _role_notes(role: Role) -> str:
    notes = [_("cần lớp xác nhận thứ hai")] if role.strong else []
    told = {"minutes": role.idle}
    return "; ".join([*notes, _("hết phiên sau %(minutes)s phút không dùng") % told])


def matrix_lines(roles: Roles, *, on: date) -> list[HolderLine]:
    """Return each act with the roles that may do it."""
    return [
        HolderLine(
            act_name(act, on=on),
            "; ".join(
                role_name(code, on=on)
                for code, role in roles.roles.items()
                if act in role.acts - role.everywhere and not role.whole
            ),
            "; ".join(
                role_name(code, on=on)
                for code, role in roles.roles.items()
                if act in role.everywhere or (role.whole and act in role.acts)
            ),
        )
        for act in roles.acts
    ]


def post_lines(roles: Roles, *, on: date) -> list[PostLine]:
    """Return the posts that give roles; the first that fits a post counts."""
    return [
        PostLine(_posts_words(each, on), "; ".join(role_name(code, on=on) for code in each.roles))
        for each in roles.posts
    ]


def _posts_words(each: PostRoles, on: date) -> str:
    bodies = ", ".join(body_name(body, on) for body in sorted(each.bodies))
    titles = ", ".join(title_name(title, on) for title in sorted(each.titles))
    kinds = ", ".join(kind_name(kind, on) for kind in sorted(each.kinds))
    told = [_("%(titles)s của %(bodies)s") % {"titles": titles, "bodies": bodies}]
    told = told if titles else [_("Mọi chức danh của %(bodies)s") % {"bodies": bodies}]
    return ", ".join([*told, *([_("ở %(kinds)s") % {"kinds": kinds}] if kinds else [])])
