"""Count members of a day: by what they are, from the same filters that narrow their list."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from dangbo.members.queries import EVERYONE, MemberFilters, count_members
from dangbo.members.queries.filtering import narrowed
from dangbo.members.queries.scopes import Scope, posted
from dangbo.orgs.queries.indicators import Asked, Count, Counting, Item
from dangbo.reports.queries.traits import births
from dangbo.rules.age_bands import youth_band

LONG_SINCE: Final = 30
OWNERS: Final = frozenset({"chu_doanh_nghiep"})


def _youth(on: date) -> MemberFilters:
    band = youth_band(on)
    return MemberFilters(ages=(band.first, band.last))


def _always(filters: MemberFilters = EVERYONE) -> Callable[[date], MemberFilters]:
    return lambda _on: filters


FILTERS: Final[Mapping[str, Callable[[date], MemberFilters]]] = {
    "dang_vien": _always(),
    "dang_vien_chinh_thuc": _always(MemberFilters(standing=frozenset({"official"}))),
    "dang_vien_du_bi": _always(MemberFilters(standing=frozenset({"probationary"}))),
    "dang_vien_mien_sinh_hoat": _always(MemberFilters(activity=frozenset({"exempt"}))),
    "tam_thoi_den": _always(MemberFilters(temporary="in")),
    "tam_thoi_di": _always(MemberFilters(temporary="out")),
    "dang_vien_nu": _always(MemberFilters(sex="nu")),
    "dang_vien_dan_toc_thieu_so": _always(MemberFilters(minority=True)),
    "dang_vien_ton_giao": _always(MemberFilters(religious=True)),
    "dang_vien_tuoi_doan": _youth,
    "dang_vien_tu_30_nam_tuoi_dang": _always(MemberFilters(party_ages=(LONG_SINCE, None))),
    "trinh_do_dai_hoc_tro_len": _always(MemberFilters(at_least={"education": "dai_hoc"})),
    "llct_trung_cap_tro_len": _always(MemberFilters(at_least={"theory": "trung_cap"})),
    "llct_cu_nhan_cao_cap": _always(MemberFilters(at_least={"theory": "cao_cap"})),
    "chu_doanh_nghiep": _always(MemberFilters(values={"occupation": OWNERS})),
    "giu_moi_lien_he_noi_cu_tru": _always(MemberFilters(having=frozenset({"residential_cell"}))),
}


def countings() -> Iterator[tuple[str, Counting, Count | None]]:
    """Yield each indicator of members with its list and its count."""
    for code, filters in FILTERS.items():
        yield code, _items(filters), _count(filters)
    yield "tuoi_doi_binh_quan", _of_known_age, None


def _items(filters: Callable[[date], MemberFilters]) -> Counting:
    def items(asked: Asked) -> list[Item]:
        wanted = filters(asked.on)
        scope = Scope.of(actor=asked.actor, org=asked.org, on=asked.on, known=asked.known)
        if scope is None:
            return []
        rows = posted(scope, wanted.kind)
        if wanted != EVERYONE:
            rows = narrowed(rows, wanted, scope, None)
        return [Item(person) for person in rows.order_by().values_list("person", flat=True)]

    return items


def _count(filters: Callable[[date], MemberFilters]) -> Count:
    def count(asked: Asked) -> int:
        return count_members(
            actor=asked.actor,
            org=asked.org,
            on=asked.on,
            known=asked.known,
            filters=filters(asked.on),
        )

    return count


def _of_known_age(asked: Asked) -> list[Item]:
    """Return the members of whom it is known how old they are."""
    everyone = _items(FILTERS["dang_vien"])(asked)
    born = births(asked, [each.id for each in everyone])
    return [each for each in everyone if (day := born.get(each.id)) and day <= asked.on]
