"""Checking a draft over HTTP: every refusal at once, both trees, what hangs on it, what changed."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from desk.samples import content, merge, person, rename
from django.test import Client
from factories.orgs import tables

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.accounts.models import User
from dangbo.desk.commands import share_draft, start_draft
from dangbo.desk.models import Draft
from dangbo.desk.tables.sides import Line
from dangbo.orgs.commands import decide, register_orgs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]
DESK = "/lam-viec/sap-xep/"


@pytest.fixture
def client(officer: Actor) -> Client:
    """Return a browser in which the officer has signed in."""
    found = Client()
    found.force_login(User.objects.get(pk=officer.user_id))
    return found


def text_of(answer: Any) -> str:
    """Return what a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def checked(client: Client, draft: Draft, **query: str) -> Any:
    return client.get(f"{DESK}{draft.pk}/kiem-tra/", query)


def drawn(lines: Iterable[Line]) -> list[Any]:
    """Return a side as nested tuples: name, marks, lines below, how many are not shown."""
    return [
        (
            line.name,
            [str(mark.text) for mark in line.marks],
            drawn([*line.children, *(each for fold in line.folds for each in fold.lines)]),
            line.unchanged,
        )
        for line in lines
    ]


def test_both_trees_are_shown_with_what_becomes_of_each(client: Client, officer: Actor) -> None:
    told = [merge("bao-dai", "giam-dinh", name="Mới"), rename("y-te", "Đảng bộ Y")]
    draft = start_draft(actor=officer, content=content(*told))
    before = tables()

    answer = checked(client, draft)

    ((_, _, [(_, _, left, left_out)], _),) = drawn(answer.context["before_lines"])
    ((_, _, [(_, _, right, right_out)], _),) = drawn(answer.context["after_lines"])
    moved = "Chi bộ Thanh tra"
    assert left == [
        ("Chi bộ Giám định", ["Kết thúc"], [], 0),
        ("Đảng bộ Báo và Đài", ["Kết thúc"], [(moved, ["Chuyển đi"], [], 0)], 0),
        ("Đảng bộ Ngành Y tế", ["Đổi tên"], [], 1),
    ]
    assert right == [
        ("Đảng bộ Y", ["Đổi tên"], [], 1),
        ("Mới", ["Thành lập"], [(moved, ["Chuyển đến"], [], 0)], 0),
    ]
    # Beside them stands the invented cell, which is not touched.
    assert (left_out, right_out) == (1, 1)
    assert tables() == before


def test_organisations_are_counted_by_change_and_by_kind(client: Client, officer: Actor) -> None:
    told = [merge("bao-dai", "giam-dinh", name="Mới"), rename("y-te", "Đảng bộ Y")]
    draft = start_draft(actor=officer, content=content(*told))

    found = checked(client, draft).context

    assert [(str(mark.text), count) for mark, count in found["change_counts"]] == [
        ("Thành lập", 1),
        ("Kết thúc", 2),
        ("Chuyển cấp trên", 1),
        ("Đổi tên", 1),
    ]
    assert dict(found["kind_counts"]) == {
        "Đảng bộ cơ sở": 3,
        "Chi bộ cơ sở": 1,
        "Chi bộ trực thuộc": 1,
    }
    assert found["touched_count"] == 5


def test_every_refusal_stands_there_and_leads_to_its_change(client: Client, officer: Actor) -> None:
    told = [
        rename("thanh-tra", "Chi bộ Thanh tra tỉnh"),
        {"change": "move", "orgs": ["khoi"], "superior": "y-te"},
        rename("y-te", "Đảng bộ Y"),
    ]
    draft = start_draft(actor=officer, content=content(*told))

    answer = checked(client, draft)

    refusals = [(each.text, each.url) for each in answer.context["told"].findings]
    changes = f"{DESK}{draft.pk}/thay-doi/"
    # A cycle is of the whole, not of one change: it leads to the list, told for each of the two.
    assert [url for _, url in refusals] == [f"{changes}1/", f"{changes}2/", changes, changes]
    assert refusals[0][0].startswith("Chi bộ Thanh tra không tồn tại ngày 01/11/2026.")
    assert "Cây tổ chức ngày" not in text_of(answer)
    assert "Sang bước ký" not in text_of(answer)


