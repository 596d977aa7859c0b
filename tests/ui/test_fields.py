from datetime import date

import pytest

from dangbo.ui.fields import DayField, marked_up
from dangbo.ui.showcase import PaperForm


@pytest.mark.parametrize("text", ["12/4/2022", "12/04/2022", "2022-04-12"])
def test_day_field_reads_a_day(text: str) -> None:
    assert DayField().clean(text) == date(2022, 4, 12)


def test_day_field_gives_nothing_for_an_empty_optional_day() -> None:
    assert DayField(required=False).clean("") is None


def test_day_field_says_why_a_day_is_refused() -> None:
    form = PaperForm({"signed_on": "31/02/2022"})

    assert form.errors["signed_on"] == [
        "“31/02/2022” không có trong lịch. Nếu đúng là 28/02/2022 thì hãy viết như vậy."
    ]


def test_day_field_shows_a_day_as_officers_write_it() -> None:
    form = PaperForm(initial={"signed_on": date(2022, 4, 12)})

    assert 'value="12/04/2022"' in str(form["signed_on"])


def test_a_refused_field_points_to_its_error_and_its_help() -> None:
    form = PaperForm({"number": ""})

    html = marked_up(form["number"], {})

    assert 'aria-describedby="id_number_helptext id_number_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_number_error"' in html
    assert 'id="id_number_helptext"' in html


def test_an_optional_field_says_so_and_a_required_one_does_not() -> None:
    form = PaperForm()

    assert "(không bắt buộc)" in marked_up(form["subject"], {})
    assert "(không bắt buộc)" not in marked_up(form["number"], {})
