"""Lay out the check sums of a filled form."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from dangbo.layouts.phrases import CheckRow, verdict_name
from dangbo.ui.parts import Badge, Tone
from dangbo.ui.tables import Column

TONES: Final[dict[str, Tone]] = {"fails": "bad", "unknown": "warn", "holds": "good"}


def _badges(row: CheckRow) -> list[Badge]:
    return [Badge(verdict_name(row.verdict), TONES[row.verdict])]


CHECK_COLUMNS: Final = [
    Column("text", lazy("Phép kiểm tra"), main=True),
    Column("where", lazy("Ở")),
    Column("verdict", lazy("Kết quả"), value=lambda _row: "", badges=_badges, whole=True),
    Column("left", lazy("Vế trái"), numeric=True),
    Column("sign", lazy("So sánh"), whole=True, phone=False),
    Column("right", lazy("Vế phải"), numeric=True),
    Column("difference", lazy("Chênh lệch"), numeric=True),
]
