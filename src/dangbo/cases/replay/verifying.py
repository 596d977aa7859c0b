"""Rebuild cases, steps and papers from the journal alone, and find where the tables differ."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Model

from dangbo.accounts.access import OPERATOR
from dangbo.audit.access import readable_acts
from dangbo.audit.models import Act
from dangbo.audit.queries import params_of
from dangbo.cases.access import every, standing_ceremonies
from dangbo.cases.models import Case, CaseDocument, Step
from dangbo.cases.queries.closing import Told
from dangbo.rules.case_files import Taken

Row = tuple[Any, ...]
CASE = ("kind", "person", "org", "to_org", "opened_on", "closed_on", "outcome", "stage", "due")
STEP = ("code", "on", "by", "paper__uid", "note", "result")
DOCUMENT = ("number", "step", "signed", "pages", "paper__uid", "reference")


class _Ledger:
    """What the acts say, one after another, in memory; rows by the act that opened them."""

    def __init__(self, cases: dict[int, int], ceremonies: dict[int, date]) -> None:
        self.opened, self.ceremonies = cases, ceremonies
        self.cases: dict[int, dict[str, Any]] = {}
        self.steps: dict[int, dict[str, Any]] = {}
        self.documents: dict[int, dict[str, Any]] = {}

    def apply(self, act: Act) -> None:
        """Take in one act."""
        told = params_of(act)
        {
            "cases.opened": self._open,
            "cases.step_taken": self._step,
            "cases.step_undone": self._undo,
            "cases.document_added": self._add,
            "cases.document_voided": self._void,
        }[act.code](act, told)

    def _open(self, act: Act, told: dict[str, Any]) -> None:
        self.cases[act.seq] = {**told, "opened_on": act.on, "invented": act.invented, "void": None}

    def _step(self, act: Act, told: dict[str, Any]) -> None:
        own = {"on": act.on, "paper": act.paper or None, "note": act.reason, "void": None}
        self.steps[act.seq] = {**told, **own, "case": self.opened.get(told["case"])}

    def _undo(self, act: Act, told: dict[str, Any]) -> None:
        self.steps[told["step"]]["void"] = act.seq
        if told["with"]:
            self.cases[told["with"]]["void"] = act.seq
        if told["whole"]:
            self.cases[self.steps[told["step"]]["case"]]["void"] = act.seq

    def _add(self, act: Act, told: dict[str, Any]) -> None:
        own = {"paper": act.paper or None, "void": None}
        self.documents[act.seq] = {**told, **own, "case": self.opened.get(told["case"])}

    def _void(self, act: Act, told: dict[str, Any]) -> None:
        self.documents[told["document"]]["void"] = act.seq

    def rows(self) -> Iterator[tuple[type[Model], list[Row]]]:
        """Yield the rows of each table as the acts make them."""
        self.own: dict[int | None, list[dict[str, Any]]] = defaultdict(list)
        for each in self.steps.values():
            self.own[each["case"]].append(each)
        yield Case, [self._case(seq, told) for seq, told in self.cases.items()]
        yield (
            Step,
            [
                (
                    *(seq, told["case"], told["step"], told["on"], told["by"], told["paper"]),
                    *(told["note"], told["result"], _text(told["facts"]), told["void"]),
                )
                for seq, told in self.steps.items()
            ],
        )
        yield (
            CaseDocument,
            [
                (
                    *(seq, told["case"], told["number"], told["step"], _day(told["signed"])),
                    *(told["pages"], told["paper"], told["reference"], told["void"]),
                )
                for seq, told in self.documents.items()
            ],
        )

    def _case(self, seq: int, told: dict[str, Any]) -> Row:
        own = [each for each in self.own[seq] if not each["void"]]
        taken = {each["step"]: Taken(each["on"], each["by"], each["facts"]) for each in own}
        ceremony = self.ceremonies.get(told["person"]) if told["kind"] == "recognition" else None
        case = Told(told["kind"], told["conditions"], told["facts"], taken, ceremony)
        first = (seq, told["kind"], told["person"], told["org"], told["to_org"], told["opened_on"])
        facts = (_text(told["conditions"]), _text(told["facts"]))
        *closed, stage, due = case.kept(told["opened_on"])
        place = ("", None) if told["void"] else (stage, due)
        return (*first, *closed, *place, told["invented"], *facts, told["void"])


def first_difference() -> str | None:
    """Return the first difference between the journal and the tables of cases, or None."""
    return next(_differences(), None)


def _differences() -> Iterator[str]:
    recognised = every(Case).filter(kind="recognition").values_list("person", flat=True)
    ledger = _Ledger(
        dict(every(Case).values_list("pk", "opened_by")),
        standing_ceremonies(recognised, on=date.max),
    )
    for act in readable_acts(OPERATOR).filter(code__startswith="cases.").order_by("seq"):
        ledger.apply(act)
    held: dict[type[Model], Iterator[Row]] = {
        Case: _held_cases(),
        Step: _held_steps(),
        CaseDocument: _held_documents(),
    }
    for model, wanted in ledger.rows():
        yield from _unlike(model, wanted, held[model])


def _held_cases() -> Iterator[Row]:
    rows = every(Case).values_list(
        "opened_by", *CASE, "invented", "conditions", "facts", "voided_by"
    )
    for *own, stage, due, invented, conditions, facts, voided in rows:
        # Nothing is due in a case that was taken back, and nobody keeps where it stood.
        place = ("", None) if voided else (stage, due)
        yield (*own, *place, invented, _text(conditions), _text(facts), voided)


def _held_steps() -> Iterator[Row]:
    rows = every(Step).values_list("opened_by", "case__opened_by", *STEP, "facts", "voided_by")
    for *own, facts, voided in rows:
        yield (*own, _text(facts), voided)


def _held_documents() -> Iterator[Row]:
    fields = ("opened_by", "case__opened_by", *DOCUMENT, "voided_by")
    yield from every(CaseDocument).values_list(*fields)


def _text(facts: object) -> str:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _unlike(model: type[Model], wanted: Iterable[Row], held: Iterable[Row]) -> Iterator[str]:
    told, kept = Counter(wanted), Counter(held)
    table = model._meta.db_table
    yield from (f"{table}: missing {row}" for row in sorted((told - kept).elements(), key=str))
    more = sorted((kept - told).elements(), key=str)
    yield from (f"{table}: not from the journal {row}" for row in more)
