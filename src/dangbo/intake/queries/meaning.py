"""Say which organisations the rows of a list name."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from dangbo.accounts.access import Actor
from dangbo.orgs.queries import Answer, ResolvedLine, resolve_lines
from dangbo.orgs.queries.finding import Way
from dangbo.rules.member_rows import Org
from dangbo.rules.verdicts import finding

AT_ONCE: Final = 5_000


def orgs_named(
    *, actor: Actor, asked: Iterable[tuple[str, str]], on: date
) -> dict[tuple[str, str], Org]:
    """Return which organisation each pair of texts (itself, the one above) means, or why none."""
    pairs = list(dict.fromkeys(asked))
    found: dict[tuple[str, str], Org] = {}
    for at in range(0, len(pairs), AT_ONCE):
        run = pairs[at : at + AT_ONCE]
        lines = ["\t".join(filter(None, (_one_line(each) for each in pair))) for pair in run]
        answered = resolve_lines(actor=actor, text="\n".join(lines), on=on)
        for pair, line in zip(run, answered.lines, strict=True):
            found[pair] = _meant(pair, line)
    return found


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _meant(pair: tuple[str, str], line: ResolvedLine) -> Org:
    text = " · ".join(filter(None, pair))[:80]
    if line.org is not None and line.way is not Way.WORDS:
        stands = line.meant[0].stands
        return line.org.uid if stands else finding("ORG_ENDED", "org", field="org", text=text)
    if line.answer is Answer.AMBIGUOUS:
        names = "; ".join(
            f"{each.org.name} ({each.superior.name})" if each.superior else each.org.name
            for each in line.meant[:3]
        )
        return finding(
            "ORG_AMBIGUOUS", "org", field="org", text=text, count=line.matches, near=names
        )
    near = "; ".join(each.org.name for each in line.meant[:3])
    return finding("ORG_UNKNOWN", "org", field="org", text=text, near=near)
