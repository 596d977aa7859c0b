"""Tell the members of organisations that are handed over, as they stand on the day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.members.queries.posted import posted_in, told_rows
from dangbo.members.queries.rows import MemberRow
from dangbo.rules.member_attributes import attribute_kinds
from dangbo.rules.member_numbers import SECRET


@dataclass(frozen=True)
class HandedMember:
    """A member who goes along; organisations by key, secret numbers left out."""

    key: str
    name: str
    sex: str
    birth: date | None
    birth_precision: str
    ethnicity: str
    religion: str
    home_town: str
    org: str
    org_name: str
    temporary: str
    standing: str
    activity: str
    counted_from: date | None
    admitted: date | None
    numbers: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)


def members_handed(
    *, actor: Actor, orgs: Collection[int], on: date, with_invented: bool
) -> list[HandedMember]:
    """Return the members of organisations on a day, in the order of names."""
    people = posted_in(actor=actor, orgs=orgs, on=on)
    rows = told_rows(actor=actor, persons=people, on=on, attributes=list(attribute_kinds()))
    wanted = set(orgs)
    return [_handed(row, wanted) for row in rows if with_invented or not row.invented]


def _handed(row: MemberRow, orgs: Collection[int]) -> HandedMember:
    visited = row.temporary.uid if row.temporary and row.temporary.id in orgs else ""
    return HandedMember(
        row.uid,
        row.name,
        row.sex,
        row.birth,
        row.birth_precision,
        row.ethnicity,
        row.religion,
        row.home_town,
        row.org.uid if row.org else "",
        row.org.name if row.org else "",
        visited,
        row.standing,
        row.activity,
        row.counted_from,
        row.admitted,
        {kind: value for kind, value in row.numbers.items() if kind not in SECRET},
        row.attributes,
    )
