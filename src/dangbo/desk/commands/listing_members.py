"""Put members of a drafted change where they go, one by one or many at once."""

from collections.abc import Mapping

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.desk.access import lock_draft
from dangbo.desk.commands.writing import write_change
from dangbo.rules.member_places import with_listed
from dangbo.rules.verdicts import Verdict, finding

MOST_LISTED = 20_000


@transaction.atomic
def list_members(*, actor: Actor, draft: int, change: int, listed: Mapping[str, str]) -> int:
    """Have persons go to organisations (empty: where all go), whatever came meanwhile.

    Returns how many of them go elsewhere than before.
    """
    row = lock_draft(actor, draft)
    held = next((each for each in row.content["changes"] if each["id"] == change), None)
    if held is None:
        Verdict((finding("CHANGE_GONE"),)).require()
        raise AssertionError
    before = (held.get("members") or {}).get("listed") or {}
    members = with_listed(held, listed)
    if len(members["listed"]) > MOST_LISTED:
        Verdict((finding("TOO_MANY_CHOSEN", limit=MOST_LISTED),)).require()
    values = {"members": members}
    write_change(actor=actor, draft=draft, change=change, values=values, seen=row.revision)
    return sum(before.get(person, "") != org for person, org in listed.items())
