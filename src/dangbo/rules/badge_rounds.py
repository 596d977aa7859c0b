"""Say where members stand at a round of badges, and judge each way in which a badge is given.

Source: `rules.md` R2.35 to R2.38, on top of `rules/badges`.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from dangbo.rules.badges import BadgeFacts, badge_due, badge_rules, judge_badge, previous_round
from dangbo.rules.days import LAST_MONTH, add_months
from dangbo.rules.verdicts import Finding, Findings, Verdict, finding

AWARD, EARLY, POSTHUMOUS, REISSUE = "award", "early", "posthumous", "reissue"
GIVEN: Final = (AWARD, EARLY, POSTHUMOUS)
DUE, WAITS = "due", "waits"
STATES: Final = (DUE, WAITS, EARLY, POSTHUMOUS)


@dataclass(frozen=True)
class RoundPlace:
    """Where a member stands at a round: for which level, since when, and what is against it.

    `fresh`: the level was reached after the round before.
    """

    state: str
    level: int
    reached: date
    fresh: bool
    against: tuple[Finding, ...] = ()


def place_at(*, facts: BadgeFacts, round_day: date) -> RoundPlace | None:
    """Return where a member stands at a round; None where no level comes into question.

    Who has reached a level without holding it is due, or waits for a reason; who is up to the
    allowed months short of one comes into question as gravely ill.
    """
    if facts.died is not None and facts.died <= round_day:
        level = badge_due(facts=facts, round_day=round_day)
        return None if level is None else _place(POSTHUMOUS, level, facts, round_day)
    facts = replace(facts, died=None)
    level = _reached(facts, round_day)
    if level > max(facts.held, default=0):
        verdict = judge_badge(facts=facts, level=level, round_day=round_day)
        state = DUE if verdict.allows else WAITS
        return _place(state, level, facts, round_day, verdict.against)
    sooner = badge_due(facts=replace(facts, ill=True), round_day=round_day)
    return None if sooner is None else _place(EARLY, sooner, facts, round_day)


def _reached(facts: BadgeFacts, on: date) -> int:
    levels = badge_rules(on).levels
    return max((each for each in levels if _day_of(facts, each) <= on), default=0)


def _day_of(facts: BadgeFacts, level: int) -> date:
    return add_months(facts.counted_from, level * LAST_MONTH)


def _place(
    state: str, level: int, facts: BadgeFacts, on: date, against: tuple[Finding, ...] = ()
) -> RoundPlace:
    reached = _day_of(facts, level)
    return RoundPlace(state, level, reached, reached > previous_round(on), against)


def judge_giving(*, facts: BadgeFacts | None, kind: str, level: int, on: date) -> Verdict:
    """Say what stands against giving a badge so on a day; without facts no Party age is known."""
    found, source = Findings(), badge_rules(on).source
    if kind not in {*GIVEN, REISSUE}:
        found.refuse(finding("BADGE_KIND_UNKNOWN", "badge", value=kind))
        return found.verdict()
    if facts is None:
        found.refuse(finding("BADGE_AGE_UNKNOWN", "badge", source))
        return found.verdict()
    if kind == REISSUE:
        if level not in facts.held:
            found.refuse(finding("BADGE_NOT_HELD", "badge", source, level=level))
        return found.verdict()
    judged = judge_badge(facts=replace(facts, ill=kind == EARLY), level=level, round_day=on)
    found.refuse(*_not_so(facts, kind, judged, source))
    return found.verdict([judged])


def _not_so(facts: BadgeFacts, kind: str, judged: Verdict, source: str) -> list[Finding]:
    """Return why a badge is not to be given in this way, but in another."""
    dead, short = facts.died is not None, "BADGE_EARLY" in {each.code for each in judged.warnings}
    if dead != (kind == POSTHUMOUS):
        return [finding("BADGE_OF_THE_DEAD" if dead else "BADGE_NOT_DEAD", "badge", source)]
    if kind == EARLY and judged.allows and not short:
        return [finding("BADGE_NOT_EARLY", "badge", source)]
    return []
