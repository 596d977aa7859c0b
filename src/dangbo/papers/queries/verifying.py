"""Prove that the papers are what the journal says of them."""

from collections.abc import Iterator
from typing import Any

from dangbo.accounts.access import OPERATOR
from dangbo.audit.access import readable_acts
from dangbo.audit.queries import params_of
from dangbo.papers.access import readable_files, readable_papers
from dangbo.papers.queries.drafts import draft_of
from dangbo.papers.queries.stored import params_of_draft

Told = dict[str, dict[str, Any]]


def first_difference() -> str | None:
    """Return the first difference between the papers and their acts, or None."""
    return next(_differences(), None)


def _differences() -> Iterator[str]:
    told, files = _told()
    for paper in readable_papers(OPERATOR).order_by("pk").iterator():
        expected = told.pop(paper.uid, None)
        if expected is None:
            yield f"{paper.uid}: in the register, not in the journal"
            continue
        stored = {**params_of_draft(draft_of(paper)), "invented": paper.invented}
        for name in sorted(stored):
            if stored[name] != expected.get(name):
                yield f"{paper.uid}.{name}: {stored[name]!r}, by the journal {expected.get(name)!r}"
    yield from (f"{uid}: in the journal, not in the register" for uid in sorted(told))
    held = set(readable_files(OPERATOR).values_list("paper__uid", "digest"))
    yield from (f"{uid}: file {digest} differs" for uid, digest in sorted(held ^ files))


def _told() -> tuple[Told, set[tuple[str, str]]]:
    """Follow the acts on papers in their order."""
    told: Told = {}
    files: set[tuple[str, str]] = set()
    acts = readable_acts(OPERATOR).filter(code__startswith="papers.").order_by("seq")
    for act in acts.iterator():
        params = params_of(act)
        if act.code == "papers.recorded":
            told[act.paper] = params
        elif act.code == "papers.amended":
            told[act.paper] |= params["after"]
        elif act.code == "papers.file_attached":
            files.add((act.paper, params["digest"]))
        elif act.code == "papers.file_removed":
            files.discard((act.paper, params["digest"]))
    return told, files
