"""Know the forms: those that come with the project, and the versions that the office made."""

from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Any

from dangbo.accounts.access import Actor
from dangbo.layouts import access
from dangbo.layouts.queries.filling import known_indicators
from dangbo.reports.queries.dimensions import DIMENSIONS
from dangbo.rules.form_faults import Fault, faults
from dangbo.rules.form_layouts import Layout, indicators_of
from dangbo.rules.form_texts import builtin_layouts, layout_from


class UnknownLayoutError(LookupError):
    """No form has this code, or not this version; `nearest` are those whose codes look like it."""

    def __init__(self, code: str, version: int | None = None) -> None:
        self.code, self.version = code, version
        self.nearest = get_close_matches(code, codes_of_forms(), n=3)
        super().__init__(code)


@dataclass(frozen=True)
class FormRow:
    """A form of the list: its version of the day (None: none yet), and whether it has a draft.

    `since` is from when the office's version is in force; None: it came with the program.
    """

    code: str
    name: str
    layout: Layout | None
    since: date | None
    drafted: bool


def layout_of(
    code: str, version: int | None = None, *, on: date, known: date | None = None
) -> Layout:
    """Return a form as it is in force on a day, or one version of it, or UnknownLayoutError."""
    found = _held(code, version, on, known) or builtin_layouts().get(code)
    if found is None or version not in (None, found.version):
        raise UnknownLayoutError(code, version)
    confirmed = access.confirmations(known).filter(code=code, number=found.version).exists()
    return replace(found, confirmed=confirmed)


def layouts_on(on: date, known: date | None = None) -> list[Layout]:
    """Return the forms in force on a day, those of the program first, the others by name."""
    held = {each.code: _read(each) for each in access.versions_on(on, known)}
    own = sorted((held[code] for code in held.keys() - builtin_layouts().keys()), key=_name)
    found = [held.get(code, each) for code, each in builtin_layouts().items()]
    confirmed = set(access.confirmations(known).values_list("code", "number"))
    return [
        replace(each, confirmed=(each.code, each.version) in confirmed) for each in [*found, *own]
    ]


def forms_on(*, actor: Actor, on: date, known: date | None = None) -> list[FormRow]:
    """Return the forms in force on a day, and those that are only drafted yet."""
    since = dict(access.versions_on(on, known).values_list("code", "start"))
    drafts = {each.code: layout_from(each.body) for each in access.readable_drafts(actor)}
    rows = [
        FormRow(each.code, each.name, each, since.get(each.code), each.code in drafts)
        for each in layouts_on(on, known)
    ]
    shown = {each.code for each in rows}
    more = sorted((each for code, each in drafts.items() if code not in shown), key=_name)
    return [*rows, *(FormRow(each.code, each.name, None, None, drafted=True) for each in more)]


def draft_of(*, actor: Actor, code: str) -> Layout | None:
    """Return the draft of a form as it stands now, None where there is none."""
    found = access.readable_drafts(actor).filter(code=code).first()
    return layout_from(found.body) if found else None


def codes_of_forms() -> set[str]:
    """Return the codes of all forms there ever were."""
    versions, drafts = (rows.values_list("code", flat=True) for rows in _rows())
    return {*builtin_layouts(), *versions, *drafts}


def faults_on(layout: Layout, on: date) -> list[Fault]:
    """Return what is wrong with a form, by the indicators there are and their codes of a day."""
    return faults(layout, known_indicators(), codes_on(on))


def codes_on(on: date) -> dict[str, list[str]]:
    """Return the codes of those dimensions that list theirs on a day."""
    found = {way: dimension.order(on) for way, dimension in DIMENSIONS.items()}
    return {way: codes for way, codes in found.items() if codes}


def definition_version(layout: Layout) -> str:
    """Return the version of a form with those of its indicators, as one text to be kept."""
    known = known_indicators()
    told = (f"{code}:{known[code].version}" for code in indicators_of(layout) if code in known)
    return f"{layout.code}:{layout.version}|{','.join(told)}"


def _held(code: str, version: int | None, on: date, known: date | None) -> Layout | None:
    if version is None:
        row = access.versions_on(on, known).filter(code=code).order_by("-start").first()
    else:
        row = access.every_version().filter(code=code, number=version).first()
    return _read(row) if row else None


def _read(row: Any) -> Layout:
    return layout_from(row.body, version=row.number)


def _name(layout: Layout) -> str:
    return layout.name


def _rows() -> tuple[Any, Any]:
    return access.every_version(), access.every_draft()
