"""Judge whether a file may be kept with a paper, from what was found in it.

Sources: `rules.md` 9.4 (a classified paper takes no file); the rest guards the server.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from dangbo.rules.instruments import instrument_on
from dangbo.rules.verdicts import Finding, Findings, Verdict, finding

EXTENSIONS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "application/pdf": (".pdf",),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
        "image/png": (".png",),
        "image/jpeg": (".jpg", ".jpeg", ".jfif"),
        "image/webp": (".webp",),
        "image/tiff": (".tif", ".tiff"),
    }
)


@dataclass(frozen=True)
class FileFacts:
    """What was found in a file: its type by content, what it looks like, and its flaws.

    `complete` is false when reading stopped at the limit; `media_type` is empty for a type that
    is not kept, and `looks_like` then names it as well as can be told.
    """

    name: str
    size: int
    complete: bool = True
    media_type: str = ""
    looks_like: str = ""
    flaws: tuple[str, ...] = ()

    @property
    def extension(self) -> str:
        """Return the end of the name from its last dot, in small letters."""
        stem, dot, end = self.name.rpartition(".")
        return f".{end.lower()}" if dot and stem else ""


def may_take_files(*, secrecy: str, on: date) -> Verdict:
    """Say whether a paper of this secrecy may have any file, before one byte of it is read."""
    findings = Findings()
    if secrecy:
        findings.refuse(
            finding("SECRET_WITH_FILE", "file", instrument_on("secrecy", on).source, level=secrecy)
        )
    return findings.verdict()


def may_attach(
    *, secrecy: str, facts: FileFacts, limit: int, on: date, attached: bool = False
) -> Verdict:
    """Say whether the file may be kept; `attached` when the paper has the same content already."""
    findings = Findings()
    if facts.complete and facts.size == 0:
        findings.refuse(finding("FILE_EMPTY", "file", name=facts.name))
    elif not facts.complete or facts.size > limit:
        findings.refuse(finding("FILE_TOO_LARGE", "file", name=facts.name, limit=limit))
    else:
        findings.refuse(*_against_content(facts))
    if attached:
        findings.refuse(finding("FILE_ALREADY_ATTACHED", "file", name=facts.name))
    return findings.verdict([may_take_files(secrecy=secrecy, on=on)])


def _against_content(facts: FileFacts) -> list[Finding]:
    if not facts.media_type:
        return [
            finding("FILE_TYPE_NOT_TAKEN", "file", name=facts.name, looks_like=facts.looks_like)
        ]
    against = [finding(flaw, "file", name=facts.name) for flaw in facts.flaws]
    wanted = EXTENSIONS[facts.media_type]
    if facts.extension not in wanted:
        against.append(
            finding(
                "FILE_EXTENSION_DIFFERS",
                "file",
                name=facts.name,
                extension=facts.extension,
                wanted=wanted[0],
                media_type=facts.media_type,
            )
        )
    return against
