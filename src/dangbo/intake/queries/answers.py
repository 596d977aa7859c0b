"""Keep what the user mended in a list and decided of its rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dangbo.base.secrets import OpenKey
from dangbo.intake.files.parts import sealed, unsealed
from dangbo.intake.models import Intake
from dangbo.rules.row_states import Decision

UNDECIDED = Decision()


@dataclass(frozen=True)
class Answers:
    """What was mended (texts by row and field) and decided (by row)."""

    texts: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    decisions: Mapping[int, Decision] = field(default_factory=dict)

    def of(self, number: int) -> Decision:
        """Return what was decided of a row."""
        return self.decisions.get(number, UNDECIDED)

    def mended(self, number: int, texts: Mapping[str, str]) -> "Answers":
        """Return the answers with other texts in a row; doubts accepted before are open again."""
        again = replace(self.of(number), accepted=frozenset(), left=False)
        told = {**self.texts.get(number, {}), **texts}
        return Answers({**self.texts, number: told}, {**self.decisions, number: again})

    def decided(self, numbers: Iterable[int], **changes: Any) -> "Answers":
        """Return the answers with decisions changed."""
        told = {number: replace(self.of(number), **changes) for number in numbers}
        return replace(self, decisions={**self.decisions, **told})

    def accepting(self, numbers: Iterable[int], code: str) -> "Answers":
        """Return the answers with one more kind of doubt accepted in rows."""
        told = {}
        for number in numbers:
            before = self.of(number)
            told[number] = replace(before, accepted=before.accepted | {code})
        return replace(self, decisions={**self.decisions, **told})


def answers_of(intake: Intake, key: OpenKey) -> Answers:
    """Return what was mended and decided in a list."""
    found = unsealed(key, intake.answers) or {"texts": {}, "decisions": {}}
    decisions = {
        int(number): Decision(left, frozenset(accepted), person)
        for number, (left, accepted, person) in found["decisions"].items()
    }
    return Answers({int(number): told for number, told in found["texts"].items()}, decisions)


def sealed_answers(key: OpenKey, answers: Answers) -> str:
    """Return the answers as a list keeps them."""
    decisions = {
        number: [each.left, sorted(each.accepted), each.person]
        for number, each in answers.decisions.items()
        if each != UNDECIDED
    }
    return sealed(key, {"texts": answers.texts, "decisions": decisions})
