"""Put badges into the values of letters, and into the rows of a mail merge."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from dangbo.base.days import format_day
from dangbo.honours.phrases import kind_name, level_name
from dangbo.honours.queries import BadgeDueRow, BadgeRow
from dangbo.honours.tables.lists import age_words
from dangbo.honours.tables.parts import money
from dangbo.members.queries import MemberRow
from dangbo.members.tables.members import birth_words
from dangbo.rules.letters import Table

WIDTHS: Final = (1, 5, 2.5, 2.5, 2.5, 4, 2)
LIST_BLANKS: Final = ("superior", "issuer", "number", "place", "authority", "post", "signer")
CERTIFICATE_BLANKS: Final = (*LIST_BLANKS, "decider")


def _day(day: date | None) -> str:
    return format_day(day) if day else ""


def list_values(rows: Sequence[BadgeDueRow], *, round_day: date, issuer: str) -> dict[str, Any]:
    """Return what the printed list of those proposed for a badge is filled with."""
    heads = (
        *(_("STT"), _("Họ và tên"), _("Ngày sinh"), _("Ngày vào Đảng")),
        *(_("Ngày tính tuổi đảng"), _("Chi bộ"), _("Huy hiệu")),
    )
    table = Table(heads, tuple(_list_row(at, row) for at, row in enumerate(rows, 1)), WIDTHS)
    blanks = dict.fromkeys(LIST_BLANKS, "")
    told = {"issuer": issuer, "award_day": round_day, "rows": table, "total": str(len(rows))}
    return {**blanks, **told}


def _list_row(at: int, row: BadgeDueRow) -> tuple[str, ...]:
    member = row.member
    return (
        *(str(at), member.name, birth_words(member), _day(member.admitted)),
        *(format_day(row.due.counted_from), member.org.name if member.org else ""),
        level_name(row.due.level),
    )


def certificate_values(row: BadgeRow, member: MemberRow | None) -> dict[str, Any]:
    """Return what the certificate of a badge is filled with; what is not known stays blank."""
    paper = row.basis.paper
    return {
        **dict.fromkeys(CERTIFICATE_BLANKS, ""),
        "name": row.person.name,
        "birth": birth_words(member) if member else "",
        "home_town": member.home_town if member else "",
        "admitted": _day(member.admitted) if member else "",
        "cell": row.org.name if row.org else "",
        "years": str(row.level),
        "decision": paper.name if paper else "",
        "award_day": row.on,
        "badge_number": row.number,
        "file_number": member.numbers.get("file", "") if member else "",
        "card_number": member.numbers.get("card", "") if member else "",
    }


def merge_heads() -> list[str]:
    """Return the heads of the rows for certificates."""
    return [
        *(_("STT"), _("Họ và tên"), _("Ngày sinh"), _("Quê quán"), _("Ngày vào Đảng")),
        *(_("Nơi sinh hoạt"), _("Số lý lịch"), _("Số thẻ"), _("Mức huy hiệu"), _("Loại")),
        *(_("Đợt trao"), _("Số huy hiệu"), _("Số quyết định"), _("Tuổi đảng"), _("Tiền thưởng")),
        _("Dữ liệu minh họa"),
    ]


def merge_due(rows: Iterable[BadgeDueRow], round_day: date) -> Iterator[list[str]]:
    """Yield those who come into question, as rows for certificates still without a number."""
    for at, row in enumerate(rows, 1):
        reward = money(row.reward.amount if row.reward else None)
        own = {"cell": row.member.org.name if row.member.org else "", "years": row.due.level}
        more = {"on": round_day, "age": age_words(row), "reward": reward}
        yield _merge_row(at, row.member.name, row.member, {**own, **more}, made=row.invented)


def merge_given(rows: Iterable[BadgeRow], members: Mapping[int, MemberRow]) -> Iterator[list[str]]:
    """Yield badges given as rows for certificates."""
    for at, row in enumerate(rows, 1):
        own = {
            "cell": row.org.name if row.org else "",
            "years": row.level,
            "kind": kind_name(row.kind),
            "on": row.on,
            "number": row.number,
            "decision": row.basis.paper.name if row.basis.paper else "",
            "reward": money(row.reward),
        }
        member = members.get(row.pk)
        yield _merge_row(at, row.person.name, member, own, made=row.invented)


def _merge_row(
    at: int, name: str, member: MemberRow | None, own: Mapping[str, Any], *, made: bool
) -> list[str]:
    return [
        *(str(at), name, birth_words(member) if member else ""),
        *(member.home_town if member else "", _day(member.admitted) if member else ""),
        own["cell"],
        *(member.numbers.get("file", "") if member else "",),
        *(member.numbers.get("card", "") if member else "",),
        *(str(own["years"]), own.get("kind", ""), format_day(own["on"])),
        *(own.get("number", ""), own.get("decision", ""), own.get("age", ""), own["reward"]),
        _("có") if made else "",
    ]
