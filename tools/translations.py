"""Keep the English catalogue complete: `python -m tools.translations extract|check|compile`.

The strings of the source are Vietnamese, so only English needs a catalogue. Nothing here calls
GNU gettext, which a machine may lack.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "dangbo"
ENGLISH = Path("locale", "en", "LC_MESSAGES", "django.po")
Keywords = dict[str, Any]
KEYWORDS: Keywords = {
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
# Babel's own header holds dates that would change on every run and tell nothing.
HEADER = r"""# English translations of Dangbo.
msgid ""
msgstr ""
"Language: en\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")


class Wording(NamedTuple):
    """One string of the source: its identity in a catalogue and where it stands."""

    text: str | tuple[str, str]
    context: str | None
    place: str


def wordings(package: Path) -> Iterator[Wording]:
    """Find every string that the source wraps for translation, by file."""
    sources = (path for path in package.rglob("*") if path.suffix in {".py", ".html", ".txt"})
    for path in sorted(sources):
        text = path.read_text(encoding="utf-8")
        place = path.relative_to(package.parents[1]).as_posix()
        code, keywords = as_python(path, text)
        for _line, found, _comments, context in extract("python", BytesIO(code), keywords=keywords):
            yield Wording(found if isinstance(found, str) else (found[0], found[1]), context, place)


def as_python(path: Path, text: str) -> tuple[bytes, Keywords]:
    """Return a source file as Python calls, with the names of what it wraps strings in."""
    from django.utils.translation.template import templatize  # noqa: PLC0415 - compiling needs none

    if path.suffix == ".py":
        return text.encode(), imported_keywords(text)
    # Only the calls matter: a template's indentation would be wrong as Python.
    calls = "\n".join(line.lstrip() for line in templatize(text, str(path)).split("\n"))
    return calls.encode(), {**KEYWORDS, "_": None}


def imported_keywords(text: str) -> Keywords:
    """Return the wrapping functions of a module under the names that it gives them."""
    return {
        alias.asname or alias.name: KEYWORDS[alias.name]
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in KEYWORDS
    }


def source(package: Path) -> Catalog:
    """Gather the strings of the source into a catalogue without translations."""
    catalog = Catalog(locale="en", fuzzy=False)
    for wording in wordings(package):
        catalog.add(wording.text, context=wording.context, locations=[(wording.place, 0)])
    return catalog


def load(path: Path) -> Catalog:
    """Read a catalogue, an empty one where the file does not exist yet."""
    if not path.exists():
        return Catalog(locale="en", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def faults(package: Path = PACKAGE) -> list[str]:
    """Name every entry of the English catalogue that is missing, empty, fuzzy, wrong or unused."""
    wanted, kept = source(package), load(package / ENGLISH)
    found = []
    for message in entries(wanted):
        entry = kept.get(message.id, message.context)
        reason = "missing" if entry is None else fault(entry)
        if reason:
            found.append(f"{message.locations[0][0]}: {reason}: {first(message)}")
    found += [
        f"{ENGLISH}: no longer in the source: {first(message)}"
        for message in entries(kept)
        if wanted.get(message.id, message.context) is None
    ]
    return found


def entries(catalog: Catalog) -> list[Message]:
    """Return the entries of a catalogue without its header."""
    return [message for message in catalog if message.id]


def first(message: Message) -> str:
    """Return the text by which a message is known: the singular where there is a plural."""
    return str(message.id if isinstance(message.id, str) else message.id[0])


def fault(entry: Message) -> str | None:
    """Say what is wrong with one entry, if anything."""
    given = [entry.string] if isinstance(entry.string, str) else list(entry.string or ())
    if not given or not all(given):
        return "empty"
    if entry.fuzzy:
        return "fuzzy"
    # A plural's last form serves every number, so only it must hold every placeholder.
    if placeholders(entry.id if isinstance(entry.id, str) else entry.id[-1]) != placeholders(
        given[-1]
    ):
        return "placeholders differ"
    return None


def placeholders(text: str) -> list[str]:
    """Return the placeholders of a text, sorted."""
    return sorted(PLACEHOLDER.findall(text))


def renew(package: Path = PACKAGE) -> int:
    """Write the catalogue anew: present strings by file, kept translations, empty new entries."""
    wanted, kept = source(package), load(package / ENGLISH)
    empty = 0
    for message in entries(wanted):
        entry = kept.get(message.id, message.context)
        if entry is not None:
            message.string, message.flags = entry.string, entry.flags | message.flags
        empty += fault(message) == "empty"
    target = package / ENGLISH
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        file.write(HEADER.encode())
        write_po(file, wanted, width=100, omit_header=True, sort_by_file=True, include_lineno=False)
    return empty


def compile_all(package: Path = PACKAGE) -> int:
    """Compile every catalogue to the form that Django reads, and return how many."""
    sources = sorted(package.glob("locale/*/LC_MESSAGES/*.po"))
    for path in sources:
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, load(path))
    return len(sources)


def main() -> int:
    """Do what the command line says; 1 when the catalogue is not complete."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("act", choices=["extract", "check", "compile"])
    act = parser.parse_args().act
    if act == "extract":
        print(f"{ENGLISH}: {renew()} entries to translate")
    elif act == "compile":
        print(f"{compile_all()} catalogues compiled")
    else:
        found = faults()
        print("\n".join(found) or "The English catalogue is complete.")
        return 1 if found else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
