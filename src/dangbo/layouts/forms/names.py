"""Read indicators and parts by the words that the editor offers, and write them so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dangbo.base.vietnamese.fold import fold
from dangbo.layouts import queries
from dangbo.reports.phrases import code_name, dimension_name, name_of
from dangbo.rules.indicators import Indicator

Part = tuple[str, str]


@dataclass(frozen=True)
class Names:
    """What the editor offers by name on a day: indicators, and parts by dimension and code."""

    indicators: Mapping[str, Indicator]
    by_name: Mapping[str, str]
    parts: Mapping[Part, str]
    by_words: Mapping[str, Part]

    def code_of(self, text: str) -> str:
        """Return the code of an indicator by its name or code; what is neither stays as it is."""
        return self.by_name.get(fold(text), text)

    def name_of(self, code: str) -> str:
        """Return an indicator as it is written in the editor."""
        known = self.indicators.get(code)
        return name_of(known) if known else code

    def part_of(self, text: str) -> Part | None:
        """Return a part by its words or as `way=code`; of nothing there is none."""
        if not text:
            return None
        way, _equals, code = text.partition("=")
        return self.by_words.get(fold(text)) or (way.strip(), code.strip())

    def words_of(self, part: Part) -> str:
        """Return a part as it is written in the editor."""
        return self.parts.get(part) or "=".join(part)


def names_on(on: date) -> Names:
    """Return what the editor offers on a day."""
    known = queries.known_indicators()
    by_name = {fold(each.code): each.code for each in known.values()}
    by_name |= {fold(name_of(each)): each.code for each in known.values()}
    parts = {
        (way, code): f"{dimension_name(way)}: {code_name(way, code, on)}"
        for way, codes in queries.codes_on(on).items()
        for code in (*codes, "")
    }
    return Names(known, by_name, parts, {fold(words): part for part, words in parts.items()})
