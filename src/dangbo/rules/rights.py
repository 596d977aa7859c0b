"""Say which acts there are, which role may do which, and where somebody with some roles may.

Source: architecture of rights (a role over an organisation and all below it); the roles of an
office are its own to settle: `sets/roles.toml` holds what this register begins with.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from importlib import resources
from typing import Any, Final

ORG_READ: Final = "org.read"
ORG_CHANGE: Final = "org.change"
PAPER_READ: Final = "paper.read"
PAPER_WRITE: Final = "paper.write"
MEMBER_READ: Final = "member.read"
MEMBER_CONTACT: Final = "member.contact"
MEMBER_NUMBER: Final = "member.number"
MEMBER_PRIVATE: Final = "member.private"
MEMBER_CHANGE: Final = "member.change"
MEMBER_IMPORT: Final = "member.import"
MEMBER_MERGE: Final = "member.merge"
MEMBER_EXPORT: Final = "member.export"
CASE_READ: Final = "case.read"
CASE_PREPARE: Final = "case.prepare"
CASE_DECIDE: Final = "case.decide"
POST_READ: Final = "post.read"
POST_CHANGE: Final = "post.change"
PLAN_READ: Final = "plan.read"
HONOUR_READ: Final = "honour.read"
HONOUR_CHANGE: Final = "honour.change"
DISCIPLINE_READ: Final = "discipline.read"
CONFIDENTIAL_OPEN: Final = "confidential.open"
LETTER_CHANGE: Final = "letter.change"
FORM_CHANGE: Final = "form.change"
RETURN_SEND: Final = "return.send"
RETURN_RECEIVE: Final = "return.receive"
REGISTER_LOAD: Final = "register.load"
AUDIT_READ: Final = "audit.read"
ACCOUNT_MANAGE: Final = "account.manage"
RIGHT_GRANT: Final = "right.grant"

# Acts that show something and change nothing.
READING: Final = frozenset(
    {
        *(ORG_READ, PAPER_READ, MEMBER_READ, MEMBER_CONTACT, MEMBER_NUMBER, MEMBER_PRIVATE),
        *(MEMBER_EXPORT, CASE_READ, POST_READ, PLAN_READ, HONOUR_READ, DISCIPLINE_READ),
    }
)
MEMBER: Final = "member"
# Acts that somebody may do on the own record without any role over an organisation.
OWN: Final = frozenset(
    {MEMBER_READ, MEMBER_CONTACT, MEMBER_NUMBER, MEMBER_PRIVATE, CASE_READ, POST_READ, HONOUR_READ}
    | {DISCIPLINE_READ}
)
# Acts that show persons or touch them: what of it may be taken away goes by the right to export.
PERSONAL: Final = frozenset(
    {MEMBER_READ, MEMBER_CONTACT, MEMBER_NUMBER, MEMBER_PRIVATE, MEMBER_CHANGE, MEMBER_IMPORT}
    | {MEMBER_MERGE, CASE_READ, CASE_PREPARE, CASE_DECIDE, POST_READ, POST_CHANGE, PLAN_READ}
    | {HONOUR_READ, HONOUR_CHANGE, DISCIPLINE_READ, REGISTER_LOAD}
)

# Ranges of paths (`rules.paths`) whose whole subtree is meant; None: everywhere.
Branches = tuple[str, ...] | None


@dataclass(frozen=True)
class RightAct:
    """One act of the vocabulary, as a page names it."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True)
class Role:
    """A named set of acts.

    `everywhere`: acts that the role has over the whole register, wherever it is held. `whole`: the
    role is only ever held over the whole register. `own`: it shows somebody the own record alone.
    `strong`: only with a second factor. `idle`: minutes until whoever does nothing is signed out.
    """

    code: str
    name: str
    name_en: str
    acts: frozenset[str]
    everywhere: frozenset[str] = frozenset()
    whole: bool = False
    own: bool = False
    strong: bool = False
    idle: int = 60


@dataclass(frozen=True)
class PostRoles:
    """The roles that holders of some titles in some bodies have over their organisation."""

    bodies: frozenset[str]
    titles: frozenset[str]
    kinds: frozenset[str]
    roles: tuple[str, ...]

    def fits(self, *, body: str, title: str, kind: str) -> bool:
        """Say whether a post is meant; no titles, or kinds, mean all."""
        return (
            body in self.bodies
            and (not self.titles or title in self.titles)
            and (not self.kinds or kind in self.kinds)
        )


