"""Tell what was done with a form, the newest first."""

from dataclasses import dataclass
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on, acts_on_record
from dangbo.audit.phrases import act_words
from dangbo.layouts import access


@dataclass(frozen=True)
class FormChange:
    """One act on a form: a version published from a day or withdrawn, a confirmation."""

    seq: int
    title: str
    recorded: date
    on: date | None
    actor: str
    paper: str
    reason: str
    number: int


def changes_of(*, actor: Actor, code: str, known: date | None = None) -> list[FormChange]:
    """Return the acts on a form that were known on a day; drafts only for who may change them."""
    numbers = access.acts_of_form(code, drafts=access.may_change(actor))
    act = act_known_on(known)
    rows = acts_on_record().filter(seq__in=numbers).order_by("-seq")
    if act is not None:
        rows = rows.filter(seq__lte=act)
    return [
        FormChange(
            each.seq,
            str(act_words(each.code)),
            each.recorded,
            each.on,
            each.actor,
            each.paper,
            each.reason,
            numbers[each.seq],
        )
        for each in rows
    ]
