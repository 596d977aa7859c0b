"""Fill the letters of a case: introductions, decisions to admit, recognise, strike off, expel."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.cases.phrases.names import REASONS
from dangbo.cases.queries.pages import CasePage
from dangbo.cases.queries.printing import Printed, printed_of
from dangbo.cases.queries.rows import CaseRow
from dangbo.cases.queries.telling import StepRow
from dangbo.letters.queries.registry import letter_kind
from dangbo.rules.case_moves import DUES, ENCLOSED
from dangbo.rules.letter_filling import Value
from dangbo.rules.membership_terms import deadline_of, official_day, regulation_on, term_on

# By the kind of case and the step by which the letter is given.
LETTERS: Final[Mapping[str, tuple[str, str]]] = {
    "admission": ("admission_decision", "decision"),
    "readmission": ("admission_decision", "decision"),
    "recognition": ("recognition_decision", "decision"),
    "transfer_out": ("transfer_letter", "introduction"),
    "transfer_internal": ("transfer_letter", "introduction"),
    "transfer_temporary": ("transfer_letter", "introduction"),
    "temporary_outside": ("transfer_letter", "introduction"),
    "transfer_abroad": ("transfer_letter", "introduction"),
    "strike_off": ("strike_off_decision", "decision"),
    "expulsion": ("expulsion_decision", "decision"),
    "resignation": ("resignation_decision", "decision"),
}


def letters_of(row: CaseRow) -> tuple[str, ...]:
    """Return the keys of the letters that a case can print: before the step too, as a draft."""
    found = LETTERS.get(row.kind)
    return (found[0],) if found else ()


def letter_values(
    *, actor: Actor, page: CasePage, key: str, on: date
) -> tuple[dict[str, Value], date]:
    """Return the values of a letter, what is not known empty, and the day it bears."""
    row = page.row
    step = next((each for each in page.steps if each.code == LETTERS[row.kind][1]), None)
    day = step.on if step else on
    printed = printed_of(actor=actor, row=row, on=day, by=_issuing_role(page, key, step))
    kind = letter_kind(key)
    values: dict[str, Value] = dict.fromkeys(kind.fields if kind else (), "")
    known = {
        **_person(row, printed),
        **_days(row, printed, day),
        **_places(row, printed),
        **_signed(printed),
        "number": step.paper if step else "",
        "reason": _reason(row),
        "basis": _basis(day),
        **_told(step),
    }
    values |= {name: value for name, value in known.items() if name in values and value}
    return values, day


def _told(step: StepRow | None) -> dict[str, Value]:
    """Return what was told when the step was taken."""
    facts = step.facts if step else {}
    return {"dues_until": facts.get(DUES, ""), "documents": facts.get(ENCLOSED, "")}


def _issuing_role(page: CasePage, key: str, step: StepRow | None) -> str:
    """Return the role that gives a letter; the one of introduction goes out from above the cell."""
    if key == "transfer_letter":
        return ""
    roles = [each.step.by for each in page.path if each.step.code == LETTERS[page.row.kind][1]]
    return step.by if step else next((each[0] for each in roles), "")


def _signed(printed: Printed) -> dict[str, Value]:
    return {
        "place": printed.place,
        "authority": printed.authority,
        "post": printed.post,
        "signer": printed.signer,
    }


def _person(row: CaseRow, printed: Printed) -> dict[str, Value]:
    return {
        "name": row.person.name,
        "birth": printed.birth,
        "home_town": printed.home_town,
        "file_number": printed.numbers.get("file", ""),
        "card_number": printed.numbers.get("card", ""),
    }


def _days(row: CaseRow, printed: Printed, day: date) -> dict[str, Any]:
    ceremony = row.days.get("ceremony")
    return {
        "admitted": printed.admitted,
        "recognised": printed.recognised,
        "official_from": official_day(ceremony) if ceremony else None,
        "ceremony": ceremony,
        "counted_from": printed.counted_from,
        "effective": day,
        "probation_months": str(term_on("probation_months", day).value),
        "working_days": str(deadline_of(step="letter", since=day).count),
    }


def _places(row: CaseRow, printed: Printed) -> dict[str, Value]:
    target = row.to_org.name if row.to_org else str(row.facts.get("to_text") or "")
    return {
        "superior": printed.superior,
        "issuer": printed.issuer,
        "decider": printed.issuer.upper(),
        "cell": row.org.name,
        "from_org": ", ".join(filter(None, (row.org.name, printed.grassroots))),
        "to_org": target,
    }


def _reason(row: CaseRow) -> str:
    cause = str(row.facts.get("cause") or "")
    return str(REASONS.get(cause, cause)).partition(" (")[0].lower() if cause else ""


def _basis(day: date) -> list[str]:
    return [
        _("Căn cứ Điều lệ Đảng Cộng sản Việt Nam;"),
        _("Căn cứ %(regulation)s về thi hành Điều lệ Đảng;") % {"regulation": regulation_on(day)},
    ]
