"""Prove that the rows of this area are what the journal says."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from dangbo.accounts.access import OPERATOR
from dangbo.audit.access import readable_acts
from dangbo.audit.models import Act
from dangbo.audit.queries import params_of
from dangbo.quality.access import every_not_same, persons_by_uid
from dangbo.quality.models import every_confirmation

NOT_SAME, CONFIRMED = "quality.not_same", "quality.confirmed"
Row = tuple[int | date | None, ...]


def first_difference() -> str | None:
    """Return the first difference between the journal and what was said of records, or None."""
    acts = list(readable_acts(OPERATOR).filter(code__startswith="quality.").order_by("seq"))
    said = {each.seq: params_of(each) for each in acts}
    voided = {each["act"]: seq for seq, each in said.items() if "act" in each}
    told = {act.seq: (act, said[act.seq]["persons"]) for act in acts if "persons" in said[act.seq]}
    ids = persons_by_uid(uid for _, uids in told.values() for uid in uids)
    persons = {seq: (act, [ids[uid] for uid in uids]) for seq, (act, uids) in told.items()}
    differing = [*_pairs(persons, voided), *_confirmed(persons, voided)]
    return next(iter(differing), None)


Told = dict[int, tuple[Act, list[int]]]


def _pairs(told: Told, voided: dict[int, int]) -> Iterator[str]:
    wanted = Counter[Row](
        (*sorted(ids), seq, voided.get(seq))
        for seq, (act, ids) in told.items()
        if act.code == NOT_SAME
    )
    fields = ("one", "other", "opened_by", "voided_by")
    yield from _differing("quality_notsame", wanted, every_not_same().values_list(*fields))


def _confirmed(told: Told, voided: dict[int, int]) -> Iterator[str]:
    wanted = Counter[Row](
        (person, act.on, seq, voided.get(seq))
        for seq, (act, ids) in told.items()
        if act.code == CONFIRMED
        for person in ids
    )
    fields = ("person", "day", "opened_by", "voided_by")
    yield from _differing("quality_confirmation", wanted, every_confirmation().values_list(*fields))


def _differing(table: str, wanted: Counter[Row], rows: Any) -> Iterator[str]:
    held = Counter[Row](rows)
    for row in sorted((wanted - held).elements(), key=str):
        yield f"{table}: missing {row}"
    for row in sorted((held - wanted).elements(), key=str):
        yield f"{table}: not from the journal {row}"
