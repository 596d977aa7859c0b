"""Prove reports of quarters, of terms between congresses, and of periods that the office sets."""

import json
from collections.abc import Mapping
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test import Client
from returns.register import FORM, named, period, report, send, step

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.history.commands import load_history
from dangbo.layouts.commands import publish, save_draft
from dangbo.layouts.queries import terms_of
from dangbo.orgs.queries.names import OrgName
from dangbo.returns.commands import drop_period, set_period
from dangbo.returns.queries.forms import forms_due
from dangbo.returns.queries.judging import found_at
from dangbo.returns.queries.openings import opening_of
from dangbo.returns.queries.periods import period_before, period_named, periods_offered
from dangbo.returns.queries.reading import Report
from dangbo.returns.replay import first_difference
from dangbo.rules.form_texts import read
from dangbo.rules.rights import MEMBER_READ, Rights
from dangbo.rules.set_periods import SetDays
from dangbo.rules.verdicts import RuleError

pytestmark = pytest.mark.usefixtures("ids")
DAYS = SetDays(date(2023, 2, 1), date(2023, 5, 31), date(2023, 6, 5), date(2023, 6, 10))
SET_URL = "/lam-viec/bao-cao/ky/"


def made(code: str, period: str) -> None:
    """Publish a form of members that is sent for some kind of period."""
    row = {"key": "tong", "title": "Đảng viên", "indicator": "dang_vien"}
    first = {"key": "truoc", "title": "Đầu kỳ", "indicator": "dang_vien", "time": "opening"}
    layout = read(
        {
            "code": code,
            "name": f"Biểu {code}",
            "period": period,
            "rows": [first, row],
            "columns": [{"key": "so", "title": "Số"}],
        }
    )
    seen = save_draft(actor=OPERATOR, layout=layout, seen=0, new=True).seq
    publish(actor=OPERATOR, code=code, on=date(2010, 1, 1), seen=seen, reason="x")


def held(*days: str) -> None:
    """Have a source tell of congresses of the committee."""
    source = {"key": "bao", "title": "Báo tỉnh"}
    told = [
        {"key": f"dh-{day}", "org": "khoi", "ordinal": str(number), "from": day, "source": "bao"}
        for number, day in enumerate(days, start=1)
    ]
    file = {"dangbo": 1, "committee": "khoi", "sources": [source], "congresses": told}
    content = json.dumps(file, ensure_ascii=False).encode()
    load_history(actor=OPERATOR, content=content, name="khoi.json")


def asked(form: str, org: str, code: str) -> Report:
    return report(org, code, form)


def sent(form: str, org: str, code: str, on: date) -> None:
    for kind in ("confirm", "send"):
        step(kind, org, on=on, code=code, form=form)


def offered(org: OrgName | None = None, on: date = date(2023, 7, 1)) -> list[str]:
    return [each.code for each in periods_offered(actor=OPERATOR, org=org, on=on, most=4)]


def test_a_quarter_is_reported_by_quarterly_forms_and_opens_where_the_last_one_closed() -> None:
    assert "2023q2" not in offered()
    made("hang_quy", "quarter")

    assert offered()[:4] == ["2023", "2023q3", "2023h1", "2023q2"]
    assert [each.code for each in forms_due(period("2023q2"))] == ["hang_quy"]
    sent("hang_quy", "y-te", "2023q1", date(2023, 4, 2))
    second = asked("hang_quy", "y-te", "2023q2")
    at = found_at(actor=OPERATOR, report=second, layout=forms_due(second.period)[0])
    found = opening_of(actor=OPERATOR, at=at)

    assert found.before is not None
    assert (found.before.code, found.cells, list(found.differing)) == ("2023q1", 1, [])


