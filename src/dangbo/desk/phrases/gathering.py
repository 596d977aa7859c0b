"""Say once what holds for many organisations."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from django.utils.translation import gettext as _

from dangbo.rules.verdicts import Fact, Finding

# The fact in which findings of one code may differ and still be told in one sentence.
MEMBER: Final = {
    "LEFT_BELOW": "child",
    "SUPERIOR_ENDS": "org",
    "SUPERIOR_NOT_STANDING": "org",
    "KIND_NOT_UNDER": "org",
    "NOT_STANDING": "org",
    "NOT_UNDER_SOURCE": "org",
    "NOTHING_CHANGES": "org",
}
NAMED: Final = 3

Names = Mapping[int, str]


def gathered(findings: Iterable[Finding], names: Names) -> Iterator[tuple[Finding, Names]]:
    """Yield findings, each with the names to tell it by; those alike become one.

    An organisation that ends while others are left below it is told so, and not again for each of
    those that it leaves without a superior.
    """
    given = list(findings)
    left = {_ends(each, "org", "child") for each in given if each.code == "LEFT_BELOW"}
    groups: dict[object, list[Finding]] = defaultdict(list)
    for place, each in enumerate(given):
        if each.code == "SUPERIOR_ENDS" and _ends(each, "superior", "org") in left:
            continue
        groups[_alike(each) or place].append(each)
    for some in groups.values():
        yield some[0], _named(some, names)


def _ends(found: Finding, superior: str, below: str) -> tuple[Fact, Fact, Fact]:
    return found.fact(superior), found.fact(below), found.fact("on")


def _alike(found: Finding) -> object:
    member = MEMBER.get(found.code)
    if member is None:
        return None
    rest = tuple(fact for fact in found.facts if fact[0] != member)
    return (found.code, found.where, rest, found.source)


def _named(some: list[Finding], names: Names) -> Names:
    """Call the first of several by the names of the first few and the number of the others."""
    if len(some) == 1:
        return names
    orgs = [fact for each in some if isinstance(fact := each.fact(MEMBER[each.code]), int)]
    said = ", ".join(names.get(org, f"#{org}") for org in orgs[:NAMED])
    if len(orgs) > NAMED:
        said = _("%(names)s và %(more)s tổ chức khác") % {
            "names": said,
            "more": len(orgs) - NAMED,
        }
    return {**names, orgs[0]: said}
