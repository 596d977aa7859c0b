"""Say which column of a list is what, and what holds for new persons where the list is silent."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.intake.access import lock_intake, memories
from dangbo.intake.commands.opening import OPEN
from dangbo.intake.enums import Stage
from dangbo.intake.models import Intake
from dangbo.orgs.queries import AmbiguousOrg, UnknownOrg, find_org
from dangbo.rules.column_mapping import memory_of, with_columns
from dangbo.rules.member_changes import STANDINGS
from dangbo.rules.verdicts import Verdict, finding

ABOUT_COLUMNS: Final = frozenset(
    {"COLUMN_OF_NAME_MISSING", "COLUMN_DOUBLED", "COLUMNS_UNMAPPED", "NO_HEADINGS"}
)


@transaction.atomic
def map_columns(
    *,
    actor: Actor,
    intake: int,
    columns: Mapping[str, int],
    on: date | None = None,
    org: str = "",
    standing: str = "",
) -> Intake:
    """Keep which column is what, remember it for the source, or raise RuleError."""
    row = lock_intake(actor, intake)
    if row.stage not in OPEN:
        Verdict((finding("LIST_NOT_OPEN", stage=row.stage),)).require()
    mapped = with_columns(row.headings, columns)
    Verdict(tuple(each for each in mapped.findings if each.code != "COLUMNS_UNMAPPED")).require()
    row.on = on or row.on
    row.columns = dict(mapped.columns)
    row.defaults = _defaults(actor, row.on, org, standing)
    told = [each for each in row.remarks if each[0] not in ABOUT_COLUMNS]
    row.remarks = [*told, *([each.code, dict(each.facts)] for each in mapped.findings)]
    row.stage, row.counts = Stage.OPENED, {}
    row.changed_at = timezone.now()
    row.save()
    if row.source:
        memories().update_or_create(
            source=row.source,
            defaults={
                "columns": memory_of(row.headings, mapped.columns),
                "changed_at": row.changed_at,
                "by": actor.name,
            },
        )
    return row


def _defaults(actor: Actor, on: date, org: str, standing: str) -> dict[str, str]:
    found = {}
    if standing in STANDINGS:
        found["standing"] = standing
    if org.strip():
        try:
            found["org"] = find_org(actor=actor, text=org, on=on).uid
        except UnknownOrg as error:
            near = "; ".join(each.name for each in error.nearest[:3])
            Verdict((finding("ORG_UNKNOWN", "org", text=org[:80], near=near),)).require()
        except AmbiguousOrg as error:
            near = "; ".join(each.name for each in error.matches[:3])
            told = finding(
                "ORG_AMBIGUOUS", "org", text=org[:80], near=near, count=len(error.matches)
            )
            Verdict((told,)).require()
    return found