def test_what_is_missing_in_the_head_leads_to_the_head(client: Client, officer: Actor) -> None:
    draft = start_draft(actor=officer, content={"head": {}, "changes": []})

    found = checked(client, draft).context["told"].findings

    head, changes = f"{DESK}{draft.pk}/van-ban/", f"{DESK}{draft.pk}/thay-doi/"
    assert [each.url for each in found] == [head, head, changes]


def test_names_codes_and_sizes_are_warned_of(client: Client, officer: Actor) -> None:
    told = [
        {
            "change": "found",
            "name": "Đảng bộ ngành y tế",
            "kind": "dang_bo_co_so",
            "superior": "khoi",
            "code": "10.1",
        },
        {
            "change": "found",
            "name": "Chi bộ Văn phòng",
            "kind": "chi_bo_truc_thuoc",
            "superior": "bao-dai",
        },
    ]
    draft = start_draft(actor=officer, content=content(*told, on="01/07/2026"))

    answer = checked(client, draft)

    # The second bears the name of a cell, but elsewhere: that is usual.
    warnings = [each.text for each in answer.context["told"].findings]
    assert [text.split(".")[0] for text in warnings[:2]] == [
        "Đảng bộ ngành y tế trùng tên với Đảng bộ Ngành Y tế đang tồn tại",
        "Mã 10",
    ]
    assert warnings[2:] == [
        "Đảng bộ ngành y tế là Đảng bộ cơ sở, cần ít nhất 30 đảng viên (ít hơn thì cần cấp ủy cấp "
        "trên trực tiếp đồng ý); sổ chưa có đảng viên nên chưa kiểm được.",
        "Chi bộ Văn phòng là Chi bộ trực thuộc, cần ít nhất 3 đảng viên chính thức; sổ chưa có "
        "đảng viên nên chưa kiểm được.",
    ]
    assert answer.context["allows"]


def test_backdated_draft_shows_what_is_applied_again_and_differs(
    client: Client, officer: Actor
) -> None:
    draft = start_draft(actor=officer, content=content(rename("y-te", "Y"), on="01/01/2017"))

    found = checked(client, draft).context

    (row,) = found["difference_table"].lines
    assert [str(cell.value) for cell in row.cells] == [
        "Đảng bộ Sở Y tế",
        "từ 01/01/2017 đến hết 30/04/2018",
        "Đảng bộ Sở Y tế",
        "Y",
        "bản này",
    ]
    assert [title for _, title, _ in found["reapplied"]] == ["18-QĐ/ĐUK"]


def test_decision_of_today_lists_no_differences_beside_its_trees(
    client: Client, officer: Actor
) -> None:
    draft = start_draft(actor=officer, content=content(rename("y-te", "Y")))

    found = checked(client, draft).context

    assert (found["reapplied_count"], found["difference_count"]) == (0, 0)


def test_other_drafts_on_the_same_organisations_are_told_of(
    client: Client, officer: Actor, colleague: Actor
) -> None:
    draft = start_draft(actor=officer, content=content(rename("y-te", "Y")))
    theirs = start_draft(actor=colleague, content=content(rename("y-te", "Ý"), title="Đổi tên"))
    start_draft(actor=colleague, content=content(rename("bao-dai", "Báo")))

    hidden = checked(client, draft).context["hanging"]
    share_draft(actor=colleague, draft=theirs.pk, username=officer.name, may_write=False)
    shared = checked(client, draft).context["hanging"]

    (closed,), (opened,) = hidden[0].lines, shared[0].lines
    assert (closed.text, closed.url) == (f"Một bản soạn ({colleague.name}), đang soạn", "")
    assert opened.text == f"Đổi tên ({colleague.name}), đang soạn"
    assert opened.url == f"{DESK}{theirs.pk}/kiem-tra/"


