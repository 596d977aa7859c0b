from datetime import date, datetime

import pytest
from django.utils import formats, translation


@pytest.mark.parametrize("language", ["vi", "en"])
def test_formats_write_days_and_numbers_one_way_in_both_languages(language: str) -> None:
    with translation.override(language):
        assert formats.date_format(date(2020, 2, 1)) == "01/02/2020"
        assert formats.date_format(date(2020, 2, 1), "SHORT_DATE_FORMAT") == "01/02/2020"
        assert formats.date_format(date(1965, 5, 1), "YEAR_MONTH_FORMAT") == "05/1965"
        moment = datetime(2020, 2, 1, 16, 5)  # noqa: DTZ001 - only its writing is tried
        assert formats.date_format(moment, "DATETIME_FORMAT") == "16:05 01/02/2020"
        assert formats.number_format(5022.5, use_l10n=True, force_grouping=True) == "5.022,5"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_formats_read_the_day_before_the_month(language: str) -> None:
    with translation.override(language):
        inputs = formats.get_format("DATE_INPUT_FORMATS")

    read = datetime.strptime("05/04/1996", inputs[0])  # noqa: DTZ007 - a day has no zone
    assert read.date() == date(1996, 4, 5)
