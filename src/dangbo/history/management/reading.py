"""Read and write the files of commands, and turn refusals into answers."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from dangbo.history.files import MOST_BYTES, FileRefused

Answer = TypeVar("Answer")


def content_of(file: Path) -> bytes:
    """Read a file, but not one too large to be of any use."""
    try:
        if file.stat().st_size > MOST_BYTES:
            values = {"file": file.name, "most": MOST_BYTES >> 20}
            message = _("%(file)s lớn hơn %(most)s MB nên không được đọc.") % values
            raise CommandError(message, returncode=2)
        return file.read_bytes()
    except OSError as error:
        values = {"file": file, "reason": error.strerror}
        message = _("không đọc được %(file)s (%(reason)s). Kiểm tra đường dẫn.") % values
        raise CommandError(message, returncode=2) from error


def write_whole(file: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    aside = file.with_name(f".{file.name}.dang-ghi")
    try:
        aside.write_bytes(content)
        aside.replace(file)
    except OSError as error:
        aside.unlink(missing_ok=True)
        values = {"file": file, "reason": error.strerror}
        message = _("không ghi được %(file)s (%(reason)s). Chọn nơi khác.") % values
        raise CommandError(message, returncode=2) from error


def answered(head: str, ask: Callable[[], Answer]) -> Answer:
    """Return an answer, or print every reason why there is none under a head."""
    try:
        return ask()
    except FileRefused as refused:
        lines = "\n".join(refused.lines())
        raise CommandError(f"{head}\n{lines}", returncode=2) from refused
