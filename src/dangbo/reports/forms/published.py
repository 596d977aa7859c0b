"""Read what narrows a list of published figures."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dangbo.base.vietnamese import fold
from dangbo.history.queries import FigureRow
from dangbo.orgs.forms import ANY
from dangbo.reports.forms.filters import LONGEST, OrgTime
from dangbo.reports.phrases.published import outcome_name
from dangbo.rules.published_verdicts import Outcome
from dangbo.ui.fields import offer


class PublishedFilter(OrgTime):
    """Narrow published figures by text, source and outcome."""

    q = forms.CharField(label=_("Chỉ tiêu, lời nguồn"), required=False, max_length=LONGEST)
    nguon = forms.CharField(label=_("Nguồn"), required=False, max_length=LONGEST)
    ket_luan = forms.ChoiceField(label=_("Kết luận"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "ket_luan", [ANY, *((str(each), outcome_name(each)) for each in Outcome)])
        self.sources: list[tuple[str, str]] = []

    def offer_sources(self, rows: Iterable[FigureRow]) -> None:
        """Offer the sources that some figures have."""
        found = {each.key: each.title for row in rows for each in row.sources}
        self.sources = sorted(found.items(), key=lambda each: each[1])

    def keeps(self, row: FigureRow, why: str) -> bool:
        """Say whether text and source leave a figure; `why` is what is said of it."""
        text = fold(" ".join((row.name, row.as_printed, row.note, why)))
        source = self.value("nguon")
        return all(word in text for word in fold(self.value("q")).split()) and (
            not source or source in {each.key for each in row.sources}
        )

    def judged(self, outcome: Outcome) -> bool:
        """Say whether an outcome is the one asked for."""
        return self.value("ket_luan") in {"", outcome}
