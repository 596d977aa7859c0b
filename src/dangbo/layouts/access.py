"""Open the layouts of forms: they tell of no person, so whoever is signed in may read them."""

from datetime import date
from typing import Final

from django.db.models import Max, QuerySet

from dangbo.accounts.access import NOBODY, Actor, ask
from dangbo.audit.access import act_known_on, hold_journal
from dangbo.base.spans import known_at, valid_on
from dangbo.layouts.models import BELIEVED, Confirmation, Draft, Version
from dangbo.rules.rights import FORM_CHANGE

DRAFTED: Final = "layouts.drafted"
DISCARDED: Final = "layouts.discarded"
PUBLISHED: Final = "layouts.published"
WITHDRAWN: Final = "layouts.withdrawn"
CONFIRMED: Final = "layouts.confirmed"
UNCONFIRMED: Final = "layouts.unconfirmed"
ACTS: Final = (DRAFTED, DISCARDED, PUBLISHED, WITHDRAWN, CONFIRMED, UNCONFIRMED)


def every_version() -> QuerySet[Version]:
    """Return all versions there ever were; filling a form asks for no actor."""
    return Version.objects.all()


def versions_on(on: date, known: date | None = None) -> QuerySet[Version]:
    """Return the versions in force on a day as known on another."""
    held = Version.objects.filter(valid_on(on, act_known_on(known)))
    return held.select_related("opened_by")


def confirmations(known: date | None = None) -> QuerySet[Confirmation]:
    """Return the confirmations believed as known on a day."""
    held = Confirmation.objects.filter(known_at(act_known_on(known)))
    return held.select_related("opened_by")


def readable_drafts(actor: Actor) -> QuerySet[Draft]:
    """Return the drafts as they stand now, which those may see who may change them."""
    standing = Draft.objects.filter(BELIEVED) if may_change(actor) else Draft.objects.none()
    return standing.select_related("opened_by")


def every_draft() -> QuerySet[Draft]:
    """Return all drafts there ever were."""
    return Draft.objects.all()


def every_confirmation() -> QuerySet[Confirmation]:
    """Return all confirmations there ever were."""
    return Confirmation.objects.all()


def standing_draft(code: str) -> Draft | None:
    """Return the draft of a form as it stands now."""
    return Draft.objects.filter(BELIEVED, code=code).first()


def latest_version(code: str) -> Version | None:
    """Return the version believed now that begins last."""
    return Version.objects.filter(BELIEVED, code=code).order_by("-start").first()


def standing_confirmation(code: str, number: int) -> Confirmation | None:
    """Return the confirmation of a version as it stands now."""
    return Confirmation.objects.filter(BELIEVED, code=code, number=number).first()


def last_number(code: str) -> int:
    """Return the highest number that a version of a form ever had; 0 where there was none."""
    highest = Version.objects.filter(code=code).aggregate(most=Max("number"))["most"]
    return highest or 0


def last_change(code: str) -> int:
    """Return the act that changed a form last, 0 where none did."""
    acts: list[int] = [0]
    for rows, fields in (
        (Version.objects.filter(code=code), ("opened_by", "closed_by", "voided_by")),
        (Draft.objects.filter(code=code), ("opened_by", "voided_by")),
        (Confirmation.objects.filter(code=code), ("opened_by", "voided_by")),
    ):
        latest = rows.aggregate(**{f"latest_{field}": Max(field) for field in fields})
        acts += [act for act in latest.values() if act is not None]
    return max(acts)


def acts_of_form(code: str, *, drafts: bool) -> dict[int, int]:
    """Return the acts on a form, each with the number of the version that it is about, or 0."""
    found: dict[int, int] = {}
    if drafts:
        for pair in Draft.objects.filter(code=code).values_list("opened_by", "voided_by"):
            found |= {act: 0 for act in pair if act}
    fields = ("number", "opened_by", "closed_by", "voided_by")
    for number, opened, *ended in Version.objects.filter(code=code).values_list(*fields):
        found |= {act: number for act in ended if act and not found.get(act)}
        found[opened] = number
    confirmed = Confirmation.objects.filter(code=code)
    for number, *acts in confirmed.values_list("number", "opened_by", "voided_by"):
        found |= {act: number for act in acts if act}
    return found


def may_change(actor: Actor) -> bool:
    """Say whether `actor` may make forms anywhere."""
    return actor.name != NOBODY.name and actor.over(FORM_CHANGE) != ()


def open_forms(actor: Actor) -> None:
    """Let `actor` be the only one who writes until the transaction ends, or refuse."""
    ask(actor, FORM_CHANGE)
    hold_journal()
