"""Give the commands about members their options, answers and refusals."""

from argparse import ArgumentParser
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.base.days import format_day
from dangbo.members.enums import Activity, Sex, StandingKind
from dangbo.members.queries import (
    AmbiguousMember,
    MemberFilters,
    MemberRow,
    UnknownMember,
    find_member,
)
from dangbo.orgs.management.options import read_day, resolve_org
from dangbo.rules.member_attributes import attribute_kinds, is_value


def resolve_member(text: str, *, on: date, known: date | None) -> MemberRow:
    """Return the member whom a key, a number or a name means, or say who may be meant."""
    try:
        return find_member(actor=OPERATOR, text=text, on=on, known=known)
    except UnknownMember as error:
        message = _("Không có đảng viên nào là «%(text)s».") % {"text": text}
        raise CommandError(message, returncode=2) from error
    except AmbiguousMember as error:
        values = {"text": text, "names": listed(error.matches)}
        message = _("«%(text)s» chỉ nhiều người; hãy dùng khóa hoặc số của một người: %(names)s.")
        raise CommandError(message % values, returncode=2) from error


def listed(rows: Iterable[MemberRow]) -> str:
    """Write persons as name, day of birth and key."""
    return "; ".join(
        f"{each.name}{f' {format_day(each.birth)}' if each.birth else ''} [{each.uid}]"
        for each in rows
    )


def add_filters(parser: ArgumentParser) -> None:
    """Add what a list of members can be narrowed by."""
    parser.add_argument("--text", default="", help=_("tên, ngày sinh hoặc số"))
    parser.add_argument("--standing", choices=StandingKind.values)
    parser.add_argument("--activity", choices=Activity.values)
    parser.add_argument("--sex", choices=Sex.values, default="")
    parser.add_argument("--minority", action="store_true", default=None)
    parser.add_argument("--age", default="", metavar="18-30")
    parser.add_argument("--party-age", default="", metavar="30-")
    parser.add_argument("--admitted-since", default="", metavar="YYYY-MM-DD")
    parser.add_argument("--value", action="append", default=[], metavar="KIND=VALUE")
    parser.add_argument("--at-least", action="append", default=[], metavar="KIND=VALUE")
    parser.add_argument("--lacking", action="append", default=[], metavar="KIND")
    parser.add_argument("--ever-in", default="", metavar="ORG")
    parser.add_argument("--in", default="", dest="past_org", metavar="ORG")
    parser.add_argument("--in-on", default="", dest="past_day", metavar="YYYY-MM-DD")
    parser.add_argument("--temporary", choices=["in", "out"], default="")
    parser.add_argument("--without-invented", action="store_true")


def read_filters(options: Mapping[str, Any], *, on: date, known: date | None) -> MemberFilters:
    """Return what the options ask for, or refuse what they cannot mean."""
    ever_in, past = options["ever_in"], options["past_org"]
    past_day = read_day(options["past_day"]) if options["past_day"] else on
    since = options["admitted_since"]
    return MemberFilters(
        text=options["text"],
        standing=_one(options["standing"]),
        activity=_one(options["activity"]),
        sex=options["sex"],
        minority=options["minority"],
        ages=_years(options["age"]),
        party_ages=_years(options["party_age"]),
        admitted_since=read_day(since) if since else None,
        values={kind: frozenset({value}) for kind, value in _pairs(options["value"])},
        at_least=dict(_pairs(options["at_least"])),
        lacking=frozenset(options["lacking"]),
        ever_in=resolve_org(ever_in, on=on, known=known).id if ever_in else None,
        in_on=(resolve_org(past, on=past_day, known=known).id, past_day) if past else None,
        temporary=options["temporary"],
        invented=False if options["without_invented"] else None,
    )


def _one(value: str | None) -> frozenset[str]:
    return frozenset({value} if value else ())


def _years(text: str) -> tuple[int, int | None] | None:
    """Read full years: `18-30`, or `60-` for that and above."""
    if not text:
        return None
    first, _dash, last = text.partition("-")
    if not first.isdecimal() or (last and not last.isdecimal()):
        message = _("“%(text)s” không phải khoảng số năm; hãy viết như 18-30 hoặc 60-.")
        raise CommandError(message % {"text": text}, returncode=2)
    return int(first), int(last) if last else None if _dash else int(first)


def _pairs(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Read attributes and their values, written `education=dai_hoc`."""
    found = []
    for text in texts:
        kind, _sign, value = text.partition("=")
        if kind not in attribute_kinds() or not is_value(kind, value):
            values = {"text": text, "kinds": ", ".join(attribute_kinds())}
            message = _("“%(text)s” không phải thông tin và giá trị; các thông tin: %(kinds)s.")
            raise CommandError(message % values, returncode=2)
        found.append((kind, value))
    return found
