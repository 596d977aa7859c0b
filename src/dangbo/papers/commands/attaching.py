"""Attach files to papers, take them away, and sweep what nobody refers to any more."""

from functools import partial
from itertools import islice
from typing import BinaryIO, Final, NamedTuple

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.audit.commands import record
from dangbo.base.vietnamese import nfc
from dangbo.papers.access import (
    files_with,
    lock_file,
    lock_paper,
    open_register,
    paper_by_uid,
    readable_files,
)
from dangbo.papers.files.storage import (
    Received,
    discard,
    keep,
    kept_digests,
    receive,
    remove_content,
    remove_left_behind,
    size_limit,
)
from dangbo.papers.models import PaperFile
from dangbo.rules.paper_files import may_attach, may_take_files
from dangbo.rules.papers import may_remove_file

MOST_AT_ONCE: Final = 500


class Swept(NamedTuple):
    """How many files were swept: broken off while arriving, and without a paper."""

    left_behind: int
    without_paper: int


def attach_file(*, actor: Actor, uid: str, name: str, content: BinaryIO) -> PaperFile:
    """Keep a file with a paper, or raise RuleError; of a classified paper not a byte is read."""
    paper = paper_by_uid(actor=actor, uid=uid)
    may_take_files(secrecy=paper.secrecy, on=timezone.localdate()).require()
    received = receive(name=name, content=content, limit=size_limit())
    try:
        return _attach(actor, uid, received)
    finally:
        discard(received)


@transaction.atomic
def _attach(actor: Actor, uid: str, received: Received) -> PaperFile:
    paper, facts = lock_paper(actor=actor, uid=uid), received.facts
    held = readable_files(actor).filter(paper=paper, digest=received.digest)
    may_attach(
        secrecy=paper.secrecy,
        facts=facts,
        limit=size_limit(),
        on=timezone.localdate(),
        attached=held.exists(),
    ).require()
    # Kept before the row: a transaction that breaks off leaves content to sweep, never a row
    # without content.
    keep(received)
    described = {"digest": received.digest, "name": facts.name, "size": facts.size}
    described["media_type"] = facts.media_type
    act = record(
        actor=actor,
        code="papers.file_attached",
        paper=uid,
        params=described,
        invented=paper.invented,
    )
    file = PaperFile(paper=paper, recorded_by=act, **described)
    file.save(force_insert=True)
    return file


@transaction.atomic
def remove_file(*, actor: Actor, digest: str, uid: str, reason: str) -> None:
    """Take a file away from a paper; its content goes when no other paper has it."""
    file, why = lock_file(actor=actor, uid=uid, digest=digest), nfc(reason)
    may_remove_file(reason=why).require()
    file.removed_by = record(
        actor=actor,
        code="papers.file_removed",
        paper=uid,
        reason=why,
        params={"digest": digest, "name": file.name},
        invented=file.paper.invented,
    )
    file.save(update_fields=["removed_by"])
    transaction.on_commit(partial(_forget, actor, [digest]))


def sweep_files(*, actor: Actor) -> Swept:
    """Remove what broke off while arriving, and content that no paper refers to."""
    left_behind, swept, kept = remove_left_behind(), 0, kept_digests()
    while digests := list(islice(kept, MOST_AT_ONCE)):
        swept += _forget(actor, digests)
    return Swept(left_behind, swept)


@transaction.atomic
def _forget(actor: Actor, digests: list[str]) -> int:
    """Remove contents without a paper, while nobody can be attaching the same ones."""
    open_register(actor)
    loose = set(digests) - files_with(digests)
    for digest in loose:
        remove_content(digest)
    return len(loose)
