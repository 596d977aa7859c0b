"""Prove what the pages for choosing organisations show and write, with and without a script."""

from typing import Any

import pytest
from desk.samples import content
from django.test import Client
from factories.orgs import tables

from dangbo.accounts.access import Actor
from dangbo.accounts.models import User
from dangbo.desk.commands import discard_draft, share_draft, start_draft
from dangbo.desk.models import Draft
from dangbo.orgs.commands import decide, register_orgs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]
MOVE: dict[str, Any] = {"change": "move", "orgs": ["y-te-1"], "superior": ""}
FOUND = {"change": "found", "name": "Đảng bộ Văn hóa", "kind": "dang_bo_co_so", "superior": "khoi"}
MERGE = {"change": "merge", "sources": ["bao-dai"], "result": {"name": "Mới", "superior": ""}}


@pytest.fixture
def browser(client: Client, officer: Actor) -> Client:
    client.force_login(User.objects.get(pk=officer.user_id))
    return client


@pytest.fixture
def draft(officer: Actor) -> Draft:
    return start_draft(actor=officer, content=content(MOVE, FOUND, MERGE))


def at(draft: Draft, query: str = "", *, change: int = 1, field: str = "orgs") -> str:
    return f"/lam-viec/sap-xep/{draft.pk}/thay-doi/{change}/chon/{field}/{query}"


def change(draft: Draft, number: int = 1) -> dict[str, Any]:
    content = Draft.objects.get(pk=draft.pk).content
    return next(each for each in content["changes"] if each["id"] == number)


def drawn(lines: Any) -> list[Any]:
    """Return the lines of a tree as (key, ticked, lines below)."""
    return [(line.node.key, line.ticked, drawn(line.children)) for line in lines]


def test_tree_is_that_of_the_day_of_effect_with_what_is_chosen(
    browser: Client, draft: Draft
) -> None:
    answer = browser.get(at(draft, "?mo=y-te"))

    assert answer.status_code == 200
    below = [
        ("giam-dinh", False, []),
        ("minh-hoa", False, []),
        ("bao-dai", False, []),
        ("y-te", False, [("y-te-1", True, [])]),
    ]
    shown = drawn(answer.context["picture"].lines)
    assert shown == [("tinh", False, [("khoi", False, below)])]
    assert [card.key for card in answer.context["new"]] == ["dang-bo-van-hoa", "moi"]
    assert answer.context["tray"].total == 1
    html = answer.content.decode()
    assert html.count('name="was"') == 1
    assert 'type="checkbox" name="row" value="y-te-1"' in html


def test_tree_search_opens_the_path(browser: Client, draft: Draft) -> None:
    answer = browser.get(at(draft, "?q=thanh+tra"))

    assert drawn(answer.context["picture"].lines) == [
        ("tinh", False, [("khoi", False, [("bao-dai", False, [("y-te-2", False, [])])])])
    ]


def test_a_level_comes_by_itself_with_its_boxes(browser: Client, draft: Draft) -> None:
    answer = browser.get(at(draft, "?muc=y-te"), headers={"HX-Request": "true"})

    assert drawn(answer.context["lines"]) == [("y-te-1", True, [])]
    assert "<html" not in answer.content.decode()


def test_a_long_level_comes_in_parts(
    browser: Client, draft: Draft, ids: dict[str, int], officer: Actor
) -> None:
    keys = [f"cb-{number:03}" for number in range(450)]
    found = register_orgs(actor=officer, uids=keys)
    begun = [
        {
            "change": "found",
            "org": found[key],
            "name": f"Chi bộ {key}",
            "kind": "chi_bo_truc_thuoc",
            "superior": ids["y-te"],
        }
        for key in keys
    ]
    decide(actor=officer, on=draft.on, changes=begun)

    level = browser.get(at(draft, "?muc=y-te"), headers={"HX-Request": "true"})
    lines = level.context["lines"]
    part = browser.get(at(draft, lines[-1].children_url), headers={"HX-Request": "true"})

    assert [line.part for line in lines] == [False] * 200 + [True, True]
    assert lines[-1].url == "?cach=loc&duoi=y-te"
    assert len(part.context["lines"]) == 51
    assert not any(line.part for line in part.context["lines"])


def test_ticks_add_and_take_out_what_was_shown_and_nothing_else(
    browser: Client, draft: Draft
) -> None:
    sent = {"viec": "ghi", "row": ["bao-dai", "giam-dinh"], "was": ["y-te-1"]}

    answer = browser.post(at(draft, "?mo=y-te"), sent)

    assert (answer.status_code, answer["Location"]) == (303, at(draft, "?mo=y-te"))
    assert change(draft)["orgs"] == ["bao-dai", "giam-dinh"]
    browser.post(at(draft), {"viec": "ghi", "row": ["bao-dai"], "was": ["bao-dai"]})
    assert change(draft)["orgs"] == ["bao-dai", "giam-dinh"]


