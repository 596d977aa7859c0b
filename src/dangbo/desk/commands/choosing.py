"""Put organisations into a field of a drafted change, one after the other or by the list."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.desk.access import lock_draft
from dangbo.desk.commands.writing import write_change
from dangbo.desk.queries.placing import Place, find_field
from dangbo.rules.draft_fields import chosen_in, typed_in, with_chosen
from dangbo.rules.verdicts import Verdict, finding

MOST_CHOSEN: Final = 20_000


@dataclass(frozen=True)
class Chosen:
    """What became of the field: how many came, went, and stand in it now."""

    added: int
    removed: int
    total: int


@transaction.atomic
def choose_orgs(
    *,
    actor: Actor,
    place: Place,
    add: Iterable[str] = (),
    remove: Iterable[str] = (),
    typed: Iterable[str] = (),
    settled: Iterable[str] = (),
) -> Chosen:
    """Put organisations into a field and take others out, whatever else came into it meanwhile.

    `typed` are lines that mean nobody yet, `settled` those that do now or are given up. A field
    that holds one organisation keeps the last that is added.
    """
    row = lock_draft(actor, place.draft)
    held = find_field(row.content, place)
    if held is None:
        Verdict((finding("CHANGE_GONE"),)).require()
        raise AssertionError
    change, field = held.change, held.field
    before, gone, typed = chosen_in(change, field), set(remove), list(typed)
    keys = list(dict.fromkeys([*(key for key in before if key not in gone), *add]))
    left = [*_without(typed_in(change, field), settled), *typed]
    if not field.many:
        keys, left = keys[-1:], typed[-1:] or ([] if keys else left[-1:])
    if len(keys) > MOST_CHOSEN:
        Verdict((finding("TOO_MANY_CHOSEN", limit=MOST_CHOSEN),)).require()
    write_change(
        actor=actor,
        draft=place.draft,
        change=place.change,
        values=with_chosen(change, field, keys=keys, typed=left),
        seen=row.revision,
    )
    came, went = set(keys) - set(before), set(before) - set(keys)
    return Chosen(len(came), len(went), len(keys))


def _without(lines: Iterable[str], gone: Iterable[str]) -> list[str]:
    left = list(lines)
    for line in gone:
        if line in left:
            left.remove(line)
    return left
