"""Lay out verdicts on drafts: each finding leads to what it speaks of, each warning has a tick."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.urls import reverse

from dangbo.desk.commands import Foreseen
from dangbo.desk.phrases import in_words, sentence_of
from dangbo.desk.queries.opening import Draft
from dangbo.rules.verdicts import Finding, Verdict
from dangbo.ui import parts

CHANGE: Final = re.compile(r"changes\[(\d+)\]")
MOST: Final = 200
# More warnings of one kind are read together and acknowledged at one stroke.
ALIKE: Final = 10


@dataclass(frozen=True)
class Tick:
    """A warning, or several of one kind, to be acknowledged before signing."""

    key: str
    texts: Sequence[str]


@dataclass(frozen=True)
class Told:
    """What stands against drafts and what is to be noted, in words; `left` were too many."""

    findings: Sequence[parts.Finding]
    left: int


def names_of(foreseen: Foreseen) -> dict[int, str]:
    """Return the names of the organisations that findings speak of."""
    return {pk: name.name for pk, name in foreseen.names.items()}


def address_of(found: Finding, *, draft: Draft) -> str:
    """Return the page on which what a finding speaks of is filled in."""
    match = CHANGE.match(found.where)
    if match is None:
        return reverse(
            "desk:head" if found.where.startswith("head") else "desk:changes", args=[draft.pk]
        )
    changes = draft.content["changes"]
    place = int(match.group(1))
    if place >= len(changes):
        return reverse("desk:changes", args=[draft.pk])
    return reverse("desk:change", args=[draft.pk, changes[place]["id"]])


def told(foreseen: Foreseen, drafts: Sequence[Draft]) -> Told:
    """Return every refusal and every warning in words, the refusals of all drafts first."""
    names = names_of(foreseen)
    found: list[parts.Finding] = []
    for draft, part in zip(drafts, foreseen.parts, strict=True):
        found += in_words(part.verdict, names, url_of=partial(address_of, draft=draft))
    found.sort(key=lambda each: each.level != "refusal")
    return Told(found[:MOST], max(0, len(found) - MOST))


def told_verdict(verdict: Verdict, names: Mapping[int, str] | None = None) -> list[parts.Finding]:
    """Return a verdict in words, with the names of the organisations that it speaks of."""
    return in_words(verdict, names or {})


def orgs_spoken_of(verdict: Verdict) -> set[int]:
    """Return the organisations that a verdict speaks of."""
    facts = (each.fact("org") for each in verdict.against)
    return {fact for fact in facts if isinstance(fact, int)}


def ticks_of(foreseen: Foreseen) -> list[Tick]:
    """Return the warnings to be acknowledged; many of one kind stand together."""
    names = names_of(foreseen)
    by_code: dict[str, list[tuple[int, Finding]]] = defaultdict(list)
    for place, part in enumerate(foreseen.parts):
        for each in part.verdict.warnings:
            by_code[each.code].append((place, each))
    found = []
    for some in by_code.values():
        together = [some] if len(some) > ALIKE else [[each] for each in some]
        found += [_tick(each, names) for each in together]
    return found


def _tick(some: Iterable[tuple[int, Finding]], names: dict[int, str]) -> Tick:
    some = list(some)
    said: list[Any] = [[place, each.code, each.where, each.facts] for place, each in some]
    key = hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()[:16]
    return Tick(key, [sentence_of(each, names) for _, each in some])
