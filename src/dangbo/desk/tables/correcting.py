"""Lay out a correction: what is done, what no longer holds and the ways out of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.accounts.access import Actor
from dangbo.base.days import format_day
from dangbo.desk.commands import Outlook
from dangbo.desk.phrases import in_words
from dangbo.desk.phrases.corrections import DATE, VOID, along_text
from dangbo.orgs.queries import DecisionRow
from dangbo.orgs.queries.deciding import latest_rows
from dangbo.orgs.queries.telling import told_changes
from dangbo.orgs.tables.decisions import listed
from dangbo.orgs.tables.parts import day_short, decision_url
from dangbo.rules.corrections import Correction
from dangbo.rules.rights import ORG_CHANGE
from dangbo.rules.ways_out import Corrections, WaysOut, changed
from dangbo.ui.parts import Act, Finding

MOST_FALLEN: Final = 30


@dataclass(frozen=True)
class Why:
    """What a correction rests on, as it was typed: the number of a paper, a reason."""

    number: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Named:
    """A decision, by its title or its first sentence."""

    row: DecisionRow
    title: str

    @property
    def url(self) -> str:
        """Return the address of its page."""
        return decision_url(self.row)

    @property
    def day(self) -> str:
        """Return its day, or the last it had."""
        return day_short(self.row)


@dataclass(frozen=True)
class Done:
    """What becomes of a decision; `drop_url` leaves it out of the correction."""

    decision: Named
    text: str
    drop_url: str = ""


@dataclass(frozen=True)
class Fallen:
    """A decision that no longer holds: every reason, and the ways out."""

    decision: Named
    findings: Sequence[Finding]
    ways: Sequence[Act]


def named_decisions(*, actor: Actor, acts: Iterable[int]) -> dict[int, Named]:
    """Return decisions by act, void ones too, with what they are called."""
    rows = latest_rows(actor=actor, acts=acts)
    untitled = {row.act: row.on for row in rows.values() if not row.title}
    told = told_changes(actor=actor, acts=untitled, most=1)
    found = listed(rows.values(), {}, told)
    return {each.row.act: Named(each.row, each.title) for each in found}


def address_of(corrections: Sequence[Correction], why: Why, *, again: bool = False) -> str:
    """Return the address on which a correction is shown, or with `again` is asked for anew."""
    first, *others = corrections
    query = [("lam", VOID if first.on is None else DATE)]
    if first.on is not None:
        query.append(("ngay", format_day(first.on)))
    query += [("kem", along_text(each)) for each in others]
    query += [(name, text) for name, text in (("so", why.number), ("ly_do", why.reason)) if text]
    query += [("sua", "1")] if again else []
    return f"{reverse('desk:correct', args=[first.act])}?{urlencode(query)}"


def what_is_done(outlook: Outlook, decisions: Mapping[int, Named], why: Why) -> list[Done]:
    """Return what becomes of each decision of a correction, the one it is about first."""
    wanted = outlook.corrections
    return [
        Done(
            decisions[each.act],
            doing(each.on, outlook.days[each.act]),
            address_of([*wanted[:place], *wanted[place + 1 :]], why) if place else "",
        )
        for place, each in enumerate(wanted)
    ]


def doing(on: date | None, was: date | None) -> str:
    """Say what a correction does with a decision."""
    if on is None:
        return _("Hủy bỏ trong sổ") if was else _("Hủy bỏ (đã bị hủy từ trước)")
    values = {"on": format_day(on), "was": format_day(was) if was else ""}
    if was is None:
        return _("Khôi phục, có hiệu lực từ %(on)s") % values
    return _("Sửa ngày có hiệu lực từ %(was)s thành %(on)s") % values


def what_falls(
    outlook: Outlook, decisions: Mapping[int, Named], names: Mapping[int, str], why: Why
) -> list[Fallen]:
    """Return each decision that no longer holds with its reasons and the ways out."""
    ways = {way.act: way for way in outlook.ways_out()}
    return [
        Fallen(decisions[act], in_words(verdict, names), _ways(ways[act], outlook, why))
        for act, verdict in list(outlook.broken.items())[:MOST_FALLEN]
    ]


def void_all(outlook: Outlook, why: Why) -> str:
    """Return the address of the correction that voids all that no longer holds, if it may."""
    first = outlook.corrections[0].act
    acts = [act for act in outlook.broken if act != first and outlook.days[act] is not None]
    if len(acts) < 2:  # noqa: PLR2004 - a single one has its own button
        return ""
    corrections = outlook.corrections
    for act in acts:
        corrections = changed(corrections, Correction(act))
    return address_of(corrections, why)


def _ways(way: WaysOut, outlook: Outlook, why: Why) -> list[Act]:
    own = way.act == outlook.corrections[0].act
    along = any(each.act == way.act for each in outlook.corrections)
    other = address_of(outlook.corrections, why, again=True)
    offered: list[tuple[Corrections | None, Any, str]] = [
        (
            way.void,
            lazy("Hủy quyết định này thay vì đổi ngày")
            if along
            else lazy("Hủy luôn quyết định này"),
            "circle-x",
        ),
        (way.without, lazy("Để quyết định này như cũ"), "undo-2"),
        (way.redate, _redating(way, own=own), "calendar"),
        (way.instead, _instead(way), "calendar-clock"),
    ]
    acts = [Act(text, address_of(each, why), icon) for each, text, icon in offered if each]
    if outlook.corrections[0].on is None:
        last = lazy("Giữ nguyên, chọn cách đính chính khác")
    elif own:
        last = lazy("Chọn ngày khác")
    else:
        last = lazy("Giữ nguyên, chọn ngày khác cho đính chính")
    return [*acts, Act(last, f"{other}#id_ngay", "pencil")]


def _redating(way: WaysOut, *, own: bool) -> str:
    day = _day_in(way.redate, way.act)
    if own:
        return _("Đổi ngày đính chính thành %(day)s") % {"day": day}
    return _("Đổi ngày quyết định này thành %(day)s") % {"day": day}


def _instead(way: WaysOut) -> str:
    day = _day_in(way.instead, way.instead[0].act) if way.instead else ""
    return _("Giữ nguyên, đính chính thành ngày %(day)s") % {"day": day}


def _day_in(corrections: Corrections | None, act: int) -> str:
    days = (each.on for each in corrections or () if each.act == act)
    return next((format_day(day) for day in days if day), "")


def offer_to_correct(*, actor: Actor, subject: int) -> Act | None:
    """Offer, on the page of a decision, to correct it; to those who may change organisations."""
    if not actor.may(ORG_CHANGE):
        return None
    return Act(lazy("Đính chính"), reverse("desk:correct", args=[subject]), "pencil")
