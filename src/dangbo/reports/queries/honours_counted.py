"""Count the badges given and the cards issued over a period, and who has no card."""

from collections.abc import Iterator

from dangbo.honours.queries import awards, card_issues, cards_due
from dangbo.members.access import chunks, readable_persons
from dangbo.orgs.queries.indicators import Asked, Counting, Item


def countings() -> Iterator[tuple[str, Counting, None]]:
    """Yield each indicator of badges and cards with its list."""
    yield "huy_hieu_da_tang", _badges, None
    yield "the_dang_vien_da_cap", _cards, None
    yield "dang_vien_chua_co_the", _without_card, None


def _badges(asked: Asked) -> list[Item]:
    rows = awards(actor=asked.actor, on=asked.on, known=asked.known, org=asked.org)
    given = rows.filter(on__gte=asked.start).exclude(kind="reissue")
    told = given.values_list("person", "on", "level")
    return [Item(person, on, {"level": str(level)}) for person, on, level in told]


def _cards(asked: Asked) -> list[Item]:
    rows = card_issues(actor=asked.actor, on=asked.on, known=asked.known, org=asked.org)
    issued = rows.filter(on__gte=asked.start).exclude(kind="taken_back")
    told = issued.values_list("person", "on", "kind")
    return [Item(person, on, {"reason": kind}) for person, on, kind in told]


def _without_card(asked: Asked) -> list[Item]:
    uids = cards_due(actor=asked.actor, org=asked.org, on=asked.on, known=asked.known)
    found: list[Item] = []
    for keys in chunks(uids):
        rows = readable_persons(asked.actor).filter(uid__in=keys).order_by("pk")
        found += map(Item, rows.values_list("pk", flat=True))
    return found
