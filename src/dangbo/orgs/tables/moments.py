"""Tell decisions as moments of a timeline."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.orgs.phrases import describe_change
from dangbo.orgs.queries import DecisionRow
from dangbo.orgs.queries.telling import ToldChange
from dangbo.orgs.tables.parts import cited, day_short, decision_url, marks
from dangbo.ui.parts import Badge, Moment, Tone

ICONS: Final = {
    "found": "flag",
    "import": "inbox",
    "rename": "pencil",
    "retype": "tag",
    "move": "move-right",
    "recode": "hash",
    "dissolve": "circle-x",
    "restore": "rotate-ccw",
    "merge": "git-merge",
    "absorb": "combine",
    "split": "split",
    "hand_over_part": "git-fork",
    "regroup": "git-compare-arrows",
    "unlisted": "circle-help",
}
TONES: Final[dict[str, Tone]] = {
    "found": "good",
    "restore": "good",
    "merge": "good",
    "dissolve": "bad",
    "unlisted": "warn",
    "move": "note",
    "absorb": "note",
    "split": "note",
}
MOST_SENTENCES: Final = 5
NOTHING: Final[Mapping[int, Sequence[str]]] = {}


# A teller is called with the keywords actor, acts and known, and returns a sentence by act.
Teller = Callable[..., Mapping[int, str]]
_tellers: Final[dict[str, Teller]] = {}


def register_teller(key: str, teller: Teller) -> None:
    """Have an area say what else decisions did; call it in `ready()`."""
    _tellers[key] = teller


def said_besides(
    *, actor: Actor, acts: Collection[int], known: date | None
) -> dict[int, list[str]]:
    """Return what other areas say of decisions, by act."""
    found: dict[int, list[str]] = {}
    for teller in _tellers.values() if acts else ():
        for act, sentence in teller(actor=actor, acts=acts, known=known).items():
            found.setdefault(act, []).append(sentence)
    return found


def sentences(told: Iterable[ToldChange]) -> list[str]:
    """Return one sentence for each change."""
    return [describe_change(each.raw, each.names, each.on) for each in told]


def moments(
    rows: Sequence[DecisionRow],
    told: Mapping[int, Sequence[ToldChange]],
    on: date,
    besides: Mapping[int, Sequence[str]] = NOTHING,
) -> list[Moment]:
    """Tell decisions in the order given; those after the day looked at are marked."""
    return [moment(row, told.get(row.act, ()), on, besides.get(row.act, ())) for row in rows]


def moment(
    row: DecisionRow, told: Sequence[ToldChange], on: date, besides: Sequence[str] = ()
) -> Moment:
    """Tell one decision: its title or first sentence, what it did, and what came of it."""
    said = sentences(told[:MOST_SENTENCES])
    if len(told) > MOST_SENTENCES:
        left = len(told) - MOST_SENTENCES
        said.append(_("… và %(count)d thay đổi nữa.") % {"count": left})
    title = row.title or (said.pop(0) if said else _("Quyết định"))
    kind = str(told[0].raw["change"]) if told else ""
    later = [Badge(_("sau ngày đang xem"), "warn")] if row.on > on else []
    return Moment(
        day=day_short(row),
        title=title,
        text=_words_of_day(row),
        url=decision_url(row),
        papers=[cited(row)],
        icon=ICONS.get(kind, "circle"),
        tone=TONES.get(kind, "plain"),
        badges=[*later, *marks(invented=row.invented)],
        details=[*said, *besides],
    )


def _words_of_day(row: DecisionRow) -> str:
    """Return the words that a day was read from, where the day beside them does not say them."""
    if not row.on_text or row.on_text in day_short(row):
        return ""
    return _("Ngày theo lời nguồn: %(words)s.") % {"words": row.on_text}
