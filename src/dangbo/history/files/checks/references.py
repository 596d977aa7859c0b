"""Check that keys are given once, that what they name exists, and that nobody is under itself."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from dangbo.history.files.checks.context import Context
from dangbo.history.files.entries import SECTIONS, FileEntry, HistoryFile, sound_entries
from dangbo.history.files.nearest import nearest
from dangbo.history.files.problems import FieldPath, Problem, problem
from dangbo.rules.keyed_changes import begun_in, orgs_in

Named = Iterator[tuple[FieldPath, str]]


def check_keys(
    value: Mapping[str, Any], unsound: Collection[FieldPath]
) -> Iterator[tuple[Problem, FieldPath]]:
    """Yield each entry whose key an earlier one of its section has, with the path of that one."""
    for section in SECTIONS:
        first: dict[str, int] = {}
        for position, entry in sound_entries(value, section, unsound):
            earlier = first.setdefault(entry["key"], position)
            if earlier != position:
                found = problem("ENTRY_TWICE", (section, position, "key"), key=entry["key"])
                yield found, (section, earlier, "key")


def check_references(context: Context) -> None:
    """Refuse keys of sources, papers and organisations that stand for nothing."""
    file = context.file
    sources = {each.key for each in file.entries("sources")}
    for entry in file.entries():
        for place, key in enumerate(entry.body.get("source", ())):
            _known(context, "NO_SUCH_SOURCE", (*entry.path, "source", place), key, sources)
    papers = {each.key for each in file.entries("papers")}
    for entry in file.entries("decisions", "places"):
        if "paper" in entry.body:
            _known(context, "NO_SUCH_PAPER", (*entry.path, "paper"), entry.body["paper"], papers)
    _check_orgs(context)
    _check_loops(context)


def _known(context: Context, code: str, path: FieldPath, key: str, known: set[str]) -> None:
    if key not in known:
        context.problems.refuse(problem(code, path, key=key, near=nearest(key, known)))


def _check_orgs(context: Context) -> None:
    defined = set(orgs_begun(context.file))
    missing = [(path, key) for path, key in orgs_named(context.file) if key not in defined]
    if not missing:
        return
    known = defined | set(context.standing({key for _, key in missing}))
    for path, key in missing:
        _known(context, "NO_SUCH_ORG", path, key, known)


def orgs_begun(file: HistoryFile, *, invented: bool = False) -> Iterator[str]:
    """Yield the keys of the organisations that a file describes, or only of those invented."""
    for entry in file.entries("organisations", "decisions"):
        if invented and not entry.invented:
            continue
        if entry.section == "organisations":
            yield entry.key
        for change in entry.body.get("changes", ()):
            yield from begun_in(change)


def orgs_named(file: HistoryFile) -> Named:
    """Yield every organisation that a file names by key, with the field that names it."""
    yield ("committee",), file.committee
    for entry in file.entries():
        for name in ("org", "superior"):
            if name in entry.body:
                yield (*entry.path, name), entry.body[name]
        for place, change in enumerate(entry.body.get("changes", ())):
            for path, key in orgs_in(change):
                yield (*entry.path, "changes", place, *path), key


def _check_loops(context: Context) -> None:
    """Refuse organisations that are imported below themselves; rules judge all later moves."""
    entries = {each.key: each for each in context.file.entries("organisations")}
    done: set[str] = set()
    for key in entries:
        chain = _chain(key, entries, done)
        if chain:
            path = (*entries[chain[0]].path, "superior")
            context.problems.refuse(problem("SUPERIOR_LOOP", path, chain=" → ".join(chain)))


def _chain(key: str, entries: Mapping[str, FileEntry], done: set[str]) -> list[str]:
    """Return the loop met on the way up from `key`, each loop once."""
    way: dict[str, None] = {}
    at: str | None = key
    while at is not None and at in entries and at not in done and at not in way:
        way[at] = None
        at = entries[at].body.get("superior")
    done.update(way)
    if at is None or at not in way:
        return []
    met = list(way)
    return [*met[met.index(at) :], at]
