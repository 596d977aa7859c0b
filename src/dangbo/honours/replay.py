"""Turn acts on badges and cards into rows, and prove that the rows are what the acts say."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dangbo.accounts.access import OPERATOR
from dangbo.audit.access import readable_acts
from dangbo.audit.models import Act
from dangbo.audit.queries import params_of
from dangbo.honours.access import every, persons_by_uid
from dangbo.honours.models import Badge, CardIssue, Honour

COMMON = ("act_id", "position", "on", "person_id", "org_id", "number", "opened_by_id")
OWN: Mapping[type[Honour], tuple[str, ...]] = {
    Badge: ("level", "kind", "reward", "reward_source", "reward_certain"),
    CardIssue: ("kind", "before", "numbers_id"),
}
LISTS: Mapping[type[Honour], str] = {Badge: "badges", CardIssue: "cards"}
Row = tuple[Any, ...]


def badge_from(kept: Mapping[str, Any], act: Act, at: int, persons: Mapping[str, int]) -> Badge:
    """Return the row of a badge as the journal keeps it."""
    return Badge(
        **_common(kept, act, at, persons),
        level=kept["level"],
        kind=kept["kind"],
        reward=kept["reward"],
        reward_source=kept["source"],
        reward_certain=kept["certain"],
    )


def card_from(
    kept: Mapping[str, Any], act: Act, at: int, persons: Mapping[str, int], numbers: int | None
) -> CardIssue:
    """Return the row of a card as the journal keeps it."""
    return CardIssue(
        **_common(kept, act, at, persons),
        kind=kept["kind"],
        before=kept["before"],
        numbers_id=numbers,
    )


def _common(
    kept: Mapping[str, Any], act: Act, at: int, persons: Mapping[str, int]
) -> dict[str, Any]:
    return {
        "act_id": act.seq,
        "position": at,
        "on": act.on,
        "person_id": persons[kept["person"]],
        "org_id": kept["org"],
        "number": kept["number"],
        "opened_by_id": act.seq,
    }


def first_difference() -> str | None:
    """Return the first difference between the journal and the tables of honours, or None."""
    return next(_differences(), None)


def _differences() -> Iterator[str]:
    acts = list(readable_acts(OPERATOR).filter(code__startswith="honours.").order_by("seq"))
    said = [(act, params_of(act)) for act in acts]
    voided = {params["act"]: act.seq for act, params in said if act.code == "honours.voided"}
    decided = [(act, params) for act, params in said if act.code == "honours.decided"]
    for model, name in LISTS.items():
        persons = persons_by_uid(
            each["person"] for _act, params in decided for each in params.get(name, ())
        )
        wanted = Counter(_wanted(model, decided, persons, voided))
        fields = (*COMMON, *OWN[model], "voided_by_id")
        held = Counter(every(model).values_list(*fields).iterator(chunk_size=5_000))
        yield from _unlike(model._meta.db_table, wanted, held)


def _wanted(
    model: type[Honour],
    decided: Iterable[tuple[Act, Mapping[str, Any]]],
    persons: Mapping[str, int],
    voided: Mapping[int, int],
) -> Iterator[Row]:
    for act, params in decided:
        for at, each in enumerate(params.get(LISTS[model], ())):
            row: Honour = (
                badge_from(each, act, at, persons)
                if model is Badge
                else card_from(each, act, at, persons, params["numbers"])
            )
            values = tuple(getattr(row, name) for name in (*COMMON, *OWN[model]))
            yield (*values, voided.get(act.seq))


def _unlike(table: str, wanted: Counter[Row], held: Counter[Row]) -> Iterator[str]:
    missing, more = wanted - held, held - wanted
    yield from (f"{table}: missing {row}" for row in sorted(missing.elements(), key=str))
    yield from (f"{table}: not from the journal {row}" for row in sorted(more.elements(), key=str))
