"""Prove that the templates are what the journal says of them."""

from collections.abc import Iterator
from datetime import date

from dangbo.accounts.access import OPERATOR
from dangbo.audit.access import readable_acts
from dangbo.audit.queries import params_of
from dangbo.letters.access import CHANGED, readable_templates

Version = tuple[str, date, date | None, str, str, int, int | None, int | None]


def first_difference() -> str | None:
    """Return the first difference between the templates and their acts, or None."""
    told, held = set(versions_told()), set(versions_held())
    for key, start, *_rest in sorted(held ^ told, key=lambda each: (each[0], each[1], each[5])):
        return f"{key} {start}: the table and the journal differ"
    return None


def versions_held() -> Iterator[Version]:
    """Yield every version of the table."""
    rows = readable_templates(OPERATOR)
    for row in rows.iterator():
        acts = (row.opened_by_id, row.closed_by_id, row.voided_by_id)
        yield (row.key, row.start, row.end, row.name, row.body, *acts)


def versions_told() -> list[Version]:
    """Return the versions that the acts make, each followed anew."""
    done: list[Version] = []
    open_: dict[str, Version] = {}
    for act in readable_acts(OPERATOR).filter(code=CHANGED).order_by("seq").iterator():
        told, on = params_of(act), act.on or date.min
        key, name, body = told["key"], told["name"], told["body"]
        if before := open_.pop(key, None):
            _, start, _, *words, opened, _, _ = before
            closed = (key, start, on, *words, opened, act.seq, None)
            voided = (key, start, None, *words, opened, None, act.seq)
            done.append(voided if start == on else closed)
        if body:
            open_[key] = (key, on, None, name, body, act.seq, None, None)
    return [*done, *open_.values()]
