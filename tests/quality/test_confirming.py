"""Prove that a confirmed record is live again, as known on any day, until it is taken back."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from quality.conftest import happen
from quality.test_figures import listed, said_of
from quality.test_views import names_in, words

from dangbo.accounts.access import OPERATOR
from dangbo.audit.queries import differences
from dangbo.quality.commands import confirm_records, foresee_confirming, take_back
from dangbo.quality.models import Confirmation
from dangbo.quality.queries import confirmed_by, confirming_acts, figures, last_confirmed
from dangbo.rules.verdicts import RuleError

HOME = "/lam-viec/chat-luong/"
DAY = date(2026, 3, 1)
ON = date(2026, 3, 31)
ASKED: dict[str, Any] = {"actor": OPERATOR, "on": ON}
STALE = {"an", "binh", "chau", "dung", "em", "giang", "hoa", "khanh", "lan"}


def confirm(*persons: str, on: date = DAY, recorded: date = DAY) -> int:
    act = confirm_records(
        actor=OPERATOR, persons=persons, on=on, reason="phiếu bổ sung", recorded=recorded
    )
    return act.seq


def stale(on: date = ON, known: date | None = None) -> set[str]:
    """Return whose record is stale, said alike by the rules, the list and the figures."""
    said = said_of(on, known)["RECORD_STALE"]
    assert set(listed("RECORD_STALE", on, known)) == said
    counted = figures(actor=OPERATOR, org=None, on=on, known=known)
    assert counted is not None
    assert counted.sums.found["RECORD_STALE"] == len(said)
    return said


def test_a_confirmed_record_lives_again_until_it_is_stale_anew(ids: dict[str, int]) -> None:
    assert stale() == STALE
    confirm("an", "hoa")

    assert stale() == STALE - {"an", "hoa"}
    assert stale(ON, date(2026, 2, 28)) == STALE
    assert stale(ON, DAY) == STALE - {"an", "hoa"}
    assert stale(date(2029, 2, 28)) >= STALE - {"an", "hoa"}
    assert "an" not in stale(date(2029, 2, 28))
    assert "an" in stale(date(2029, 3, 1))
    assert dict(differences())["quality"] is None


def test_the_day_counts_and_not_when_it_was_written_down(ids: dict[str, int]) -> None:
    confirm("an", on=date(2022, 5, 1), recorded=DAY)

    assert "an" not in stale(date(2025, 4, 30))
    assert "an" in stale(date(2025, 5, 1))


def test_taken_back_is_stale_as_before(ids: dict[str, int]) -> None:
    act = confirm("an", "hoa")
    take_back(actor=OPERATOR, act=act)

    assert stale() == STALE
    assert confirming_acts(**ASKED) == []
    assert Confirmation.objects.count() == 2
    assert dict(differences())["quality"] is None
    with pytest.raises(RuleError) as refused:
        take_back(actor=OPERATOR, act=act)
    assert [each.code for each in refused.value.verdict.against] == ["NOT_IN_FORCE"]


def test_who_confirmed_what_is_told_the_latest_first(ids: dict[str, int]) -> None:
    first, second = confirm("an", "hoa"), confirm("an", on=date(2026, 3, 5), recorded=ON)

    assert confirming_acts(**ASKED) == [second, first]
    assert confirming_acts(actor=OPERATOR, on=date(2026, 3, 4)) == [first]
    assert confirming_acts(**ASKED, known=DAY) == [first]
    told = confirmed_by(acts=[second, first], **ASKED)
    assert [[each.uid for each in row.members] for row in told] == [["an"], ["an", "hoa"]]
    last = last_confirmed(person=told[0].members[0].id, **ASKED)
    assert last is not None
    assert (last.act, last.day, last.by, last.reason) == (
        second,
        date(2026, 3, 5),
        OPERATOR.name,
        "phiếu bổ sung",
    )


@pytest.mark.parametrize(
    ("persons", "on", "codes"),
    [
        (["an"], date(2026, 3, 2), {"CONFIRMED_AHEAD"}),
        (["an", "binh"], date(2021, 12, 31), {"NOT_MEMBER_THEN"}),
        (["hoa"], DAY, {"CONFIRMED_ALREADY"}),
        (["hoa", "an"], date(2026, 2, 1), {"CONFIRMED_ALREADY"}),
    ],
)
def test_what_cannot_be_confirmed_is_refused_whole(
    ids: dict[str, int], persons: list[str], on: date, codes: set[str]
) -> None:
    confirm("hoa")
    with pytest.raises(RuleError) as refused:
        confirm(*persons, on=on)

    assert {each.code for each in refused.value.verdict.against} == codes
    foreseen = foresee_confirming(actor=OPERATOR, persons=persons, on=on, today=DAY)
    assert foreseen == refused.value.verdict
    assert Confirmation.objects.count() == 1


def test_a_row_that_the_journal_does_not_have_is_found(ids: dict[str, int]) -> None:
    confirm("an")
    Confirmation.objects.update(day=date(2020, 1, 1))

    assert "quality_confirmation" in str(dict(differences())["quality"])


def test_ticked_records_are_confirmed_from_the_list_and_taken_back(
    officer: Client, ids: dict[str, int]
) -> None:
    asked = f"{HOME}danh-sach/?muc=RECORD_STALE"
    listed_now = officer.get(asked)
    assert 'name="row" value="an"' in listed_now.content.decode()
    assert 'name="row"' not in officer.get(f"{asked}&on=2026-03-31").content.decode()
    assert 'name="row"' not in officer.get(f"{HOME}danh-sach/?muc=right").content.decode()

    page = officer.post(f"{HOME}xac-nhan/", {"row": ["an", "hoa"]})
    assert names_in(page) == ["an", "hoa"]
    assert "lần cuối 01/04/2021" in words(page)
    assert Confirmation.objects.count() == 0

    today = timezone.localdate()
    told = {"row": ["an", "hoa"], "ngay": f"{today:%d/%m/%Y}", "ly_do": "đã gặp"}
    assert officer.post(f"{HOME}xac-nhan/", {**told, "ngay": "x"}).status_code == 422
    assert officer.post(f"{HOME}xac-nhan/?on=2026-03-31", told).status_code == 200
    assert Confirmation.objects.count() == 0
    done = officer.post(f"{HOME}xac-nhan/", told)
    assert done["Location"] == asked
    assert names_in(officer.get(asked)).count("an") == 0
    again = officer.post(f"{HOME}xac-nhan/", told)
    assert again.status_code == 422
    assert "Bùi Thị Hoa: Hồ sơ đã được xác nhận" in words(again)

    shown = officer.get(f"{HOME}da-xac-nhan/")
    assert "đã gặp" in words(shown)
    back = re.search(rf"{HOME}da-xac-nhan/\d+/bo/", shown.content.decode())
    assert back is not None
    assert officer.get(back[0]).status_code == 405
    assert officer.post(back[0]).status_code == 302
    assert "Chưa xác nhận hồ sơ nào" in words(officer.get(f"{HOME}da-xac-nhan/"))
    assert "an" in names_in(officer.get(asked))


def test_the_page_of_a_member_offers_it_and_says_when(officer: Client, ids: dict[str, int]) -> None:
    member = "/lam-viec/dang-vien/an/"
    assert f"{HOME}xac-nhan/?row=an" in officer.get(member).content.decode()
    today = timezone.localdate()
    done = officer.post(f"{HOME}xac-nhan/", {"row": "an", "ngay": f"{today:%d/%m/%Y}"})
    assert done["Location"] == member

    page = words(officer.get(member))
    assert f"Xác nhận ngày {today:%d/%m/%Y}; người ghi: van-phong" in page
    assert "Bỏ xác nhận" in page
    assert "chưa xác nhận (lần cuối" not in page


def test_nobody_chosen_or_unknown_is_told(officer: Client, ids: dict[str, int]) -> None:
    assert officer.post(f"{HOME}xac-nhan/").status_code == 302
    assert officer.get(f"{HOME}xac-nhan/?row=an&row=nobody").status_code == 404


def test_what_is_recorded_later_keeps_it_live(ids: dict[str, int]) -> None:
    confirm("an", on=date(2022, 5, 1), recorded=DAY)
    event = {"change": "attribute", "person": "an", "kind": "education", "value": "thac_si"}
    happen(date(2026, 3, 10), event, recorded=date(2026, 3, 11))

    assert "an" not in stale(date(2029, 3, 10))
    assert "an" in stale(date(2029, 3, 11))
