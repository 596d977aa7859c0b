"""Decide what a file describes, or begin a draft with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal
from dangbo.desk.commands.foreseeing import Foreseen, foresee_drafts
from dangbo.desk.commands.signing import enact, sign_drafts
from dangbo.desk.commands.telling import tell_others_changed
from dangbo.desk.commands.writing import start_draft
from dangbo.orgs.queries import org_ids
from dangbo.rules.draft_slots import entries_of
from dangbo.rules.drafts import with_keys
from dangbo.rules.keyed_changes import orgs_in
from dangbo.rules.org_keys import new_key
from dangbo.rules.verdicts import Verdict, finding

Content = Mapping[str, Any]
MOST_ALIKE = 200


@dataclass(frozen=True)
class Filed:
    """What became of a file: an act, or a draft that waits for its day."""

    foreseen: Foreseen
    act: int | None = None
    draft: int | None = None


def with_free_keys(content: Content) -> dict[str, Any]:
    """Return content whose new organisations all have keys that the register does not have."""
    changes = list(content.get("changes", ()))
    named = {str(entry.get("name") or "") for each in changes for _, entry in entries_of(each)}
    wished = {new_key(name, taken=()) for name in named if name}
    numbered = {f"{key}-{number}" for key in wished for number in range(2, MOST_ALIKE)}
    taken = org_ids(uids=wished | numbered).keys() if wished else set()
    keyed = with_keys(changes, taken=set(taken))
    return {**content, "changes": [{**each, "id": at} for at, each in enumerate(keyed, start=1)]}


def unknown_orgs(content: Content) -> Iterator[tuple[str, str]]:
    """Yield where a file names an organisation that is neither in the register nor begun by it."""
    changes = list(content.get("changes", ()))
    begun = {entry.get("org") for each in changes for _, entry in entries_of(each)}
    named = [
        (f"changes[{at}]{_path(path)}", key)
        for at, change in enumerate(changes)
        for path, key in orgs_in(change)
        if key and key not in begun
    ]
    known = org_ids(uids={key for _, key in named})
    return (each for each in named if each[1] not in known)


def _path(path: tuple[str | int, ...]) -> str:
    return "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in path)


def foresee_file(*, actor: Actor, content: Content, today: date) -> Foreseen:
    """Say what the decision of a file would do, writing nothing."""
    return foresee_drafts(actor=actor, contents=[with_free_keys(content)], today=today)


@transaction.atomic
def decide_file(*, actor: Actor, content: Content, today: date) -> Filed:
    """Sign the decision of a file for a person, or record it for the operator of the console.

    Only a decision that a person signs can wait for a later day: somebody has to be told of it.
    """
    hold_journal()
    if actor.user_id is not None:
        return _signed(actor, content, today)
    foreseen = foresee_file(actor=actor, content=content, today=today)
    foreseen.verdict.require()
    (part,) = foreseen.parts
    if part.read is None or part.read.on is None:
        raise AssertionError
    if part.read.on > today:
        Verdict((finding("NOBODY_TO_TELL", "head.on"),)).require()
    act = enact(actor=actor, read=part.read)
    tell_others_changed(actor=actor, acts=[act], besides=())
    return Filed(foreseen, act.seq)


def _signed(actor: Actor, content: Content, today: date) -> Filed:
    draft = start_draft(actor=actor, content=content)
    foreseen = foresee_drafts(actor=actor, contents=[draft.content], today=today)
    foreseen.verdict.require()
    signed = sign_drafts(
        actor=actor, drafts=[draft.pk], seen=foreseen.digest, since=foreseen.since, today=today
    )
    return Filed(foreseen, signed.acts[0].seq if signed.acts else None, draft.pk)
