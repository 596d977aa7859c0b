"""Give keys to organisations that are new, and other names to those that are known."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal
from dangbo.audit.commands import record
from dangbo.base.vietnamese import fold, nfc
from dangbo.orgs.access import every, may_change
from dangbo.orgs.models import Alias, Org
from dangbo.orgs.queries import org_ids
from dangbo.orgs.replay import BELIEVED
from dangbo.rules.org_keys import may_be_keys


@transaction.atomic
def register_orgs(*, actor: Actor, uids: Iterable[str], invented: bool = False) -> dict[str, int]:
    """Give an id to each key that has none yet, and return the ids of all by key."""
    may_change(actor)
    wanted = list(dict.fromkeys(uids))
    known = org_ids(uids=wanted)
    may_be_keys(uid for uid in wanted if uid not in known).require()
    new = [Org(uid=uid, invented=invented) for uid in wanted if uid not in known]
    every(Org).bulk_create(new, batch_size=2_000)
    return known | {org.uid: org.pk for org in new}


@transaction.atomic
def record_alias(
    *, actor: Actor, org: int, name: str, source: str = "", recorded: date | None = None
) -> None:
    """Record another name by which a source calls an organisation; once is enough."""
    may_change(actor)
    hold_journal()
    clean = nfc(name)
    if every(Alias).filter(BELIEVED, org=org, name=clean).exists():
        return
    params = {"org": org, "name": clean, "source": source}
    act = record(actor=actor, code="orgs.alias", params=params, recorded=recorded)
    every(Alias).create(
        org_id=org, name=clean, name_folded=fold(clean), source=source, opened_by=act
    )