def test_the_script_sends_only_what_changed(browser: Client, draft: Draft) -> None:
    browser.post(at(draft), {"them": "bao-dai giam-dinh", "bot": "y-te-1"})

    assert change(draft)["orgs"] == ["bao-dai", "giam-dinh"]


def test_done_keeps_the_last_ticks_and_returns_to_the_change(browser: Client, draft: Draft) -> None:
    answer = browser.post(
        at(draft), {"viec": "xong", "row": ["bao-dai", "y-te-1"], "was": "y-te-1"}
    )

    assert answer["Location"] == f"/lam-viec/sap-xep/{draft.pk}/thay-doi/1/"
    assert change(draft)["orgs"] == ["y-te-1", "bao-dai"]


def test_filter_ticks_all_it_found_at_one_stroke(browser: Client, draft: Draft) -> None:
    query = "?cach=loc&loai=moi_chi_bo&duoi=khoi"
    shown = browser.get(at(draft, query))
    browser.post(at(draft, query), {"viec": "them-het"})

    cards = [(card.key, card.ticked) for card in shown.context["cards"]]
    assert cards == [
        ("giam-dinh", False),
        ("minh-hoa", False),
        ("y-te-2", False),
        ("y-te-1", True),
    ]
    assert change(draft)["orgs"] == ["y-te-1", "giam-dinh", "minh-hoa", "y-te-2"]


def test_filter_below_a_name_of_nobody_finds_nobody_and_offers_the_nearest(
    browser: Client, draft: Draft
) -> None:
    answer = browser.get(at(draft, "?cach=loc&duoi=Dang+bo+Nganh+Y+te+moi"))

    assert answer.context["page"].paginator.count == 0
    offers = [(card.key, url) for card, url in answer.context["below"].offers]
    assert offers[0] == ("y-te", "?cach=loc&duoi=y-te")


def test_restoring_begins_with_those_that_ended(browser: Client, officer: Actor) -> None:
    draft = start_draft(actor=officer, content=content({"change": "restore", "org": ""}))

    ended = browser.get(at(draft, "?cach=loc", field="org")).context["cards"]
    standing = browser.get(at(draft, "?cach=loc&q=bao", field="org")).context["cards"]

    assert [card.key for card in ended] == ["bao", "dai", "thanh-tra"]
    assert [card.key for card in standing] == ["bao-dai"]


def test_a_field_of_one_offers_radios_and_keeps_one(browser: Client, draft: Draft) -> None:
    page = browser.get(at(draft, field="superior")).content.decode()
    browser.post(at(draft, field="superior"), {"row": "khoi"})
    browser.post(at(draft, field="superior"), {"row": "y-te", "was": "khoi"})

    assert 'type="radio" name="row" value="khoi"' in page
    assert change(draft)["superior"] == "y-te"


def test_a_field_inside_a_new_organisation_is_chosen_for(browser: Client, draft: Draft) -> None:
    address = at(draft, "?part=result", change=3, field="superior")

    shown = browser.get(address)
    browser.post(address, {"row": "dang-bo-van-hoa"})

    assert [card.key for card in shown.context["new"]] == ["dang-bo-van-hoa"]
    assert all("part=result" in tab.url for tab in shown.context["tabs"])
    assert change(draft, 3)["result"]["superior"] == "dang-bo-van-hoa"


def test_the_tray_takes_out_one_or_all(browser: Client, draft: Draft) -> None:
    browser.post(at(draft), {"them": "bao-dai khoi y-te"})
    tray = browser.get(at(draft, "?cach=khay"))

    browser.post(at(draft), {"viec": "bo", "bo": "khoi"})
    one = change(draft)["orgs"]
    browser.post(at(draft), {"viec": "bo", "bo": "tat-ca"})

    assert (
        tray.context["tray"].nested
        == [
            ("Chi bộ Văn phòng", "Đảng bộ Ngành Y tế"),
            ("Đảng bộ Báo và Đài", "Đảng bộ Khối các cơ quan"),
            ("Đảng bộ Ngành Y tế", "Đảng bộ Khối các cơ quan"),
        ]
        or len(tray.context["tray"].nested) == 3
    )
    assert (one, change(draft)["orgs"]) == (["y-te-1", "bao-dai", "y-te"], [])


