"""The instrument in force on a day is the last that came into force by then."""

from datetime import date

import pytest

from dangbo.rules.instruments import Topic, instrument_on


@pytest.mark.parametrize(
    ("topic", "day", "since"),
    [
        ("secrecy", date(1990, 1, 1), date(2001, 4, 1)),
        ("secrecy", date(2020, 6, 30), date(2001, 4, 1)),
        ("secrecy", date(2020, 7, 1), date(2020, 7, 1)),
        ("secrecy", date(2026, 2, 28), date(2020, 7, 1)),
        ("secrecy", date(2026, 3, 1), date(2026, 3, 1)),
        ("paper_form", date(2017, 2, 5), date(1997, 1, 1)),
        ("paper_form", date(2026, 1, 9), date(2026, 1, 9)),
    ],
)
def test_instrument_on_changes_on_the_day(topic: Topic, day: date, since: date) -> None:
    assert instrument_on(topic, day).since == since


def test_instrument_on_names_its_source() -> None:
    found = instrument_on("secrecy", date(2026, 11, 22))

    assert found.source == "Luật Bảo vệ bí mật nhà nước 117/2025/QH15 ngày 10/12/2025"
    assert found.values["levels"] == ["mat", "toi_mat", "tuyet_mat"]
