"""Count who leads, who sits in committees, and who is planned for what."""

from collections.abc import Iterator

from dangbo.orgs.queries.indicators import Asked, Counting, Item
from dangbo.posts.queries import Sitters, plans, seats_below, sitters, unified_posts


def countings() -> Iterator[tuple[str, Counting, None]]:
    """Yield each indicator of posts with its list."""
    yield "bi_thu_la_thu_truong", _unified, None
    yield "dang_vien_tham_gia_cap_uy", _sitting, None
    yield "dang_vien_tham_gia_bch_doan_the", _in_mass_committees, None
    yield "luot_cap_uy_vien", _seats, None
    yield "luot_quy_hoach", _planned, None


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


def _seats(asked: Asked) -> list[Item]:
    held = seats_below(actor=asked.actor, org=asked.org, on=asked.on, known=asked.known)
    return [Item(each.person, marks={"body": each.body, "title": each.title}) for each in held]


def _planned(asked: Asked) -> list[Item]:
    rows = plans(actor=asked.actor, on=asked.on, known=asked.known, org=asked.org)
    return [Item(each.person.id, marks={"term": each.term, "title": each.title}) for each in rows]
