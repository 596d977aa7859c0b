"""Remove sealed pictures that no record names any more."""

import json
from collections.abc import Iterator
from time import time
from typing import Final, NamedTuple

from dangbo.accounts.access import Actor, ask_everywhere
from dangbo.base.secrets import SecretsError, unseal
from dangbo.members.access import every
from dangbo.members.files.photos import PHOTOS
from dangbo.members.models import Sheet
from dangbo.rules.record_groups import PHOTO
from dangbo.rules.rights import MEMBER_CHANGE

# A file is written before the row that names it: what is younger may still be named.
SETTLED: Final = 24 * 60 * 60


class Swept(NamedTuple):
    """How many files there are, and how many of them nobody names."""

    kept: int
    loose: int


def sweep_photos(*, actor: Actor, dry_run: bool = False) -> Swept:
    """Remove the pictures that no record names, present or past; with `dry_run` only count them.

    Of a person whose key was thrown away nothing can be read, so his or her pictures go as well.
    """
    ask_everywhere(actor, MEMBER_CHANGE)
    before = time() - SETTLED
    files = [path for path in PHOTOS.kept() if path.stat().st_mtime < before]
    named = set(_named())
    loose = [path for path in files if path.name not in named]
    for path in () if dry_run else loose:
        path.unlink(missing_ok=True)
    return Swept(len(files) - len(loose), len(loose))


def _named() -> Iterator[str]:
    """Yield the files that records name, those of the past too: they are shown as of their day."""
    rows = every(Sheet).filter(group=PHOTO).exclude(body="")
    for key, body in rows.values_list("person__key", "body").iterator(chunk_size=1_000):
        try:
            yield str(json.loads(unseal(key, body)).get("file", ""))
        except SecretsError:
            continue
