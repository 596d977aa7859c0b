"""Count who came and went over a period, from the table of movements."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from dangbo.members.queries import Balance, BalanceLine, balance
from dangbo.orgs.queries.indicators import Asked, Counting, Item
from dangbo.reports.queries.traits import Who, whos
from dangbo.rules.age_bands import full_years, youth_band
from dangbo.rules.member_movements import OFFICIAL, PROBATIONARY
from dangbo.rules.person_catalogues import is_minority, is_religious

LINES: Final[Mapping[str, str]] = {
    "ket_nap_dang_vien": "admitted",
    "ket_nap_lai": "readmitted",
    "khoi_phuc": "restored",
    "cong_nhan_chinh_thuc": "recognised",
    "chuyen_den": "moved_in",
    "dang_vien_nhan_ve": "moved_in_with_org",
    "chuyen_di": "moved_out",
    "di_cung_to_chuc": "moved_out_with_org",
    "xoa_ten": "struck_off",
    "xin_ra_khoi_dang": "resigned",
    "khai_tru": "expelled",
    "tu_tran": "died",
    "huy_quyet_dinh_ket_nap": "cancelled",
}


def countings() -> Iterator[tuple[str, Counting, None]]:
    """Yield each indicator of movements with its list."""
    for code, line in LINES.items():
        yield code, _line(line), None
    for code, sign in (("dang_vien_tang", 1), ("dang_vien_giam", -1)):
        yield code, _signed(sign), None
    for code, chosen in ADMITTED.items():
        yield code, _admitted(chosen), None


def _balance(asked: Asked) -> Balance:
    def ask() -> Balance:
        return balance(
            actor=asked.actor, org=asked.org, start=asked.start, end=asked.on, known=asked.known
        )

    return asked.kept("balance", ask)


def _line(code: str) -> Counting:
    def items(asked: Asked) -> list[Item]:
        found = _balance(asked)
        lines = (*found.lines, found.recognised)
        return [item for line in lines if line.code == code for item in _items(line)]

    return items


def _signed(sign: int) -> Counting:
    def items(asked: Asked) -> list[Item]:
        lines = _balance(asked).lines
        return [item for line in lines if line.sign == sign for item in _items(line)]

    return items


def _items(line: BalanceLine) -> Iterator[Item]:
    for each in line.persons:
        standing = each.standing if each.standing in {OFFICIAL, PROBATIONARY} else ""
        yield Item(each.id, each.on, {"movement": line.code, "standing": standing})


def _is_young(who: Who, item: Item) -> bool:
    if who.birth is None or item.on is None or who.birth > item.on:
        return False
    return full_years(since=who.birth, on=item.on) in youth_band(item.on)


ADMITTED: Final[Mapping[str, Callable[[Who, Item], bool]]] = {
    "ket_nap_nu": lambda who, _item: who.sex == "nu",
    "ket_nap_dan_toc_thieu_so": lambda who, _item: is_minority(who.ethnicity),
    "ket_nap_ton_giao": lambda who, _item: is_religious(who.religion),
    "ket_nap_tuoi_doan": _is_young,
}


def _admitted(chosen: Callable[[Who, Item], bool]) -> Counting:
    """Return those admitted of whom something holds."""
    everyone = _line("admitted")

    def items(asked: Asked) -> list[Item]:
        came = list(everyone(asked))
        known = whos(asked, [each.id for each in came])
        return [each for each in came if each.id in known and chosen(known[each.id], each)]

    return items
