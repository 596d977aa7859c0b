"""Read a backup through from its first byte to its last, and prove it whole."""

from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _

from dangbo.ops.files.contents import FILE, FORMAT, HEAD, MANIFEST, ROWS, Backup, Contents
from dangbo.ops.files.parts import Part, PartsReader
from dangbo.ops.files.streams import BackupError, unsealed

Take = Callable[[Part], None]


def read_through(path: Path, secret: str, take: Take | None = None) -> Backup:
    """Read a backup, hand each part to `take`, and return what it holds; refuse any fault."""
    try:
        with path.open("rb") as source:
            return _read(PartsReader(unsealed(source, secret)), take)
    except OSError as error:
        values = {"path": path, "reason": error.strerror}
        raise BackupError(_("Không đọc được %(path)s: %(reason)s.") % values) from error


def _read(parts: PartsReader, take: Take | None) -> Backup:
    contents = Contents()
    head, manifest = {}, {}
    for part in parts:
        kind = part.head.get("part")
        if kind == HEAD:
            head = _sound(part)
        if take:
            take(part)
        digest = part.digest()
        if kind == ROWS:
            contents.take_rows(part.head["table"], part.count, digest)
        elif kind == FILE:
            contents.take_file(part.head["path"], part.size, digest)
        elif kind == MANIFEST:
            manifest = dict(part.head)
    if {name: manifest.get(name) for name in ("tables", "files")} != contents.told():
        raise BackupError(_("Nội dung tệp sao lưu khác với bản kê ở cuối tệp."))
    return Backup(head, manifest, contents)


def _sound(part: Part) -> dict[str, object]:
    if part.head.get("format") != FORMAT:
        text = _("Tệp sao lưu theo khuôn dạng %(found)s; phiên bản này chỉ đọc khuôn dạng %(own)s.")
        raise BackupError(text % {"found": part.head.get("format"), "own": FORMAT})
    return dict(part.head)
