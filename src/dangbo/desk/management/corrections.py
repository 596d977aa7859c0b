"""Write on the console what a correction would do, and what stands against it."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dangbo.base.days import format_day
from dangbo.desk.commands import Foreseen, Outlook
from dangbo.desk.phrases import sentence_of
from dangbo.desk.tables.correcting import Named, doing
from dangbo.desk.tables.differing import span_words, state_words
from dangbo.orgs.queries.names import OrgName
from dangbo.rules.corrections import Correction
from dangbo.rules.timelines import State
from dangbo.rules.verdicts import Finding
from dangbo.rules.ways_out import Corrections, WaysOut

VOID: Final = "void"


def lines_of(outlook: Outlook, decisions: Mapping[int, Named]) -> Iterator[str]:
    """Yield what a correction does, what is applied again, and what comes out differently."""
    for each in outlook.corrections:
        yield f"{_called(decisions[each.act])}: {doing(each.on, outlook.days[each.act])}"
    if outlook.foreseen is None:
        return
    foreseen = outlook.foreseen
    if foreseen.reapplied:
        yield ngettext(
            "Áp dụng lại %(count)s quyết định:",
            "Áp dụng lại %(count)s quyết định:",
            len(foreseen.reapplied),
        ) % {"count": len(foreseen.reapplied)}
        yield from (f"  {_called(decisions[seq])}" for seq in foreseen.reapplied)
    yield _("Khác đi:") if foreseen.differences else _("Không tổ chức nào khác đi.")
    yield from _differing(foreseen)
    names = _names(foreseen)
    yield from (sentence_of(each, names) for each in foreseen.verdict.warnings)


def _differing(foreseen: Foreseen) -> Iterator[str]:
    for each in foreseen.differences:
        was, now = state_words(each.was, each.now, foreseen.names, each.start)
        name = foreseen.names[each.org]
        span = span_words(each.start, each.end)
        yield f"  {name.name} [{name.uid}], {span}: {was} → {now}"


def _called(decision: Named) -> str:
    values = {"number": decision.row.act, "day": format_day(decision.row.on)}
    return _("Nhật ký số %(number)s, %(day)s") % values + f" ({decision.title})"


def _names(foreseen: Foreseen) -> dict[int, str]:
    return {pk: name.name for pk, name in foreseen.names.items()}


def refusal_of(
    outlook: Outlook, ways: Sequence[WaysOut], decisions: Mapping[int, Named], why: Sequence[str]
) -> str:
    """Return every reason against a correction, each with its decision and the ways out of it.

    `why` are the options that say what the correction rests on.
    """
    names = _names(outlook.foreseen) if outlook.foreseen else {}
    count = len(outlook.verdict.against)
    lines = [
        ngettext(
            "không đính chính được, vì %(count)s điều:",
            "không đính chính được, vì %(count)s điều:",
            count,
        )
        % {"count": count}
    ]
    lines += [f"  {sentence_of(each, names)}" for each in outlook.complete.against]
    offered = {way.act: way for way in ways}
    for act, verdict in outlook.broken.items():
        lines.append(f"  {_called(decisions[act])}:")
        lines += [f"    {sentence_of(each, names)}" for each in verdict.against]
        lines += [f"    {line}" for line in _ways_told(offered[act], why)]
    return "\n".join(lines)


def _ways_told(way: WaysOut, why: Sequence[str]) -> Iterator[str]:
    for text, corrections in (
        (_("Hủy luôn quyết định này:"), way.void),
        (_("Để quyết định này như cũ:"), way.without),
        (_("Đổi ngày quyết định này:"), way.redate),
        (_("Giữ nguyên, chọn ngày khác cho đính chính:"), way.instead),
    ):
        if corrections is not None:
            yield f"{text} {command_of(corrections, why)}"


def command_of(corrections: Corrections, why: Sequence[str]) -> str:
    """Return the command that makes a correction."""
    first, *others = corrections
    own = ["--void"] if first.on is None else ["--on", first.on.isoformat()]
    along = [word for each in others for word in ("--also", along_word(each))]
    return shlex.join(["dangbo", "correct", str(first.act), *own, *along, *why])


def along_word(correction: Correction) -> str:
    """Return how a command names a decision that is corrected along with another."""
    return f"{correction.act}:{correction.on.isoformat() if correction.on else VOID}"


def as_answer(
    outlook: Outlook, ways: Sequence[WaysOut], decisions: Mapping[int, Named]
) -> dict[str, Any]:
    """Return the same as plain values for JSON."""
    foreseen = outlook.foreseen
    return {
        "corrections": [
            {"act": each.act, "was": _day(outlook.days[each.act]), "on": _day(each.on)}
            for each in outlook.corrections
        ],
        "holds": outlook.verdict.allows,
        "reapplied": [
            {"act": seq, "on": _day(decisions[seq].row.on), "title": decisions[seq].title}
            for seq in (foreseen.reapplied if foreseen else ())
        ],
        "differences": _differences(foreseen) if foreseen else [],
        "refused": _refused(outlook),
        "warnings": _warnings(foreseen) if foreseen else [],
        "ways_out": [_way(each) for each in ways],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _differences(foreseen: Foreseen) -> list[dict[str, Any]]:
    return [
        {
            "org": foreseen.names[each.org].uid,
            "from": _day(each.start),
            "to": _day(each.end),
            "was": _state(each.was, foreseen.names),
            "now": _state(each.now, foreseen.names),
        }
        for each in foreseen.differences
    ]


def _state(state: State | None, names: Mapping[int, OrgName]) -> dict[str, Any] | None:
    if state is None:
        return None
    superior = names.get(state.superior or 0)
    return {
        "name": state.name,
        "short_name": state.short_name,
        "kind": state.kind,
        "superior": superior.uid if superior else None,
        "code": state.code,
        "sector": state.sector,
    }


def _refused(outlook: Outlook) -> list[dict[str, Any]]:
    names = _names(outlook.foreseen) if outlook.foreseen else {}
    found = [{"act": None, **_finding(each, names)} for each in outlook.complete.against]
    return found + [
        {"act": act, **_finding(each, names)}
        for act, verdict in outlook.broken.items()
        for each in verdict.against
    ]


def _warnings(foreseen: Foreseen) -> list[dict[str, Any]]:
    return [_finding(each, _names(foreseen)) for each in foreseen.verdict.warnings]


def _finding(found: Finding, names: Mapping[int, str]) -> dict[str, Any]:
    return {"code": found.code, "text": sentence_of(found, names)}


def _way(way: WaysOut) -> dict[str, Any]:
    ways = {"void": way.void, "without": way.without, "redate": way.redate, "instead": way.instead}
    return {
        "act": way.act,
        **{
            name: None if found is None else [along_word(each) for each in found]
            for name, found in ways.items()
        },
    }
