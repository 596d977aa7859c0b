"""Write the page of the docs that says which role may do what, where, and which posts give roles.

`python -m tools.rights_matrix` writes it; a contract test holds it to the set of roles.
"""

from datetime import date
from pathlib import Path
from typing import Final

from dangbo.rules.rights import PostRoles, Role, Roles, roles_on

PAGE: Final = Path(__file__).parents[1] / "docs" / "rights-matrix.md"
# After every set there is.
LAST: Final = date(9999, 1, 1)
HEAD: Final = """# Who may do what, where

Written by `python -m tools.rights_matrix` from `rules/sets/roles.toml`; not to be edited. In force
since {since}: {source}. How it works: [rights](areas/rights.md), [its rules](rules/rights.md).

**below**: in the organisation over which the role is held and all below it · **all**: in the whole
register · **own**: in the own record · empty: not at all.
"""


def page() -> str:
    """Return the whole page."""
    roles = roles_on(LAST)
    head = HEAD.format(since=roles.since.isoformat(), source=roles.source)
    return "\n".join([head, *_matrix(roles), "", *_roles(roles), "", *_posts(roles), ""])


def place_of(act: str, role: Role) -> str:
    """Return where a role may do an act, in one word."""
    if act in role.everywhere or (role.whole and act in role.acts):
        return "all"
    if act not in role.acts:
        return ""
    return "own" if role.own else "below"


def _matrix(roles: Roles) -> list[str]:
    codes = list(roles.roles)
    lines = [
        _row([f"`{act.code}`", act.name_en, *(place_of(act.code, roles.roles[c]) for c in codes)])
        for act in roles.acts.values()
    ]
    return [
        "## Acts and roles",
        "",
        _row(["act", "which is to", *(f"`{code}`" for code in codes)]),
        _rule(len(codes) + 2),
        *lines,
    ]


def _roles(roles: Roles) -> list[str]:
    lines = [
        _row(
            [f"`{role.code}`", role.name_en, role.name, _held(role), _factor(role), f"{role.idle}"]
        )
        for role in roles.roles.values()
    ]
    heads = ["role", "who", "in Vietnamese", "held over", "second factor", "minutes without use"]
    return ["## The roles", "", _row(heads), _rule(len(heads)), *lines]


def _held(role: Role) -> str:
    if role.own:
        return "the own record"
    return "the register" if role.whole else "an organisation, or the register"


def _factor(role: Role) -> str:
    return "needed" if role.strong else ""


def _posts(roles: Roles) -> list[str]:
    heads = ["bodies", "titles", "kinds of organisation", "roles"]
    lines = [_row(_post(each)) for each in roles.posts]
    told = "Over the organisation of the post; the first line that fits a post counts."
    return ["## Roles that go with posts", "", told, "", _row(heads), _rule(len(heads)), *lines]


def _post(each: PostRoles) -> list[str]:
    return [_codes(each.bodies), _codes(each.titles), _codes(each.kinds), _codes(each.roles)]


def _codes(codes: frozenset[str] | tuple[str, ...]) -> str:
    listed = codes if isinstance(codes, tuple) else sorted(codes)
    return ", ".join(f"`{code}`" for code in listed) or "any"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(width: int) -> str:
    return "|" + "---|" * width


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