def test_what_changed_since_the_last_check_is_told_once(
    client: Client, officer: Actor, ids: dict[str, int]
) -> None:
    draft = start_draft(actor=officer, content=content(rename("y-te", "Y")))
    first = text_of(checked(client, draft))
    change = {"change": "rename", "org": ids["y-te"], "name": "Đảng bộ Y tế tỉnh"}
    other = {"change": "rename", "org": ids["bao-dai"], "name": "Đảng bộ Báo"}
    for each, title in ((change, "Đổi tên Y tế"), (other, "Đổi tên Báo")):
        decide(actor=OPERATOR, on=date(2026, 10, 1), changes=[each], title=title)

    second = checked(client, draft)
    third = text_of(checked(client, draft))

    heading = "Đã thay đổi từ lần kiểm tra trước"
    assert heading not in first
    assert [(each.title, each.orgs) for each in second.context["acts_since"]] == [
        ("Đổi tên Y tế", "Đảng bộ Y tế tỉnh")
    ]
    assert heading in text_of(second)
    assert heading not in third


def test_one_who_only_reads_checks_for_himself_alone(
    client: Client, officer: Actor, colleague: Actor
) -> None:
    draft = start_draft(actor=colleague, content=content(rename("y-te", "Y")))
    share_draft(actor=colleague, draft=draft.pk, username=officer.name, may_write=False)

    answer = checked(client, draft)

    assert "Sang bước ký" not in text_of(answer)
    assert Draft.objects.get().checked == 0


def test_draft_of_somebody_else_is_not_there(client: Client) -> None:
    draft = start_draft(actor=person("khac"), content=content(rename("y-te", "Y")))

    assert checked(client, draft).status_code == 404


def many(number: int) -> list[str]:
    """Found cells of which a draft can name many, and return their keys."""
    keys = [f"c-{each:04}" for each in range(number)]
    ids = register_orgs(actor=OPERATOR, uids=[*keys, "y-te"])
    state = {"kind": "chi_bo_truc_thuoc", "superior": ids["y-te"]}
    found = [{"change": "found", "org": ids[key], "name": f"Chi bộ {key}", **state} for key in keys]
    decide(actor=OPERATOR, on=date(2024, 1, 1), changes=found)
    return keys


def test_long_check_says_so_first_and_is_there_without_a_script(
    client: Client, officer: Actor
) -> None:
    moved = {"change": "move", "orgs": many(450), "superior": "bao-dai"}
    draft = start_draft(actor=officer, content=content(moved))

    first = checked(client, draft)
    part = client.get(
        f"{DESK}{draft.pk}/kiem-tra/", {"xem": "ket-qua"}, headers={"HX-Request": "true"}
    )
    whole = checked(client, draft, xem="ca-trang")

    assert "Đang kiểm tra" in text_of(first)
    assert 'hx-get="?xem=ket-qua"' in first.content.decode()
    assert 'href="?xem=ca-trang"' in first.content.decode()
    assert "<html" not in part.content.decode()
    assert "Có 450 tổ chức thay đổi" in text_of(part)
    assert "Có 450 tổ chức thay đổi" in text_of(whole)
    # Under the one they come to, the first are shown and the others folded.
    ((_, _, [(_, _, level, _)], _),) = drawn(whole.context["after_lines"])
    assert {name: len(below) for name, _, below, _ in level} == {
        "Đảng bộ Báo và Đài": 450,
        "Đảng bộ Ngành Y tế": 0,
    }
    assert "và 444 tổ chức nữa" in text_of(whole)


def test_check_of_another_day_offers_no_act(client: Client, officer: Actor) -> None:
    draft = start_draft(actor=officer, content=content(rename("y-te", "Y")))

    answer = checked(client, draft, on="2020-01-01")

    assert "Sang bước ký" not in text_of(answer)