def test_a_term_is_the_time_between_two_congresses_of_the_organisation() -> None:
    made("nhiem_ky", "term")
    khoi = named("khoi")
    held("2015-06-10", "2020-06-15", "2023-05-20", "2011")

    terms = terms_of(actor=OPERATOR, org=khoi.id)
    assert [each.code for each in terms] == ["t20200615-20230519", "t20150610-20200614"]
    assert offered(khoi)[-2:] == [each.code for each in terms]
    assert [each.code for each in forms_due(terms[0])] == ["nhiem_ky"]
    sent("nhiem_ky", "khoi", terms[1].code, date(2020, 7, 1))
    sent("nhiem_ky", "y-te", terms[0].code, date(2023, 6, 1))
    assert asked("nhiem_ky", "y-te", terms[0].code).state == "sent"
    assert period_before(actor=OPERATOR, org=khoi, period=terms[0]) == terms[1]
    assert first_difference() is None


def test_days_that_no_congress_has_are_no_term(officer: Client) -> None:
    made("nhiem_ky", "term")

    with pytest.raises(Http404):
        step("confirm", "y-te", code="t20200101-20221231", form="nhiem_ky")
    url = "/lam-viec/bao-cao/nhiem_ky/t20200101-20221231/y-te/"
    assert officer.get(url).status_code == 404


def test_the_office_sets_a_period_and_its_reports_go_up(officer: Client) -> None:
    shown = officer.get(SET_URL)
    assert shown.status_code == 200
    given = {
        "name": "Sơ kết 5 tháng",
        "start": "01/02/2023",
        "cut_off": "31/05/2023",
        "grassroots": "05/06/2023",
        "upper": "10/06/2023",
        "forms": [FORM],
    }
    early = officer.post(SET_URL, given | {"cut_off": "31/01/2023"})
    assert early.status_code == 422
    assert "trước ngày đầu kỳ" in early.content.decode()
    assert officer.post(SET_URL, given).status_code == 302

    assert offered()[-1] == "k1"
    board = officer.get("/lam-viec/bao-cao/?ky=k1&to_chuc=khoi").content.decode()
    assert "Sơ kết 5 tháng" in board
    send("y-te", code="k1", on=date(2023, 6, 2))
    assert asked(FORM, "y-te", "k1").state == "sent"
    refused = officer.post(f"{SET_URL}k1/bo/", {"reason": "nhầm"})
    assert refused.status_code == 422
    assert "Đã có 1 báo cáo của kỳ này" in refused.content.decode()
    assert first_difference() is None


def test_a_period_set_by_mistake_is_dropped(officer: Client) -> None:
    set_period(actor=OPERATOR, name="Nhầm", days=DAYS, forms=[FORM])
    with pytest.raises(RuleError, match="PERIOD_NAME_TAKEN"):
        set_period(actor=OPERATOR, name="nhầm", days=DAYS, forms=[FORM])

    assert officer.post(f"{SET_URL}k1/bo/", {"reason": "nhầm"}).status_code == 302
    assert period_named("k1") is None
    assert "k1" not in offered()
    with pytest.raises(RuleError, match="PERIOD_GONE"):
        drop_period(actor=OPERATOR, code="k1", reason="lần nữa")
    set_period(actor=OPERATOR, name="Nhầm", days=DAYS, forms=[FORM])
    assert [each for each in offered() if each.startswith("k")] == ["k2"]
    assert first_difference() is None


def test_who_may_not_make_forms_sets_no_period() -> None:
    reader = Actor("doc", rights=Rights(((MEMBER_READ, None),)))

    with pytest.raises(PermissionDenied):
        set_period(actor=reader, name="Kỳ", days=DAYS, forms=[FORM])


def test_verify_finds_a_period_that_was_changed_beside_the_acts() -> None:
    set_period(actor=OPERATOR, name="Kỳ", days=DAYS, forms=[FORM])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE returns_setperiod SET name = 'Khác'")

    assert first_difference() == "returns_setperiod: not as the journal says 1"


def test_a_form_of_half_a_year_is_not_sent_for_a_quarter(ids: Mapping[str, int]) -> None:
    assert forms_due(period("2023q1")) == []
    assert report("y-te", "2023q1").state == "draft"
