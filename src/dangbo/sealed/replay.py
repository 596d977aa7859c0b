"""Prove that the rows of this area are what the journal says; a fault names the act alone."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from dangbo.audit.queries import params_of
from dangbo.base.secrets import OpenKey, SecretsError
from dangbo.rules.sealed_records import readings
from dangbo.sealed.access import acts_on_records, entries_of, every
from dangbo.sealed.models import Attachment, Entry, Reader, Record
from dangbo.sealed.queries.deeds import Deed, opened, turns_of


def first_difference() -> str | None:
    """Return the first difference between the journal and the rows, or None."""
    said = {act.seq: params_of(act) for act in acts_on_records().iterator()}
    about = {seq: params for seq, params in said.items() if "cover" not in params}
    return next(_differences(about), None)


def _differences(said: dict[int, dict[str, Any]]) -> Iterator[str]:
    wanted = Counter(
        (params["record"], seq, params["sealed"])
        for seq, params in said.items()
        if "sealed" in params
    )
    held = Counter(every(Entry).values_list("record__uid", "act", "sealed"))
    yield from (f"sealed_entry: missing {seq}" for _uid, seq, _token in sorted(wanted - held))
    yield from (
        f"sealed_entry: not from the journal {seq}" for _uid, seq, _token in sorted(held - wanted)
    )
    forgotten = {each["record"]: seq for seq, each in said.items() if each.get("forgotten")}
    uids = {params["record"] for params in said.values()}
    for record in every(Record).order_by("pk"):
        yield from _of_record(record, record.uid in uids, forgotten.get(record.uid))


def _of_record(record: Record, known: bool, forgotten: int | None) -> Iterator[str]:
    if not known or record.forgotten_by_id != forgotten or bool(record.key) == bool(forgotten):
        yield "sealed_record: not as the journal says"
    if not record.key:
        return
    try:
        key = OpenKey.opened(record.key)
        deeds = [opened(key, entry) for entry in entries_of(record)]
    except (SecretsError, ValueError):
        yield "sealed_record: what it holds cannot be opened"
        return
    if _readers_wanted(deeds) != _readers_held(record):
        yield "sealed_reader: not as the journal says"
    if _files_wanted(deeds) != _files_held(record):
        yield "sealed_attachment: not as the journal says"


def _readers_wanted(deeds: list[Deed]) -> Counter[tuple[int, int, int | None]]:
    return Counter((each.account, each.since, each.until) for each in readings(turns_of(deeds)))


def _readers_held(record: Record) -> Counter[tuple[int, int, int | None]]:
    rows = every(Reader).filter(record=record)
    return Counter(rows.values_list("user", "opened_by", "closed_by"))


def _files_wanted(deeds: list[Deed]) -> Counter[tuple[int, str]]:
    return Counter(
        (deed.act, each["digest"]) for deed in deeds for each in deed.said.get("files", ())
    )


def _files_held(record: Record) -> Counter[tuple[int, str]]:
    rows = every(Attachment).filter(entry__record=record, gone_by__isnull=True)
    return Counter(rows.values_list("entry__act", "digest"))
