"""Say which committees have a story: those whose history file is loaded."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Count

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.base.spans import known_at
from dangbo.history.access import all_rows
from dangbo.history.models import Entry
from dangbo.orgs.access import within
from dangbo.orgs.queries.states import OrgBrief, states_near


class CommitteeRow(NamedTuple):
    """A committee with a story, and how many entries of each section its file has."""

    org: OrgBrief
    entries: Mapping[str, int]


def committees(*, actor: Actor, on: date, known: date | None = None) -> list[CommitteeRow]:
    """Return the committees whose history files are loaded, in the order of their keys."""
    mine = within(actor, "committee")
    rows = all_rows(Entry).filter(mine, known_at(act_known_on(known))).order_by()
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for org, section, count in rows.values_list("committee", "section").annotate(Count("pk")):
        counts[org][section] = count
    briefs = states_near(actor=actor, orgs=counts, on=on, known=known)
    found = [CommitteeRow(briefs[org], entries) for org, entries in counts.items() if org in briefs]
    return sorted(found, key=lambda each: each.org.uid)
