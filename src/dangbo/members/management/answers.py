"""Tell members and their courses as the JSON of commands has them; secret numbers are masked."""

from typing import Any

from dangbo.members.queries import Member, MemberRow, Step
from dangbo.orgs.queries.names import OrgName


def row_answer(row: MemberRow) -> dict[str, Any]:
    """Return a person of a list."""
    return {
        "member": row.uid,
        "invented": row.invented,
        "name": row.name,
        "sex": row.sex,
        "birth": row.birth,
        "birth_precision": row.birth_precision,
        "ethnicity": row.ethnicity,
        "org": _key(row.org),
        "org_name": row.org.name if row.org else None,
        "temporary": _key(row.temporary),
        "standing": row.standing,
        "activity": row.activity,
        "counted_from": row.counted_from,
        "admitted": row.admitted,
        "numbers": dict(row.numbers),
        "attributes": dict(row.attributes),
    }


def member_answer(found: Member, course: list[Step]) -> dict[str, Any]:
    """Return one person with all that is counted, over time; sealed field groups stay closed."""
    return {
        **row_answer(found.row),
        "religion": found.row.religion,
        "home_town": found.row.home_town,
        "postings": [
            {
                "start": each.start,
                "end": each.end,
                "kind": each.kind,
                "org": _key(each.name),
                "name": each.name.name if each.name else None,
            }
            for each in found.postings
        ],
        "standings": [
            {
                "start": each.start,
                "end": each.end,
                "standing": each.standing,
                "activity": each.activity,
                "counted_from": each.counted_from,
                "admitted": each.admitted,
            }
            for each in found.standings
        ],
        "course": [_step(each) for each in course],
    }


def _step(each: Step) -> dict[str, Any]:
    return {
        "on": each.on,
        "precision": each.precision,
        "change": each.change,
        "act": each.act,
        "of": each.of,
        "recorded": each.recorded,
        "org": _key(each.org),
        "from": _key(each.source),
        "paper": each.paper_uid or None,
        "number": each.paper_number or None,
        "reason": each.reason,
        "invented": each.invented,
    }


def _key(org: OrgName | None) -> str | None:
    return org.uid if org else None
