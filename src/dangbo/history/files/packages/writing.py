"""Write a hand-over package: the same contents give the same bytes."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from io import BytesIO
from string import Template
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from dangbo.base.days import format_day
from dangbo.history.files.packages.contents import (
    GUIDE,
    HISTORY,
    HISTORY_SCHEMA,
    MANIFEST,
    MINUTES,
    PARTS,
    ROLL,
    ROLL_SHEET,
    SCHEMA,
    SHEET,
    Contents,
    manifest_of,
)
from dangbo.history.files.packages.minutes import minutes_of
from dangbo.history.files.packages.rolls import roll_of, roll_sheet
from dangbo.history.files.writing import as_json
from dangbo.ui.sheets import Cell, Sheet, csv_lines

# A zip must state a day; this is the first that it can.
NO_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
ON_UNIX: Final = 3
READABLE: Final = 0o644 << 16


@dataclass(frozen=True)
class Package:
    """A package as bytes; it is known by the SHA-256 of its manifest."""

    content: bytes
    digest: str
    manifest: Mapping[str, Any]
    minutes: bytes


def package_of(contents: Contents) -> Package:
    """Return the package of some contents."""
    history = as_json(contents.history).encode()
    digest = sha256(history)
    roll = roll_of(contents.members, contents.on.isoformat())
    parts = {
        HISTORY: history,
        SHEET: sheet_of(contents),
        ROLL: as_json(roll).encode(),
        ROLL_SHEET: roll_sheet(
            contents.members, _("Danh sách đảng viên bàn giao"), _facts(contents)
        ),
        MINUTES: minutes_of(contents, digest=digest),
        GUIDE: guide_of(contents, digest),
        SCHEMA: packaged("handover.schema.json"),
        HISTORY_SCHEMA: packaged("schema.json"),
    }
    files = [
        {"name": name, "size": len(parts[name]), "sha256": sha256(parts[name])} for name in PARTS
    ]
    manifest = manifest_of(contents, files)
    text = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    content = _zipped({MANIFEST: text, **parts})
    return Package(content, sha256(text), manifest, parts[MINUTES])


def sheet_of(contents: Contents) -> bytes:
    """Return the list of organisations for a spreadsheet; no cell can start a formula."""
    heads = [
        *(_("Khóa"), _("Tên tổ chức"), _("Mã loại hình"), _("Loại hình"), _("Mã")),
        *(_("Khóa cấp trên"), _("Cấp trên trực tiếp"), _("Từ ngày"), _("Căn cứ")),
    ]
    rows: Iterator[list[Cell]] = (
        [
            *(each.key, each.name, each.kind, each.kind_name, each.code),
            *(each.superior, each.superior_name, each.since, each.basis),
        ]
        for each in contents.orgs
    )
    sheet = Sheet(_("Danh sách tổ chức đảng bàn giao"), _facts(contents), heads, rows)
    return "".join(csv_lines(sheet)).encode()


def _facts(contents: Contents) -> list[tuple[str, str]]:
    return [
        (_("Tổ chức"), contents.org.name),
        (_("Bên giao"), contents.giver.name if contents.giver else ""),
        (_("Bên nhận"), contents.to),
        (_("Ngày bàn giao"), format_day(contents.on)),
        (_("Căn cứ"), contents.decision_words),
    ]


def guide_of(contents: Contents, digest: str) -> bytes:
    """Return the text that says, without any program, what the package is and how to load it."""
    template = Template(packaged("templates/history/package/README.txt").decode())
    text = template.substitute(
        org=contents.org.name,
        key=contents.org.key,
        giver=contents.giver.name if contents.giver else contents.org.name,
        to=contents.to or _("(chưa ghi)"),
        on=format_day(contents.on),
        total=len(contents.orgs),
        digest=digest,
    )
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def packaged(path: str) -> bytes:
    """Return a file that comes with this app."""
    return resources.files("dangbo.history").joinpath(path).read_bytes()


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            entry = ZipInfo(name, NO_MOMENT)
            entry.create_system = ON_UNIX
            entry.external_attr = READABLE
            archive.writestr(entry, content, ZIP_DEFLATED, 6)
    return buffer.getvalue()
