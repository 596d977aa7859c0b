"""Correct a decision over HTTP: ask, look, take a way out, sign, undo."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from factories.orgs import tables

from dangbo.accounts.access import OPERATOR
from dangbo.accounts.models import User
from dangbo.audit.models import Act
from dangbo.orgs.commands import correct, decide
from dangbo.orgs.models import Decision
from dangbo.orgs.queries.verifying import first_difference

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]

WHY = {"ly_do": "ghi nhầm"}
FOUNDING, MERGER, SPLIT, RENAMING, MOVE = (
    date(2012, 3, 1),
    date(2015, 6, 1),
    date(2016, 1, 1),
    date(2018, 5, 1),
    date(2019, 1, 1),
)


@pytest.fixture
def signed_in(client: Client) -> Client:
    client.force_login(User.objects.get_or_create(username="to-chuc", first_name="Lan")[0])
    return client


def act_of(on: date) -> int:
    """Return the act of the one decision in effect on a day."""
    return Decision.objects.get(on=on, voided_by=None).act_id


def address(act: int) -> str:
    return reverse("desk:correct", args=[act])


def see(client: Client, act: int, **query: Any) -> Any:
    answer = client.get(address(act), query)
    assert answer.status_code == 200
    return answer


def sign(client: Client, seen: Any) -> Any:
    """Press the button of a page that was seen."""
    told = {"seen": seen.context["seen"], "since": seen.context["since"]}
    return client.post(seen.wsgi_request.get_full_path(), told)


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def ways(answer: Any) -> dict[str, str]:
    """Return the ways out on a page where one decision falls, by their words."""
    (fallen,) = answer.context["fallen"]
    return {str(each.label): each.url for each in fallen.ways}


def done(answer: Any) -> list[str]:
    return [each.text for each in answer.context["done"]]


def test_decision_offers_to_be_corrected_today_only(signed_in: Client) -> None:
    act = act_of(RENAMING)
    page = reverse("orgs:decision", args=[act])

    assert f'href="{address(act)}"' in text_of(signed_in.get(page))
    assert f'href="{address(act)}' not in text_of(signed_in.get(page, {"on": "2020-01-01"}))
    answer = signed_in.get(address(act), {"on": "2020-01-01", "lam": "huy"})
    assert (answer.status_code, answer.url) == (302, f"{address(act)}?lam=huy")


def test_page_asks_how_and_writes_nothing(signed_in: Client) -> None:
    before = tables()

    answer = see(signed_in, act_of(RENAMING))

    assert "Hủy quyết định này trong sổ" in text_of(answer)
    assert "Sửa ngày có hiệu lực" in text_of(answer)
    assert answer.context["form"].errors == {}
    assert tables() == before


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ({"lam": "ngay"}, {"ngay": ["Nhập ngày có hiệu lực đúng, hoặc chọn hủy quyết định."]}),
        (
            {"lam": "ngay", "ngay": "31/02/2018"},
            {
                "ngay": [
                    "“31/02/2018” không có trong lịch. Nếu đúng là 28/02/2018 thì hãy viết như vậy."
                ]
            },
        ),
        ({"lam": "huy", "so": "99-QĐ/TU"}, {"so": ["Sổ văn bản không có số 99-QĐ/TU."]}),
        (
            {"lam": "huy", "kem": "12:mai"},
            {"__all__": ["Không đọc được “12:mai” trong các quyết định đính chính cùng."]},
        ),
        (
            {"lam": "huy", "kem": "12:2015-02-30"},
            {"__all__": ["Không đọc được “12:2015-02-30” trong các quyết định đính chính cùng."]},
        ),
    ],
)
def test_wrong_input_is_asked_for_again_with_all_that_was_typed(
    signed_in: Client, query: dict[str, str], errors: dict[str, list[str]]
) -> None:
    answer = see(signed_in, act_of(RENAMING), **query, **WHY)

    assert answer.context["form"].errors == errors
    assert "ghi nhầm" in text_of(answer)
    assert answer.templates[0].name == "desk/correct.html"


def test_void_is_seen_signed_and_undone(signed_in: Client) -> None:
    act = act_of(RENAMING)
    seen = see(signed_in, act, lam="huy", **WHY)

    signed = sign(signed_in, seen)
    by = Act.objects.latest("seq")
    result = signed_in.get(signed.url)

    assert seen.context["holds"] is True
    assert [str(cell.value) for cell in seen.context["difference_table"].lines[0].cells][:4] == [
        "Đảng bộ Ngành Y tế",
        "từ 01/05/2018",
        "Đảng bộ Ngành Y tế; ĐB NYT",
        "Đảng bộ Sở Y tế; –",
    ]
    assert signed.url == reverse("desk:corrected", args=[by.seq])
    assert (by.code, by.actor, by.reason) == ("orgs.voided", "to-chuc", "ghi nhầm")
    assert "Đã ký đính chính và ghi vào sổ" in text_of(result)
    undone = sign(signed_in, signed_in.get(result.context["undo_url"]))
    assert undone.status_code == 302
    assert Act.objects.latest("seq").code == "orgs.reinstated"
    assert Decision.objects.get(act=act, voided_by=None).on == RENAMING
    assert first_difference() is None


def test_later_decisions_that_are_applied_again_are_listed(signed_in: Client) -> None:
    act = act_of(SPLIT)

    seen = see(signed_in, act, lam="ngay", ngay="01/02/2016", **WHY)

    assert [(day, url) for day, _title, url in seen.context["reapplied"]] == [
        ("01/05/2018", reverse("orgs:decision", args=[act_of(RENAMING)])),
    ]
    assert seen.context["act_words"] == "Ký đính chính và áp dụng lại 1 quyết định"
    assert [str(cell.value) for cell in seen.context["difference_table"].lines[0].cells][:3] == [
        "Chi bộ Giám định",
        "từ 01/01/2016 đến hết 31/01/2016",
        "Chi bộ Giám định, Chi bộ cơ sở, trực thuộc Đảng bộ Khối các cơ quan",
    ]


def test_everything_against_is_said_at_once_each_at_its_decision(signed_in: Client) -> None:
    seen = see(signed_in, act_of(MERGER), lam="ngay", ngay="01/06/2019")

    assert seen.context["holds"] is False
    assert [each.text for each in seen.context["refusals"]] == [
        "Đính chính cần lý do hoặc văn bản làm căn cứ. Nhập một trong hai."
    ]
    (fallen,) = seen.context["fallen"]
    assert fallen.decision.row.act == act_of(MOVE)
    assert [each.text for each in fallen.findings] == [
        "Đảng bộ Báo và Đài không tồn tại ngày 01/01/2019 nên Chi bộ Thanh tra không thể "
        "trực thuộc. Chọn tổ chức cấp trên khác, hoặc đổi ngày."
    ]
    assert 'name="seen"' not in text_of(seen)


def test_ways_out_are_added_to_the_same_correction_until_it_holds(signed_in: Client) -> None:
    merger, move = act_of(MERGER), act_of(MOVE)
    seen = see(signed_in, merger, lam="ngay", ngay="01/06/2019", **WHY)

    offered = ways(seen)
    voided, redated, instead, asked = (signed_in.get(url) for url in offered.values())

    assert list(offered) == [
        "Hủy luôn quyết định này",
        "Đổi ngày quyết định này thành 01/06/2019",
        "Giữ nguyên, đính chính thành ngày 01/01/2019",
        "Giữ nguyên, chọn ngày khác cho đính chính",
    ]
    assert done(voided) == [
        "Sửa ngày có hiệu lực từ 01/06/2015 thành 01/06/2019",
        "Hủy bỏ trong sổ",
    ]
    assert done(redated)[1] == "Sửa ngày có hiệu lực từ 01/01/2019 thành 01/06/2019"
    assert done(instead) == ["Sửa ngày có hiệu lực từ 01/06/2015 thành 01/01/2019"]
    assert [each.context["holds"] for each in (voided, redated, instead)] == [True] * 3
    assert asked.context["form"].initial["ngay"] == "01/06/2019"
    signed = sign(signed_in, redated)
    assert signed.status_code == 302
    by = Act.objects.latest("seq")
    assert (by.code, by.corrects_id) == ("orgs.corrected", merger)
    assert {each["act"] for each in by.params["corrections"]} == {merger, move}
    assert done_at(signed_in.get(signed.url)) == done(redated)
    assert first_difference() is None


def done_at(result: Any) -> list[str]:
    return [text for _decision, text in result.context["done"]]


def test_decision_added_along_can_be_left_out_again(signed_in: Client) -> None:
    merger, move = act_of(MERGER), act_of(MOVE)

    seen = see(signed_in, merger, lam="ngay", ngay="01/06/2019", kem=f"{move}:huy", **WHY)
    dropped = signed_in.get(seen.context["done"][1].drop_url)

    assert len(done(seen)) == 2
    assert done(dropped) == ["Sửa ngày có hiệu lực từ 01/06/2015 thành 01/06/2019"]
    assert dropped.context["holds"] is False


def test_founding_that_others_rest_on_is_voided_with_all_of_them(signed_in: Client) -> None:
    founding = act_of(FOUNDING)
    seen = see(signed_in, founding, lam="huy", **WHY)
    rounds = 0
    while not seen.context["holds"]:
        rounds += 1
        url = seen.context["void_all_url"] or ways(seen)["Hủy luôn quyết định này"]
        seen = signed_in.get(url)

    signed = sign(signed_in, seen)

    assert (rounds, signed.status_code) == (1, 302)
    left = Decision.objects.filter(voided_by=None).values_list("on", flat=True)
    assert sorted(left) == [date(2010, 1, 1), date(2022, 1, 1)]
    result = signed_in.get(signed.url)
    again = signed_in.get(result.context["undo_url"])
    assert again.context["holds"] is True
    assert sign(signed_in, again).status_code == 302
    assert Decision.objects.filter(voided_by=None).count() == 8
    assert first_difference() is None


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"lam": "ngay", "ngay": "01/05/2018"}, "Ngày mới trùng ngày hiệu lực đang ghi"),
        ({"lam": "huy", "kem": "{act}:2018-06-01"}, "được đính chính hai lần cùng lúc"),
    ],
)
def test_correction_that_is_no_correction_is_refused_in_words(
    signed_in: Client, query: dict[str, str], code: str
) -> None:
    act = act_of(RENAMING)

    seen = see(signed_in, act, **{k: v.format(act=act) for k, v in query.items()}, **WHY)

    assert seen.context["holds"] is False
    (refusal,) = seen.context["refusals"]
    assert code in str(refusal.text)


def test_void_decision_is_offered_its_day_again(signed_in: Client) -> None:
    act = act_of(RENAMING)
    correct(actor=OPERATOR, act=act, void=True, reason="nhầm")

    asked = see(signed_in, act)
    stale = see(signed_in, act, lam="huy", **WHY)
    seen = see(signed_in, act, lam="ngay", ngay="01/05/2018", **WHY)

    assert asked.context["form"].initial["ngay"] == RENAMING
    assert "đã bị hủy từ trước" in str(stale.context["refusals"][0].text)
    assert done(seen) == ["Khôi phục, có hiệu lực từ 01/05/2018"]
    assert sign(signed_in, seen).status_code == 302


def test_correction_on_a_paper_cites_it(signed_in: Client) -> None:
    act = act_of(RENAMING)

    seen = see(signed_in, act, lam="ngay", ngay="01/06/2018", so="15-QĐ/TU")
    signed = sign(signed_in, seen)

    by = Act.objects.latest("seq")
    assert by.paper == Decision.objects.get(on=MERGER).paper.uid
    assert "Theo văn bản: 15-QĐ/TU" in text_of(signed_in.get(signed.url))
    page = signed_in.get(reverse("orgs:decision", args=[act]))
    assert [each.paper.text for each in page.context["corrections"]] == ["15-QĐ/TU, năm 2015"]


def test_what_somebody_else_signed_meanwhile_is_shown_before_signing(
    signed_in: Client, ids: dict[str, int]
) -> None:
    act = act_of(RENAMING)
    seen = see(signed_in, act, lam="huy", **WHY)
    name = {"change": "rename", "org": ids["y-te"], "name": "Đảng bộ Y"}
    decide(actor=OPERATOR, on=date(2019, 5, 1), changes=[name], title="Quyết định xen vào")
    before = tables()

    refused = sign(signed_in, seen)

    assert refused.status_code == 409
    assert "Sổ đã đổi từ khi mở trang này" in text_of(refused)
    assert [each.title for each in refused.context["acts_since"]] == ["Quyết định xen vào"]
    assert tables() == before
    assert sign(signed_in, refused).status_code == 302


def test_what_somebody_else_voided_meanwhile_is_refused(signed_in: Client) -> None:
    act = act_of(RENAMING)
    seen = see(signed_in, act, lam="huy", **WHY)
    correct(actor=OPERATOR, act=act, void=True, reason="người khác")

    refused = sign(signed_in, seen)

    assert refused.status_code == 422
    assert "đã bị hủy từ trước" in str(refused.context["refusals"][0].text)


@pytest.mark.parametrize("told", [{}, {"seen": "x", "since": "x"}, {"since": "9" * 400}])
def test_post_that_saw_nothing_signs_nothing(signed_in: Client, told: dict[str, str]) -> None:
    act = act_of(RENAMING)
    before = tables()

    answer = signed_in.post(f"{address(act)}?lam=huy&ly_do=nhầm", told)

    assert answer.status_code == 409
    assert tables() == before


@pytest.mark.parametrize("name", ["desk:correct", "desk:corrected"])
def test_what_is_no_decision_or_no_correction_is_404(signed_in: Client, name: str) -> None:
    recorded = Act.objects.filter(code="papers.recorded").first()
    assert recorded is not None

    assert signed_in.get(reverse(name, args=[recorded.seq])).status_code == 404
    assert signed_in.get(reverse(name, args=[9999])).status_code == 404


def test_unknown_decision_along_is_404(signed_in: Client) -> None:
    answer = signed_in.get(address(act_of(RENAMING)), {"lam": "huy", "kem": "9999:huy", **WHY})

    assert answer.status_code == 404


def test_pages_need_an_account(client: Client) -> None:
    assert client.get(address(act_of(RENAMING))).status_code == 302