@dataclass(frozen=True)
class Roles:
    """The acts, roles and posts in force from a day."""

    since: date
    source: str
    acts: Mapping[str, RightAct]
    roles: Mapping[str, Role]
    posts: tuple[PostRoles, ...]

    def of_post(self, *, body: str, title: str, kind: str) -> tuple[str, ...]:
        """Return the roles that go with a post: of the first entry that means it."""
        fitting = (
            each.roles for each in self.posts if each.fits(body=body, title=title, kind=kind)
        )
        return next(fitting, ())


@dataclass(frozen=True)
class Held:
    """A role that somebody holds in some branches (None: over the whole register)."""

    role: str
    branches: Branches


@dataclass(frozen=True)
class Rights:
    """Where somebody may do what: pairs of an act and the branches it may be done in."""

    places: tuple[tuple[str, Branches], ...] = field(default=())

    @cached_property
    def _by_act(self) -> dict[str, Branches]:
        return dict(self.places)

    def over(self, act: str) -> Branches:
        """Return the branches in which an act may be done: none of them is an empty tuple."""
        return self._by_act.get(act, ())

    def with_everywhere(self, acts: Iterable[str]) -> "Rights":
        """Return the same rights with some acts over the whole register."""
        return Rights(tuple((self._by_act | dict.fromkeys(acts, None)).items()))


def rights_from(held: Iterable[Held], roles: Roles) -> Rights:
    """Return what roles together allow; a role that is not in force allows nothing."""
    found: dict[str, Branches] = {}
    for each in held:
        role = roles.roles.get(each.role)
        if role is None:
            continue
        for act in sorted(role.acts | role.everywhere):
            there = None if act in role.everywhere else each.branches
            found[act] = joined(found.get(act, ()), there)
    return Rights(tuple(sorted(found.items())))


def both(one: Rights, other: Rights) -> Rights:
    """Return what both rights allow, act by act and place by place."""
    acts = {act for act, _ in one.places} & {act for act, _ in other.places}
    shared = ((act, shared_branches(one.over(act), other.over(act))) for act in sorted(acts))
    return Rights(tuple((act, branches) for act, branches in shared if branches != ()))


def exportable(rights: Rights) -> Rights:
    """Return the same rights, those about persons only where persons may be exported too."""
    there = rights.over(MEMBER_EXPORT)
    kept = (
        (act, shared_branches(branches, there) if act in PERSONAL else branches)
        for act, branches in rights.places
    )
    return Rights(tuple((act, branches) for act, branches in kept if branches != ()))


def joined(one: Branches, other: Branches) -> Branches:
    """Return the branches that are in either; one below another is left out."""
    if one is None or other is None:
        return None
    found: list[str] = []
    for branch in sorted({*one, *other}):
        if not found or not branch.startswith(found[-1]):
            found.append(branch)
    return tuple(found)


def shared_branches(one: Branches, other: Branches) -> Branches:
    """Return the branches that are in both."""
    if one is None or other is None:
        return other if one is None else one
    lower = [a for a in one if any(a.startswith(b) for b in other)]
    return joined(tuple(lower), tuple(b for b in other if any(b.startswith(a) for a in one)))


def roles_on(day: date) -> Roles:
    """Return the acts and roles in force on a day; the first ones also for the time before."""
    known = _known()
    return next((each for each in reversed(known) if each.since <= day), known[0])


def read_roles(text: str) -> tuple[Roles, ...]:
    """Read sets of roles; a later set takes over what it does not list, but for the posts."""
    sets: list[Roles] = []
    acts: dict[str, RightAct] = {}
    roles: dict[str, Role] = {}
    for raw in sorted(tomllib.loads(text)["set"], key=lambda each: each["since"]):
        acts |= {each["code"]: RightAct(**each) for each in raw.get("act", ())}
        roles |= {each["code"]: _role(each) for each in raw.get("role", ())}
        named = {act for role in roles.values() for act in role.acts | role.everywhere}
        if unknown := named - set(acts):
            raise ValueError(f"roles name acts that are not listed: {sorted(unknown)}")
        posts = tuple(_post(each) for each in raw.get("post", ()))
        kept = posts or (sets[-1].posts if sets else ())
        sets.append(Roles(raw["since"], raw["source"], dict(acts), dict(roles), kept))
    return tuple(sets)


def _role(raw: Mapping[str, Any]) -> Role:
    sets = {name: frozenset(raw.get(name, ())) for name in ("acts", "everywhere")}
    return Role(**(dict(raw) | sets))


def _post(raw: Mapping[str, Any]) -> PostRoles:
    sets = {name: frozenset(raw.get(name, ())) for name in ("bodies", "titles", "kinds")}
    return PostRoles(**sets, roles=tuple(raw["roles"]))


@cache
def _known() -> tuple[Roles, ...]:
    text = resources.files("dangbo.rules").joinpath("sets/roles.toml").read_text("utf-8")
    return read_roles(text)
