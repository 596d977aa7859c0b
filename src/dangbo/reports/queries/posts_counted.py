"""Count who leads, who sits in committees, and who is planned for what."""

from collections.abc import Iterator, Sequence
from typing import Final

from dangbo.orgs.queries.indicators import Asked, Counting, Item
from dangbo.posts.queries import PlanRow, Seat, Sitters, plans, seats_below, sitters, unified_posts

# Bodies of an organisation whose members are counted for it alone.
BODIES: Final = {
    "uy_vien_ban_chap_hanh": "bch",
    "uy_vien_ban_thuong_vu": "btv",
    "uy_vien_uy_ban_kiem_tra": "ubkt",
}


def countings() -> Iterator[tuple[str, Counting, None]]:
    """Yield each indicator of posts with its list."""
    yield "bi_thu_la_thu_truong", _unified, None
    yield "dang_vien_tham_gia_cap_uy", _sitting, None
    yield "dang_vien_tham_gia_bch_doan_the", _in_mass_committees, None
    yield "luot_cap_uy_vien", _seats, None
    for code, body in BODIES.items():
        yield code, _members_of(body), None
    yield "luot_quy_hoach", _planned, None
    yield "luot_quy_hoach_chinh_to_chuc", _planned_here, None
    yield "luot_quy_hoach_truc_thuoc", _planned_below, None


def _unified(asked: Asked) -> list[Item]:
    found = unified_posts(actor=asked.actor, org=asked.org, on=asked.on, known=asked.known)
    return [Item(each.org.id, marks={"kind": each.kind}) for each in found.rows if each.unified]


def _sitters(asked: Asked) -> Sitters:
    def ask() -> Sitters:
        return sitters(actor=asked.actor, org=asked.org, on=asked.on, known=asked.known)

    return asked.kept("sitters", ask)


def _sitting(asked: Asked) -> list[Item]:
    return [Item(person) for person in sorted(_sitters(asked).everyone)]


def _in_mass_committees(asked: Asked) -> list[Item]:
    return [Item(person) for person in sorted(_sitters(asked).mass)]


def _held(asked: Asked) -> Sequence[Seat]:
    def ask() -> Sequence[Seat]:
        return seats_below(actor=asked.actor, org=asked.org, on=asked.on, known=asked.known)

    return asked.kept("seats", ask)


def _seats(asked: Asked) -> list[Item]:
    return [
        Item(each.person, marks={"body": each.body, "title": each.title}) for each in _held(asked)
    ]


def _members_of(body: str) -> Counting:
    """Count who sits in a body of the organisation itself, whatever the titles, each once."""

    def items(asked: Asked) -> list[Item]:
        own = {each.person for each in _held(asked) if (each.org, each.body) == (asked.org, body)}
        return [Item(person) for person in sorted(own)]

    return items


def _plans(asked: Asked) -> Sequence[PlanRow]:
    def ask() -> Sequence[PlanRow]:
        return plans(actor=asked.actor, on=asked.on, known=asked.known, org=asked.org)

    return asked.kept("plans", ask)


def _planned(asked: Asked) -> list[Item]:
    return [_entry(each) for each in _plans(asked)]


def _planned_here(asked: Asked) -> list[Item]:
    return [_entry(each) for each in _plans(asked) if each.org.id == asked.org]


def _planned_below(asked: Asked) -> list[Item]:
    return [_entry(each) for each in _plans(asked) if each.org.id != asked.org]


def _entry(each: PlanRow) -> Item:
    return Item(each.person.id, marks={"term": each.term, "title": each.title})
