"""Offer what a question can be made of, with what is chosen already."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from dangbo.orgs.phrases import kind_name
from dangbo.reports import queries
from dangbo.reports.phrases import code_name, dimension_name, group_name, name_of, question_of
from dangbo.reports.phrases.questions import fault_text, where_text
from dangbo.reports.queries.question_codes import codes_of
from dangbo.rules.indicators import Indicator
from dangbo.rules.org_kinds import org_kinds
from dangbo.rules.question_addresses import PACES, SCOPES, UNKNOWN
from dangbo.rules.question_days import DAYS_OFFERED, STARTS_OFFERED, all_written, written
from dangbo.rules.questions import ORG, Question, ways_for
from dangbo.rules.verdicts import Finding


class Option(NamedTuple):
    """One thing that can be chosen; `hint` says more of it."""

    value: str
    label: str
    chosen: bool = False
    hint: str = ""


class Box(NamedTuple):
    """Things that are chosen from together; `chosen` counts those that are."""

    key: str
    label: str
    options: Sequence[Option]

    @property
    def chosen(self) -> int:
        """Count what is chosen."""
        return sum(each.chosen for each in self.options)


class Problem(NamedTuple):
    """Why something cannot be asked, and in which part of the form it is put right."""

    where: str
    label: str
    text: str


class Offer(NamedTuple):
    """All that the form of a question offers."""

    groups: Sequence[Box]
    scopes: Sequence[Option]
    kinds: Box
    ways: Sequence[Sequence[Option]]
    filters: Sequence[Box]
    paces: Sequence[Option]
    days: str
    start: str
    days_offered: Sequence[str] = DAYS_OFFERED
    starts_offered: Sequence[str] = STARTS_OFFERED

    @property
    def chosen(self) -> int:
        """Count the indicators that are chosen."""
        return sum(each.chosen for each in self.groups)

    @property
    def filtered(self) -> int:
        """Count the parts that are chosen."""
        return sum(each.chosen for each in self.filters)


def offer_of(question: Question, on: date, *, typed: Mapping[str, str]) -> Offer:
    """Return what a question can be made of; `typed` are days as they were typed, if any were."""
    known = {each.code: each for each in queries.indicators()}
    asked = [known[code] for code in question.indicators if code in known]
    ways = ways_for(asked)
    return Offer(
        _groups(known.values(), set(question.indicators)),
        [Option(name, label, scope == question.scope) for name, scope, label in _scopes()],
        _kinds(question, on),
        [_ways(ways, question.by[at : at + 1]) for at in range(2)],
        _filters(question, ways, on),
        [Option(name, label, pace == question.pace) for name, pace, label in _paces()],
        typed.get("ngay") or all_written(question.days),
        typed.get("tu") or (written(question.start) if question.start else ""),
    )


def _groups(known: Iterable[Indicator], chosen: set[str]) -> list[Box]:
    found: dict[str, list[Option]] = {}
    for each in known:
        option = Option(each.code, name_of(each), each.code in chosen, question_of(each))
        found.setdefault(each.group, []).append(option)
    return [Box(code, group_name(code), options) for code, options in found.items()]


def _scopes() -> list[tuple[str, str, str]]:
    words = {
        "one": _("Tổ chức này, kể cả mọi tổ chức trực thuộc"),
        "below": _("Từng tổ chức trực thuộc trực tiếp"),
        "sisters": _("Tổ chức này và các tổ chức cùng cấp"),
    }
    return [(name, scope, words[scope]) for name, scope in SCOPES.items()]


def _paces() -> list[tuple[str, str, str]]:
    words = {
        "whole": _("Cả kỳ đến ngày cuối"),
        "year": _("Từng năm đến ngày cuối"),
        "quarter": _("Từng quý đến ngày cuối"),
        "month": _("Từng tháng đến ngày cuối"),
    }
    told = [(name, str(pace), words[pace]) for name, pace in PACES.items() if pace]
    return [("", "", _("Vào từng ngày đã ghi")), *told]


def _kinds(question: Question, on: date) -> Box:
    kinds = org_kinds().on(on).kinds
    options = [Option(each, kind_name(each, on), each in question.kinds) for each in kinds]
    return Box("loai", _("Chỉ những loại hình"), options)


def _ways(ways: Sequence[str], chosen: Sequence[str]) -> list[Option]:
    """Return the dimensions that can be chosen; one that is chosen stays, even where it cannot."""
    told = list(dict.fromkeys([*ways, *chosen]))
    return [
        Option("", _("Không chia")),
        *(Option(each, dimension_name(each), each in chosen) for each in told),
    ]


def _filters(question: Question, ways: Sequence[str], on: date) -> list[Box]:
    kept = {each.way: set(each.codes) for each in question.filters}
    found = []
    for way in dict.fromkeys([*ways, *kept]):
        codes = codes_of(way, on)
        if way == ORG or (codes is None and way not in kept):
            continue
        listed = [*(codes or sorted(kept[way] - {""})), ""]
        options = [
            Option(f"{way}:{code or UNKNOWN}", code_name(way, code, on), code in kept.get(way, ()))
            for code in listed
        ]
        found.append(Box(way, dimension_name(way), options))
    return found


def problems_of(faults: Iterable[Finding], on: date) -> list[Problem]:
    """Return in words all that keeps a question from being asked."""
    return [Problem(each.where, where_text(each), fault_text(each, on)) for each in faults]
