"""Lay the keys of a package beside those of this register, and find others for those taken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from dangbo.accounts.access import Actor
from dangbo.history.access import states_borne
from dangbo.history.commands.citing import paper_fields, says_the_same
from dangbo.history.files import FileEntry, HistoryFile
from dangbo.history.files.checks.references import orgs_begun
from dangbo.history.files.packages import ReadPackage
from dangbo.history.files.packages.renaming import with_other_keys
from dangbo.history.files.problems import Problem, problem
from dangbo.history.files.writing import written_entry
from dangbo.history.queries.exporting import REGISTER, REGISTER_TITLE
from dangbo.history.queries.retelling import told_paper
from dangbo.orgs.queries import names_on, org_ids
from dangbo.papers.access import papers_like, readable_papers
from dangbo.papers.models import Paper
from dangbo.rules.keyed_changes import MEMBERS, orgs_in
from dangbo.rules.org_keys import may_be_keys
from dangbo.rules.paper_drafts import PaperDraft, read_draft

# The fields of a change that name those beside it.
AROUND: Final = ("superior", "result")


@dataclass
class Keys:
    """How the keys of a package are called here; `own` are papers this register has already."""

    orgs: dict[str, str] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)
    own: dict[str, Paper] = field(default_factory=dict)
    clashes: list[Problem] = field(default_factory=list)

    def org(self, key: str) -> str:
        """Return the key of an organisation of the package here."""
        return self.orgs.get(key, key)

    def paper(self, key: str) -> str:
        """Return the key of a paper of the package here."""
        return self.papers.get(key, key)


def keys_here(*, actor: Actor, package: ReadPackage, file: HistoryFile, prefix: str) -> Keys:
    """Return how a package's keys are called here, with every clash that no prefix settles."""
    found = Keys()
    _match_papers(actor, file, found)
    taken = [*_orgs_taken(actor, package, file)]
    papers = [key for key in found.papers if not found.papers[key]]
    if not prefix:
        found.clashes += taken
        found.clashes += (problem("CLASH_PAPER", key=key) for key in papers)
        return found
    if not may_be_keys([prefix]).allows:
        found.clashes.append(problem("PREFIX_MALFORMED", prefix=prefix[:100]))
        return found
    taken_keys = [str(dict(each.facts)["key"]) for each in taken]
    found.orgs = {key: f"{prefix}{key}" for key in taken_keys}
    found.papers |= {key: f"{prefix}{key}" for key in papers}
    found.clashes += _still_taken(actor, file, found)
    return found


def history_here(package: ReadPackage, keys: Keys) -> dict[str, Any]:
    """Return the history of a package under the keys that it has here."""
    value = with_other_keys(package.history, orgs=keys.orgs, papers=keys.papers)
    if not keys.own:
        return value
    entries = [
        _own_words(keys.own[each["key"]]) if each["key"] in keys.own else each
        for each in value["papers"]
    ]
    sources = list(value.get("sources", ()))
    if all(each["key"] != REGISTER for each in sources):
        sources.append({"key": REGISTER, "title": REGISTER_TITLE})
    return {**value, "papers": entries, "sources": sources}


def _own_words(paper: Paper) -> dict[str, Any]:
    body, _entry = told_paper(paper, None)
    return written_entry({**body, "source": [REGISTER]})


def _match_papers(actor: Actor, file: HistoryFile, found: Keys) -> None:
    """Find which papers are here already: under their key, or by number, day and issuer."""
    entries = list(file.entries("papers"))
    here: dict[str, Paper] = {}
    for at in range(0, len(entries), 5_000):
        keys = [each.key for each in entries[at : at + 5_000]]
        here |= {each.uid: each for each in readable_papers(actor).filter(uid__in=keys)}
    for entry in entries:
        paper = here.get(entry.key)
        if paper is not None and says_the_same(entry, paper):
            continue
        same = _same_number(entry)
        if same is not None:
            found.papers[entry.key] = same.uid
            found.own[same.uid] = same
        elif paper is not None:
            found.papers[entry.key] = ""


def _same_number(entry: FileEntry) -> Paper | None:
    """Return the paper here with the number, day, kind and issuer of an entry, if any."""
    read = read_draft(PaperDraft(uid=entry.key, **paper_fields(entry.body)))
    full = read.full
    if read.number is None or not read.number.normal or full.day is None:
        return None
    for paper in papers_like(uid="", normal=read.number.normal):
        said = (paper.kind, paper.issuer_code, paper.day)
        if said == (full.kind, full.issuer_code, full.day.first):
            return paper
    return None


def _orgs_taken(actor: Actor, package: ReadPackage, file: HistoryFile) -> Iterator[Problem]:
    """Yield the organisations whose keys others have here.

    Those that only stand around the branch are shared where name and kind agree; what is handed
    over, or changed by a decision of the package, must be new, or it would be told twice.
    """
    handed = {each["key"]: each["name"] for each in package.manifest["organisations"]}
    begun = set(orgs_begun(file))
    known = org_ids(uids=begun)
    borne = states_borne(known)
    imported = {each.key: each.body for each in file.entries("organisations")}
    called, changed = _names_in(file), set(_changed_in(file))
    names = names_on(actor=actor, orgs=known.values(), on=package.on)
    for key in sorted(known):
        body: Mapping[str, Any] = imported.get(key, {})
        shared = (body.get("name"), body.get("kind")) in borne.get(key, ())
        if key in handed or key in changed or not shared:
            mine = names[known[key]].name if known[key] in names else key
            name = handed.get(key) or called.get(key, key)
            yield problem("CLASH_ORG", key=key, name=name, mine=mine)


def _changed_in(file: HistoryFile) -> Iterator[str]:
    """Yield the organisations to which a decision does more than put another under them."""
    for entry in file.entries("decisions"):
        for change in entry.body["changes"]:
            for path, key in orgs_in(change):
                if path[0] != MEMBERS and path[-1] not in AROUND:
                    yield key


def _names_in(file: HistoryFile) -> dict[str, str]:
    """Return the first name that a file gives each organisation."""
    found = {each.key: str(each.body["name"]) for each in file.entries("organisations")}
    for entry in file.entries("decisions"):
        for change in entry.body["changes"]:
            for each in (change, change.get("result"), *change.get("results", ())):
                if isinstance(each, Mapping) and "name" in each and "org" in each:
                    found.setdefault(each["org"], each["name"])
    return found


def _still_taken(actor: Actor, file: HistoryFile, found: Keys) -> Iterator[Problem]:
    begun = set(orgs_begun(file))
    fresh = set(found.orgs.values())
    yield from (problem("PREFIX_MALFORMED", prefix=key) for key in _unusable(fresh))
    for key in sorted(fresh & (begun | org_ids(uids=fresh).keys())):
        yield problem("PREFIX_TAKEN", key=key)
    papers = {new for old, new in found.papers.items() if new not in found.own}
    held = set(readable_papers(actor).filter(uid__in=papers).values_list("uid", flat=True))
    for key in sorted(papers & (held | {each.key for each in file.entries("papers")})):
        yield problem("PREFIX_TAKEN", key=key)


def _unusable(keys: set[str]) -> list[str]:
    return [key for key in sorted(keys) if not may_be_keys([key]).allows]
