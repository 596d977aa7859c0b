"""Tell the whole invented story of a committee as decisions, before anything is written."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from dangbo.history.demonstration.catalogue import catalogue
from dangbo.history.demonstration.drafts import Brief, Draft
from dangbo.history.demonstration.ending import end_single, end_with_cells
from dangbo.history.demonstration.founding import (
    arrive,
    found_single,
    found_with_cells,
    grow,
    start,
)
from dangbo.history.demonstration.inner import add_cells, drop_cells, rename, section
from dangbo.history.demonstration.scene import Scene
from dangbo.rules.calibration import plateaus
from dangbo.rules.draws import Draws
from dangbo.rules.life_course import Step, Turn, life_course

Told = Callable[[Scene, Step], Draft | None]
TOLD: Final[Mapping[Turn, Told]] = {
    Turn.START: start,
    Turn.FOUND_WITH_CELLS: found_with_cells,
    Turn.FOUND_SINGLE: found_single,
    Turn.GROW: grow,
    Turn.ADD_CELLS: add_cells,
    Turn.SECTION: section,
    Turn.RENAME: rename,
}


def story(*, brief: Brief, seed: int) -> tuple[Draft, ...]:
    """Return the invented decisions in order; raise RuleError where published figures conflict."""
    steps = life_course(
        plateaus=plateaus(
            anchors=brief.anchors,
            since=brief.since,
            until=brief.until,
            arrivals=[each.arrival for each in brief.moves],
        ),
        since=brief.since,
        until=brief.last,
        arrivals=[each.arrival for each in brief.moves],
        draws=Draws(f"{brief.committee} {seed} life"),
    )
    draws = Draws(f"{brief.committee} {seed} names")
    scene = Scene(committee=brief.committee, names=catalogue(), draws=draws)
    a_day = Counter(step.on for step in steps)
    found = [draft for step in steps for draft in _told(scene, step, brief, a_day)]
    return tuple(sorted(found, key=lambda draft: draft.on))


def _told(scene: Scene, step: Step, brief: Brief, a_day: Mapping[date, int]) -> Iterator[Draft]:
    alone = a_day[step.on] == 1
    if step.turn is Turn.ARRIVE:
        yield from arrive(scene, step, [each for each in brief.moves if each.on == step.on])
    elif step.turn is Turn.END_SINGLE:
        yield end_single(scene, step, alone=alone)
    elif step.turn is Turn.END_WITH_CELLS:
        yield end_with_cells(scene, step, alone=alone)
    elif step.turn is Turn.DROP_CELLS:
        yield drop_cells(scene, step, alone=alone)
    else:
        draft = TOLD[step.turn](scene, step)
        if draft is not None:
            yield draft
