"""Remove sealed files that no row names, and say nothing of them to anybody."""

from datetime import date
from time import time
from typing import Final

from dangbo.sealed.access import every
from dangbo.sealed.files.contents import CONTENTS
from dangbo.sealed.models import Attachment

# A file is written before the row that names it: what is younger may still be named.
SETTLED: Final = 24 * 60 * 60
_swept: dict[str, date] = {}


def sweep_daily(today: date) -> None:
    """Sweep once a day; each process that does daily work may."""
    if _swept.get("on") != today:
        sweep_files()
        _swept["on"] = today


def sweep_files() -> int:
    """Remove the files of acts that broke off and of records that were forgotten."""
    before = time() - SETTLED
    files = [path for path in CONTENTS.kept() if path.stat().st_mtime < before]
    rows = every(Attachment).filter(gone_by__isnull=True)
    named = set(rows.values_list("digest", flat=True)) if files else set()
    loose = [path for path in files if path.name not in named]
    for path in loose:
        path.unlink(missing_ok=True)
    return len(loose)
