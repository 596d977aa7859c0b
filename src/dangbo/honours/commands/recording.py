"""Record badges given and cards issued: one act, one day, all or nothing."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.db import transaction

from dangbo.accounts.access import Actor, lend
from dangbo.audit.access import hold_journal
from dangbo.audit.commands import record
from dangbo.audit.models import Act
from dangbo.honours.access import EVE, deaths_of, every, orgs_on, persons_by_uid
from dangbo.honours.models import Badge, CardIssue
from dangbo.honours.queries.judging import Asked, verdict_on_badges, verdict_on_cards
from dangbo.honours.replay import badge_from, card_from
from dangbo.members.access import ask_for_persons
from dangbo.members.commands import foresee_events, record_events
from dangbo.papers.models import Paper
from dangbo.rules.badge_rounds import REISSUE
from dangbo.rules.badges import badge_reward
from dangbo.rules.card_issues import CARD, TAKEN_BACK
from dangbo.rules.corrections import why_given
from dangbo.rules.rights import HONOUR_CHANGE, MEMBER_CHANGE
from dangbo.rules.verdicts import Verdict

DECIDED: Final = "honours.decided"
BATCH: Final = 500


@transaction.atomic
def record_badges(
    *,
    actor: Actor,
    on: date,
    badges: Sequence[Asked],
    paper: Paper | None = None,
    reason: str = "",
    invented: bool = False,
    recorded: date | None = None,
) -> Act:
    """Record badges given on an award day, or again on any day; RuleError with every reason."""
    _ask(actor, badges)
    hold_journal()
    Verdict(why_given(reason=reason, cited=paper is not None)).require()
    asked = [_whole(each) for each in badges]
    verdict_on_badges(on=on, badges=asked).require()
    persons = persons_by_uid(each["person"] for each in asked)
    places = _places(persons, on)
    kept = [
        {**each, "org": places.get(persons[each["person"]]), **_reward(each, on)} for each in asked
    ]
    act = record(
        actor=actor,
        code=DECIDED,
        on=on,
        paper=paper.uid if paper else "",
        reason=reason,
        params={"badges": kept},
        recorded=recorded,
        invented=invented,
    )
    rows = (badge_from(each, act, at, persons) for at, each in enumerate(kept))
    every(Badge).bulk_create(rows, batch_size=BATCH)
    return act


def foresee_badges(*, actor: Actor, on: date, badges: Sequence[Asked]) -> Verdict:
    """Return every reason and warning about badges as `record_badges` would, writing nothing."""
    _ask(actor, badges)
    return verdict_on_badges(on=on, badges=[_whole(each) for each in badges])


def _ask(actor: Actor, asked: Sequence[Asked]) -> None:
    persons = persons_by_uid(each["person"] for each in asked).values()
    ask_for_persons(actor, persons, act=HONOUR_CHANGE)


def _whole(each: Asked) -> dict[str, Any]:
    kind, number = each.get("kind", "award"), str(each.get("number", "")).strip()
    return {"person": each["person"], "level": each["level"], "kind": kind, "number": number}


def _reward(each: Asked, on: date) -> dict[str, Any]:
    """Return the money that goes with a badge; none with one given again."""
    found = None if each["kind"] == REISSUE else badge_reward(level=each["level"], on=on)
    if found is None:
        return {"reward": None, "source": "", "certain": False}
    return {"reward": found.amount, "source": found.source, "certain": found.certain}


def _places(persons: dict[str, int], on: date) -> dict[int, int]:
    """Return where persons are posted on a day, the dead on the eve of their death."""
    found = orgs_on(persons.values(), on=on)
    for person, died in deaths_of(persons.values(), until=on).items():
        found |= orgs_on([person], on=died - EVE)
    return found


@transaction.atomic
def record_cards(
    *,
    actor: Actor,
    on: date,
    cards: Sequence[Asked],
    paper: Paper | None = None,
    reason: str = "",
    invented: bool = False,
    recorded: date | None = None,
) -> Act:
    """Record cards issued or taken back, and the numbers of the members with them."""
    _ask(actor, cards)
    hold_journal()
    Verdict(why_given(reason=reason, cited=paper is not None)).require()
    kept, verdict = verdict_on_cards(on=on, cards=[_card(each) for each in cards])
    verdict.require()
    events = _number_events(kept)
    more: dict[str, Any] = {"reason": reason, "recorded": recorded, "invented": invented}
    numbers = None
    if events:
        lent = lend(actor, MEMBER_CHANGE)
        numbers = record_events(actor=lent, on=on, events=events, paper=paper, **more)
    persons = persons_by_uid(each["person"] for each in kept)
    places = _places(persons, on)
    kept = [{**each, "org": places.get(persons[each["person"]])} for each in kept]
    seq = numbers.seq if numbers else None
    act = record(
        actor=actor,
        code=DECIDED,
        on=on,
        paper=paper.uid if paper else "",
        params={"cards": kept, "numbers": seq},
        **more,
    )
    rows = (card_from(each, act, at, persons, seq) for at, each in enumerate(kept))
    every(CardIssue).bulk_create(rows, batch_size=BATCH)
    return act


def foresee_cards(*, actor: Actor, on: date, cards: Sequence[Asked]) -> Verdict:
    """Return every reason and warning about cards as `record_cards` would, writing nothing."""
    _ask(actor, cards)
    kept, verdict = verdict_on_cards(on=on, cards=[_card(each) for each in cards])
    events = _number_events(kept)
    if not verdict.allows or not events:
        return verdict
    core = foresee_events(actor=lend(actor, MEMBER_CHANGE), on=on, events=events)
    return Verdict(core.against, (*verdict.warnings, *core.warnings))


def _card(each: Asked) -> dict[str, Any]:
    return {
        "person": each["person"],
        "kind": each.get("kind", "first"),
        "number": str(each.get("number", "")),
    }


def _number_events(kept: Sequence[Asked]) -> list[dict[str, Any]]:
    """Return the events that change the numbers of members: only where a number changes."""
    return [
        {
            "change": "number",
            "person": each["person"],
            "kind": CARD,
            "value": "" if each["kind"] == TAKEN_BACK else each["number"],
        }
        for each in kept
        if each["kind"] == TAKEN_BACK or each["number"] != each["before"]
    ]