def test_others_of_the_draft_are_marked(browser: Client, draft: Draft) -> None:
    html = browser.get(at(draft, "?cach=loc&q=bao")).content.decode()

    assert html.count("Thay đổi 3") == 1


def test_a_pasted_list_is_read_answered_and_left(browser: Client, draft: Draft) -> None:
    text = "Báo và Đài\r\n\r\nBáo và Đài\r\nChi bộ Thanh Trà\r\nKhông đâu"
    browser.post(at(draft, "?cach=dan"), {"viec": "dan", "danh_sach": text})
    shown = browser.get(at(draft, "?cach=dan"))
    counts = shown.context["counts"]
    numbers = [row.line.number for row in shown.context["rows"]]
    browser.post(at(draft, "?cach=dan"), {"viec": "tra-loi", "dong-5": "-", "go-4": "giam-dinh"})

    assert (counts["resolved"], counts["open"], counts["duplicate"], counts["blank"]) == (
        2,
        1,
        1,
        1,
    )
    assert numbers == [5, 3, 1, 4]
    assert change(draft)["orgs"] == ["y-te-1", "bao-dai", "y-te-2"]
    assert change(draft)["typed"] == {}


def test_a_list_that_is_too_long_is_refused_in_words_and_kept_on_the_page(
    browser: Client, draft: Draft
) -> None:
    text = "Chi bộ\n" * 20_001

    answer = browser.post(at(draft, "?cach=dan"), {"viec": "dan", "danh_sach": text})

    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Danh sách có 20001 dòng, nhiều hơn 20000 dòng. Chia thành nhiều lần dán." in html
    assert html.count("Chi bộ\n") == 20_001


def test_another_day_only_shows(browser: Client, draft: Draft) -> None:
    html = browser.get(at(draft, "?on=2020-01-01")).content.decode()

    assert 'name="row"' not in html
    assert "Chọn xong" not in html


def test_a_reader_sees_and_cannot_write(
    client: Client, draft: Draft, officer: Actor, colleague: Actor
) -> None:
    share_draft(actor=officer, draft=draft.pk, username="van-phong", may_write=False)
    client.force_login(User.objects.get(pk=colleague.user_id))

    assert 'name="row"' not in client.get(at(draft)).content.decode()
    assert client.post(at(draft), {"them": "khoi"}).status_code == 403
    assert change(draft)["orgs"] == ["y-te-1"]


def test_a_stranger_is_told_nothing(client: Client, draft: Draft, colleague: Actor) -> None:
    client.force_login(User.objects.get(pk=colleague.user_id))

    assert client.get(at(draft)).status_code == 404
    assert client.post(at(draft), {"them": "khoi"}).status_code == 404


def test_a_closed_draft_is_refused_in_words(browser: Client, draft: Draft, officer: Actor) -> None:
    discard_draft(actor=officer, draft=draft.pk)

    answer = browser.post(at(draft), {"them": "khoi"})

    assert answer.status_code == 422
    assert "Đã bỏ" in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "9/chon/orgs/",
        "1/chon/name/",
        "1/chon/superior/?part=result",
        "3/chon/result/",
        "3/chon/superior/?part=results.7",
    ],
)
def test_what_cannot_be_chosen_for_is_404(browser: Client, draft: Draft, address: str) -> None:
    assert browser.get(f"/lam-viec/sap-xep/{draft.pk}/thay-doi/{address}").status_code == 404


def test_looking_and_choosing_write_nothing_into_the_register(
    browser: Client, draft: Draft
) -> None:
    before = tables()

    for query in ("", "?cach=loc", "?cach=dan", "?cach=khay", "?q=bao"):
        browser.get(at(draft, query))
    browser.post(at(draft), {"them": "khoi"})

    assert tables() == before


def test_five_thousand_lines_are_read_and_paged(browser: Client, draft: Draft) -> None:
    lines = ["Báo và Đài", "", "giam dinh", *(f"Chi bộ lạ {n}" for n in range(5)), "y-te-2"] * 556

    browser.post(at(draft, "?cach=dan"), {"viec": "dan", "danh_sach": "\n".join(lines[:5_000])})
    shown = browser.get(at(draft, "?cach=dan"))

    counts = shown.context["counts"]
    assert sum(counts[state] for state in ("resolved", "open", "duplicate", "blank")) == 5_000
    assert (counts["resolved"], counts["open"], counts["blank"]) == (3, 5, 556)
    assert len(shown.context["rows"]) == 50
    assert [row.line.is_open for row in shown.context["rows"]].count(True) == 5
