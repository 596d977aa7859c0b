"""Open the templates: everybody who is signed in may print, some may change them."""

from datetime import date

from django.db.models import QuerySet

from dangbo.accounts.access import NOBODY, Actor, ask
from dangbo.audit.access import act_known_on, acts_on_record, hold_journal
from dangbo.audit.models import Act
from dangbo.base.spans import valid_on
from dangbo.letters.models import Template
from dangbo.rules.rights import LETTER_CHANGE

CHANGED = "letters.template_changed"


def readable_templates(actor: Actor) -> QuerySet[Template]:
    """Return the versions that `actor` may read: they hold nothing of any person."""
    return Template.objects.none() if actor.name == NOBODY.name else Template.objects.all()


def version_on(*, key: str, on: date, known: date | None = None) -> Template | None:
    """Return the version in force on a day as known on another; printing asks for no actor."""
    held = Template.objects.filter(valid_on(on, act_known_on(known)), key=key)
    return held.select_related("opened_by").order_by("-start").first()


def versions_on(*, actor: Actor, on: date, known: date | None = None) -> dict[str, Template]:
    """Return the versions in force on a day by the key of their letter."""
    held = readable_templates(actor).filter(valid_on(on, act_known_on(known)))
    return {each.key: each for each in held.select_related("opened_by")}


def latest_version(key: str) -> Template | None:
    """Return the version believed now that begins last."""
    return Template.objects.filter(key=key, voided_by__isnull=True).order_by("-start").first()


def last_change(key: str) -> int:
    """Return the act that changed a template last, 0 where none did."""
    acts = Act.objects.filter(code=CHANGED, params__key=key).order_by("-seq")
    return acts.values_list("seq", flat=True).first() or 0


def changes_of(*, actor: Actor, key: str, known: date | None) -> list[Act]:
    """Return the acts on a template that were known on a day, the newest first."""
    act = act_known_on(known)
    acts = acts_on_record().filter(code=CHANGED, params__key=key).order_by("-seq")
    return list(acts if act is None else acts.filter(seq__lte=act))


def open_templates(actor: Actor) -> None:
    """Let `actor` be the only one who writes until the transaction ends, or refuse."""
    ask(actor, LETTER_CHANGE)
    hold_journal()
