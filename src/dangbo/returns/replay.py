"""Prove that reports, their steps and what was sent are what the journal says."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any, Final

from dangbo.audit.access import acts_on_record
from dangbo.audit.models import Act
from dangbo.audit.queries import params_of
from dangbo.returns.access import PERIOD_DROPPED, PERIOD_SET, cells_of, every
from dangbo.returns.models import Return, Sending, SetPeriod, Step
from dangbo.returns.queries.figures import seal_over
from dangbo.rules.returns import course_is_sound

DAYS: Final = ("start", "cut_off", "grassroots", "upper")


def first_difference() -> str | None:
    """Return the first difference between the journal and the reports, or None."""
    acts = acts_on_record().filter(code__startswith="returns.").order_by("seq")
    said = {act.seq: (act, params_of(act)) for act in acts.iterator()}
    steps = {seq: told for seq, told in said.items() if "steps" in told[1]}
    return next(chain(_periods(said), _differences(steps)), None)


def _periods(said: dict[int, tuple[Act, dict[str, Any]]]) -> Iterator[str]:
    """Yield where the periods that were set are not as their acts say."""
    told: dict[int, tuple[Any, ...]] = {}
    for seq, (act, params) in said.items():
        if act.code == PERIOD_SET:
            days = [date.fromisoformat(params[each]) for each in DAYS]
            words = (params["name"], params["name_en"], params["forms"])
            told[params["number"]] = (*words, *days, seq, None)
        elif act.code == PERIOD_DROPPED:
            told[params["number"]] = (*told[params["number"]][:-1], seq)
    fields = ("name", "name_en", "forms", *DAYS, "opened_by", "voided_by")
    held = {row[0]: row[1:] for row in every(SetPeriod).values_list("number", *fields)}
    for number in sorted(told.keys() | held.keys()):
        if told.get(number) != held.get(number):
            yield f"returns_setperiod: not as the journal says {number}"


def _differences(said: dict[int, tuple[Act, dict[str, Any]]]) -> Iterator[str]:
    wanted = Counter(
        (each["form"], each["period"], each["org"], seq, each["kind"])
        for seq, (_act, params) in said.items()
        for each in params["steps"]
    )
    fields = ("report__form", "report__period", "report__org", "act", "kind")
    held = Counter(every(Step).values_list(*fields))
    yield from (f"returns_step: missing {row}" for row in sorted(wanted - held))
    yield from (f"returns_step: not from the journal {row}" for row in sorted(held - wanted))
    yield from _courses()
    yield from _typed({seq: params.get("typed", {}) for seq, (_act, params) in said.items()})
    yield from _sendings({seq: params.get("sent") for seq, (_act, params) in said.items()})


def _courses() -> Iterator[str]:
    for report in every(Return).order_by("pk").prefetch_related("steps"):
        steps = sorted(report.steps.all(), key=lambda each: each.number)
        numbers = [each.number for each in steps]
        kinds: list[Any] = [each.kind for each in steps]
        if numbers != list(range(1, len(steps) + 1)) or not course_is_sound(kinds):
            yield f"returns_step: no course {report.pk}"


def _typed(typed: dict[int, dict[str, str]]) -> Iterator[str]:
    for step in every(Step).order_by("pk"):
        if step.typed != typed[step.act_id]:
            yield f"returns_step: typed otherwise {step.pk}"


def _sendings(sent: dict[int, dict[str, Any] | None]) -> Iterator[str]:
    """Yield what is not as it was sent: each figure and each list goes into the seal."""
    unmet = {seq for seq, each in sent.items() if each}
    for row in every(Sending).select_related("step").order_by("pk"):
        told = sent[row.step.act_id] or {}
        unmet.discard(row.step.act_id)
        fields = ("version", "definition", "confirmed", "known", "seal")
        if {each: getattr(row, each) for each in fields} != told:
            yield f"returns_sending: not as the journal says {row.pk}"
        elif seal_over(cells_of([row])[row.pk]) != row.seal:
            yield f"returns_frozencell: not as it was sent {row.pk}"
    yield from (f"returns_sending: missing {seq}" for seq in sorted(unmet))
