"""Say of each line of a list that was pasted for a field whom it means, or may mean."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from dangbo.accounts.access import Actor
from dangbo.base.vietnamese import fold
from dangbo.desk.access import pastes_of
from dangbo.desk.models import Draft
from dangbo.desk.queries.directory import begun_by
from dangbo.desk.queries.meaning import STRICT, one_line
from dangbo.desk.queries.placing import Held, Place
from dangbo.orgs.queries import Answer, ResolvedLine, resolve_lines
from dangbo.orgs.queries.finding import Way
from dangbo.rules.draft_fields import typed_in
from dangbo.rules.drafts import ended_by

RESOLVED: Final = "resolved"
AMBIGUOUS: Final = "ambiguous"
UNKNOWN: Final = "unknown"
DUPLICATE: Final = "duplicate"
BLANK: Final = "blank"
DROPPED: Final = "dropped"
SETTLED: Final = "settled"
SPARE: Final = "spare"
OPEN: Final = (AMBIGUOUS, UNKNOWN)
ORDER: Final = (AMBIGUOUS, UNKNOWN, SPARE, DUPLICATE, DROPPED, SETTLED, RESOLVED, BLANK)


@dataclass(frozen=True)
class Line:
    """A line with what became of it; `keys` are whom it means, or may mean, `first` its double.

    `loose` says that it means whom it means by some of the words of a name only.
    """

    number: int
    typed: str
    state: str
    keys: tuple[str, ...] = ()
    first: int | None = None
    loose: bool = False

    @property
    def is_open(self) -> bool:
        """Say whether the line still needs an answer."""
        return self.state in OPEN

    def kept(self) -> list[Any]:
        """Return the line as it is kept until the list is dealt with."""
        return [self.number, self.typed, self.state, list(self.keys), self.first]


def read_lines(
    *, actor: Actor, content: Mapping[str, Any], text: str, on: date, one: bool = False
) -> list[Line]:
    """Answer every line of a pasted text; the organisations that the draft begins can be meant.

    `one` says that only one may be chosen. Raises RuleError for a list that is too long.
    """
    return _once(_read(actor, content, text, on), one=one)


def read_texts(
    *, actor: Actor, content: Mapping[str, Any], texts: Sequence[str], on: date
) -> list[Line]:
    """Answer texts one by one, each whatever the others say."""
    return _read(actor, content, "\n".join(texts), on)


def _read(actor: Actor, content: Mapping[str, Any], text: str, on: date) -> list[Line]:
    found = resolve_lines(actor=actor, text=text, on=on).lines
    begun = _Begun(content)
    return [begun.joined(line) for line in found]


class _Begun:
    """The organisations that a draft begins, by key and by name.

    One that it ends does not stand in the way of a new one of its name.
    """

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._names: dict[str, list[str]] = {}
        self._ended = ended_by(content.get("changes", ()))
        for key, entry in begun_by(content).items():
            for text in {key, one_line(str(entry.get("name") or "")).casefold()} - {""}:
                self._names.setdefault(text, []).append(key)

    def joined(self, line: ResolvedLine) -> Line:
        typed = one_line(line.typed)
        keys = tuple(each.org.uid for each in line.meant)
        new = self._names.get(typed) or self._names.get(typed.casefold()) or ()
        if not new or line.answer is Answer.BLANK:
            state = RESOLVED if line.org else str(line.answer)
            loose = line.way is Way.WORDS
            return Line(line.number, typed, state, keys[:1] if line.org else keys, None, loose)
        standing = keys if line.matches and line.way in STRICT else ()
        more = (key for key in standing if key not in new and key not in self._ended)
        found = (*new, *more)
        return Line(line.number, typed, RESOLVED if len(found) == 1 else AMBIGUOUS, found)


def _once(lines: Iterable[Line], *, one: bool) -> list[Line]:
    """Mark what an earlier line says already, and what is too much where one may be chosen."""
    first: dict[str, int] = {}
    found: list[Line] = []
    for line in lines:
        if line.state == BLANK:
            found.append(line)
            continue
        said = line.keys[0] if line.state == RESOLVED else f"\t{fold(line.typed) or line.typed}"
        if said in first:
            found.append(replace(line, state=DUPLICATE, first=first[said]))
        elif one and first:
            found.append(replace(line, state=SPARE))
        else:
            first[said] = line.number
            found.append(line)
    return found


def kept_lines(
    *,
    actor: Actor,
    draft: Draft,
    held: Held,
    place: Place,
    on: date,
) -> list[Line]:
    """Return the lines pasted for a field as they stand now, and what else was typed for it."""
    kept = pastes_of(actor, draft).filter(place=place.key).first()
    lines = [_line(each) for each in kept.content["lines"]] if kept else []
    waiting = typed_in(held.change, held.field)
    here = {line.typed for line in lines if line.is_open}
    settled = [
        replace(line, state=SETTLED) if line.is_open and line.typed not in waiting else line
        for line in lines
    ]
    others = [text for text in waiting if text not in here]
    if not others:
        return settled
    after = max((line.number for line in lines), default=0)
    more = read_texts(actor=actor, content=draft.content, texts=others, on=on)
    # What another page left open stays so until somebody chooses, though it may be clear by now.
    left = [replace(line, state=AMBIGUOUS) if line.state != UNKNOWN else line for line in more]
    return [*settled, *(replace(line, number=line.number + after) for line in left)]


def _line(kept: Sequence[Any]) -> Line:
    number, typed, state, keys, first = kept
    return Line(number, typed, state, tuple(keys), first)


def in_order(lines: Iterable[Line]) -> list[Line]:
    """Return the lines with those first that need an answer, without blank ones."""
    shown = (line for line in lines if line.state != BLANK)
    return sorted(shown, key=lambda line: (ORDER.index(line.state), line.number))


def counts_of(lines: Iterable[Line]) -> dict[str, int]:
    """Count the lines in each state, those that need an answer as "open"."""
    found: dict[str, int] = dict.fromkeys(["open", *ORDER], 0)
    for line in lines:
        found[line.state] += 1
        found["open"] += line.is_open
    return found


def open_texts(lines: Iterable[Line]) -> Iterator[str]:
    """Yield what was typed in the lines that still need an answer."""
    return (line.typed for line in lines if line.is_open)
