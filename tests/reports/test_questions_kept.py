"""Prove how questions are kept, shared, put away, and asked again when they are due."""

import json
from collections.abc import Mapping
from datetime import date
from html import unescape
from io import StringIO
from typing import Any
from urllib.parse import urlencode

import pytest
from contracts.test_json_schemas import validator
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.management.base import CommandError
from django.http import Http404
from django.test import Client, override_settings

from dangbo.accounts.access import OPERATOR, Actor, actor_of
from dangbo.accounts.models import User
from dangbo.reports.access import kept_questions
from dangbo.reports.commands.question_running import (
    run_due,
    run_question,
    schedule_question,
    see_runs,
    stop_question,
)
from dangbo.reports.commands.question_sharing import share_in, share_with, unshare
from dangbo.reports.commands.questions import (
    change_question,
    copy_question,
    drop_question,
    restore_question,
    save_question,
)
from dangbo.reports.models import Question as Row
from dangbo.reports.models import Run
from dangbo.reports.queries.questions_kept import count_unseen, kept_list, open_question, runs
from dangbo.rights.commands import grant_role, withdraw
from dangbo.rules.question_addresses import pairs_of
from dangbo.rules.question_days import DayWord
from dangbo.rules.questions import Kept, Question
from dangbo.rules.verdicts import RuleError

KEPT = "/lam-viec/so-lieu/cau-hoi/"
WOMEN = Question(("dang_vien",), "khoi", filters=(Kept("sex", ("nu",)),))
START = date(2010, 1, 2)
DUE = date(2016, 12, 31)


def query(question: Question = WOMEN) -> str:
    return urlencode(pairs_of(question))


@pytest.fixture
def lan(ids: Mapping[str, int]) -> User:
    """Return the account of an officer."""
    return User.objects.create(username="lan", first_name="Lan")


@pytest.fixture
def hoa(ids: Mapping[str, int]) -> User:
    """Return the account of a colleague."""
    return User.objects.create(username="hoa", first_name="Hoa")


def keep(user: User, name: str = "Nữ", question: Question = WOMEN) -> Row:
    return save_question(actor=actor_of(user), name=name, note="để báo cáo", query=query(question))


def refusal(error: pytest.ExceptionInfo[RuleError]) -> list[str]:
    return [each.code for each in error.value.verdict.against]


def names(user: User) -> list[str]:
    return [each.name for each in kept_list(actor=actor_of(user))]


def give(user: User, ids: Mapping[str, int], org: str, role: str = "office") -> int:
    """Give an account a role over an organisation."""
    act = grant_role(
        actor=OPERATOR,
        username=user.username,
        role=role,
        org=ids[org],
        start=START,
        reason="Phân công",
    )
    return act.seq


# Keeping


def test_a_question_is_kept_under_a_name_that_is_free(lan: User, hoa: User) -> None:
    row = keep(lan, "  Nữ   đảng viên ")

    assert (row.name, row.note, row.revision) == ("Nữ đảng viên", "để báo cáo", 1)
    keep(hoa, "Nữ đảng viên")
    with pytest.raises(RuleError) as taken:
        keep(lan, "Nữ đảng viên")
    assert refusal(taken) == ["QUESTION_NAME_TAKEN"]
    with pytest.raises(RuleError) as empty:
        keep(lan, " ")
    assert refusal(empty) == ["QUESTION_NAME_EMPTY"]
    with pytest.raises(PermissionDenied):
        save_question(actor=OPERATOR, name="x", note="", query=query())
    with pytest.raises(PermissionDenied):
        save_question(actor=Actor("nobody", branches=()), name="x", note="", query=query())


def test_two_who_change_a_question_do_not_overwrite_each_other(lan: User, hoa: User) -> None:
    row = keep(lan)
    share_with(actor=actor_of(lan), pk=row.pk, username="hoa", may_change=True)
    told = {"pk": row.pk, "seen": 1, "note": "", "query": query()}

    changed = change_question(actor=actor_of(hoa), name="Nữ mới", **told)
    assert (changed.revision, changed.changed_by) == (2, hoa)
    with pytest.raises(RuleError) as late:
        change_question(actor=actor_of(lan), name="Nữ khác", **told)
    assert refusal(late) == ["QUESTION_CHANGED"]
    assert names(lan) == ["Nữ mới"]


def test_a_question_is_copied_put_away_and_taken_back(lan: User, hoa: User) -> None:
    row = keep(lan)
    copied = copy_question(actor=actor_of(lan), pk=row.pk)

    assert copied.name == "Bản sao của Nữ"
    with pytest.raises(Http404):
        copy_question(actor=actor_of(hoa), pk=row.pk)
    schedule_question(actor=actor_of(lan), pk=row.pk, every="month", first=DUE, today=DUE)
    drop_question(actor=actor_of(lan), pk=row.pk)
    assert names(lan) == ["Bản sao của Nữ"]
    run_due(DUE)
    assert Run.objects.count() == 0
    keep(lan)
    with pytest.raises(RuleError) as taken:
        restore_question(actor=actor_of(lan), pk=row.pk)
    assert refusal(taken) == ["QUESTION_NAME_TAKEN"]
    Row.objects.exclude(pk=row.pk).delete()
    restore_question(actor=actor_of(lan), pk=row.pk)
    assert names(lan) == ["Nữ"]


# Sharing


def test_a_question_is_shared_with_a_colleague_and_no_more(lan: User, hoa: User) -> None:
    row = keep(lan)
    one, two = actor_of(lan), actor_of(hoa)

    share = share_with(actor=one, pk=row.pk, username="hoa", may_change=False)
    assert open_question(actor=two, pk=row.pk).changeable is False
    with pytest.raises(PermissionDenied):
        change_question(actor=two, pk=row.pk, seen=1, name="x", note="", query=query())
    for deed in (drop_question, stop_question):
        with pytest.raises(Http404):
            deed(actor=two, pk=row.pk)
    with pytest.raises(Http404):
        share_with(actor=two, pk=row.pk, username="lan", may_change=False)
    for username, code in (("ai", "QUESTION_NO_COLLEAGUE"), ("lan", "QUESTION_OWN")):
        with pytest.raises(RuleError) as refused:
            share_with(actor=one, pk=row.pk, username=username, may_change=True)
        assert refusal(refused) == [code]
    unshare(actor=one, pk=row.pk, share=share.pk)
    assert names(hoa) == []


@pytest.mark.by_grants
def test_everybody_who_works_in_an_organisation_sees_what_he_or_she_may(
    lan: User, hoa: User, ids: Mapping[str, int]
) -> None:
    give(lan, ids, "khoi")
    give(hoa, ids, "y-te")
    outside = User.objects.create(username="ngoai")
    give(outside, ids, "tinh")
    row = keep(lan, question=Question(("dang_vien",), "khoi", "below"))

    share_in(actor=actor_of(lan), pk=row.pk, org=ids["khoi"])
    assert names(hoa) == ["Nữ"]
    assert names(outside) == []
    client = Client()
    client.force_login(hoa)
    page = client.get(f"{KEPT}{row.pk}/?on=2017-01-01")
    found = {
        place.uid + place.side: value and value.part
        for spot, value in page.context["told"].answer.cells.items()
        for place in [page.context["told"].answer.places[spot.place]]
    }
    assert found["y-te"] == 2
    assert {number for uid, number in found.items() if uid != "y-te"} == {None}
    with pytest.raises(PermissionDenied):
        share_in(actor=actor_of(lan), pk=row.pk, org=ids["tinh"])


# Asked again


def test_a_question_is_asked_on_its_days_and_missed_days_are_made_up(lan: User) -> None:
    row = keep(lan)
    actor = actor_of(lan)
    first = date(2015, 3, 31)
    schedule_question(actor=actor, pk=row.pk, every="quarter", first=first, today=first)

    run_due(date(2015, 3, 30))
    assert Run.objects.count() == 0
    for _time in range(4):
        run_due(date(2015, 10, 1))
    found = runs(actor=actor, pk=row.pk)
    assert [each.on for each in found] == [
        date(2015, 9, 30),
        date(2015, 6, 30),
        date(2015, 3, 31),
    ]
    assert [[v.part for v in each.answer.cells.values() if v] for each in found if each.answer] == [
        [2],
        [2],
        [2],
    ]
    assert open_question(actor=actor, pk=row.pk).due_next == date(2015, 12, 31)
    assert count_unseen(actor) == 3
    see_runs(actor=actor, question=row.pk)
    assert count_unseen(actor) == 0


def test_two_workers_keep_one_answer(lan: User) -> None:
    row = keep(lan)
    schedule_question(actor=actor_of(lan), pk=row.pk, every="year", first=DUE, today=DUE)
    one, two = kept_questions().get(), kept_questions().get()

    run_question(one)
    run_question(two)
    assert Run.objects.count() == 1
    assert kept_questions().get().due_next == date(2017, 12, 31)


def test_results_are_compared_with_the_time_before(lan: User, officer: Client) -> None:
    officer.force_login(lan)
    row = keep(lan, question=Question(("dang_vien", "ty_le_dang_vien_nu"), "khoi"))
    first = date(2016, 4, 30)
    schedule_question(actor=actor_of(lan), pk=row.pk, every="month", first=first, today=first)
    for _time in range(2):
        run_due(date(2016, 5, 30))

    listed = unescape(officer.get(f"{KEPT}{row.pk}/ket-qua/").content.decode())
    assert "Đảng viên: 5; Tỷ lệ đảng viên nữ: 60,0" in listed
    last = Run.objects.get(on=date(2016, 5, 30))
    page = officer.get(f"{KEPT}{row.pk}/ket-qua/{last.pk}/")
    told = unescape(page.content.decode())
    assert "5 (+1)" in told
    assert "thay đổi so với lần chạy ngày 30/04/2016; 2 ô đã đổi" in told
    last.answer["versions"]["dang_vien"] = 2
    last.save()
    again = unescape(officer.get(f"{KEPT}{row.pk}/ket-qua/{last.pk}/").content.decode())
    assert "Định nghĩa “Đảng viên” đã đổi từ phiên bản 1 sang 2." in again
    file = officer.get(f"{KEPT}{row.pk}/ket-qua/{last.pk}/?xuat=csv")
    assert '"30/05/2016",5,' in b"".join(file.streaming_content).decode()


def failure(row: Row) -> tuple[str, str]:
    run_due(DUE)
    run = Run.objects.get(question=row)
    assert run.answer is None
    return run.failure, run.detail


def due(user: User, question: Question = WOMEN) -> Row:
    row = keep(user, question=question)
    schedule_question(actor=actor_of(user), pk=row.pk, every="month", first=DUE, today=DUE)
    return row


@pytest.mark.by_grants
def test_an_owner_whose_rights_are_gone_is_told(lan: User, ids: Mapping[str, int]) -> None:
    act = give(lan, ids, "khoi")
    give(lan, ids, "y-te")
    row = due(lan)
    assert withdraw(actor=OPERATOR, grant=act, on=date(2016, 1, 1), reason="Thôi việc")

    assert failure(row) == ("rights", "")
    assert count_unseen(actor_of(lan)) == 1


def test_a_locked_owner_a_dissolved_organisation_and_a_broken_question_are_told(
    lan: User, hoa: User, ids: Mapping[str, int]
) -> None:
    locked, gone, broken = due(lan), due(hoa, Question(("dang_vien",), "bao")), due(hoa_too())
    User.objects.filter(pk=lan.pk).update(is_active=False)
    Row.objects.filter(pk=broken.pk).update(query="chi_tieu=khong_co&to_chuc=khoi")

    assert failure(locked) == ("owner", "")
    assert failure(gone) == ("org", "")
    code, detail = failure(broken)
    assert code == "question"
    assert detail == "Không có chỉ tiêu “khong_co”. Chọn trong danh sách."


def hoa_too() -> User:
    return User.objects.create(username="hoa-too")


@override_settings(QUESTION_CELLS=1)
def test_a_question_of_too_many_cells_is_told(lan: User) -> None:
    assert failure(due(lan, Question(("dang_vien",), "khoi", by=("sex",)))) == ("cells", "")


def test_a_schedule_begins_today_at_the_earliest(lan: User) -> None:
    row = keep(lan)
    told: dict[str, Any] = {"actor": actor_of(lan), "pk": row.pk, "today": DUE}

    with pytest.raises(RuleError) as past:
        schedule_question(every="month", first=date(2016, 12, 30), **told)
    assert refusal(past) == ["QUESTION_DUE_PAST"]
    with pytest.raises(RuleError) as unknown:
        schedule_question(every="day", first=DUE, **told)
    assert refusal(unknown) == ["QUESTION_EVERY_UNKNOWN"]


@pytest.mark.by_grants
def test_results_that_were_kept_are_shown_as_far_as_the_reader_may_read(
    lan: User, hoa: User, ids: Mapping[str, int]
) -> None:
    give(lan, ids, "khoi")
    give(hoa, ids, "y-te")
    row = due(lan, Question(("dang_vien",), "khoi", "below"))
    share_with(actor=actor_of(lan), pk=row.pk, username="hoa", may_change=False)
    run_due(DUE)

    def seen(user: User) -> dict[str, int | None]:
        [run] = runs(actor=actor_of(user), pk=row.pk)
        assert run.answer
        places = run.answer.places
        return {
            places[spot.place].uid + places[spot.place].side: value and value.part
            for spot, value in run.answer.cells.items()
        }

    assert seen(lan)["khoiwhole"] == 5
    told = {uid: number for uid, number in seen(hoa).items() if number is not None}
    assert told == {"y-te": 2}


# Pages


def test_a_question_is_saved_changed_and_shared_on_its_pages(officer: Client, hoa: User) -> None:
    address = f"{KEPT}luu/?{query()}&on=2017-01-01"
    empty = officer.post(address, {"name": ""})
    assert empty.status_code == 422
    saved = officer.post(address, {"name": "Nữ", "note": ""}, follow=True)
    assert "Đã lưu câu hỏi “Nữ”." in unescape(saved.content.decode())
    assert saved.context["told"].sentence.startswith("Đảng viên của Đảng bộ Khối các cơ quan, chỉ")
    row = kept_questions().get()

    change = f"{KEPT}{row.pk}/sua/?{query(Question(('dang_vien',), 'y-te'))}&on=2017-01-01"
    renamed = {"name": "Y tế", "note": "", "seen": "1"}
    assert officer.post(change, renamed).status_code == 302
    late = officer.post(change, {**renamed, "name": "Khác"})
    assert late.status_code == 422
    assert "vừa sửa câu hỏi này" in unescape(late.content.decode())
    share = f"{KEPT}{row.pk}/chia-se/"
    wrong = officer.post(share, {"do": "one", "one-username": "ai"})
    assert (wrong.status_code, wrong.context["one"].errors["username"]) == (
        422,
        ["Không có tài khoản “ai”. Chọn tên trong danh sách."],
    )
    officer.post(share, {"do": "one", "one-username": "hoa", "one-may_change": "on"})
    officer.post(share, {"do": "many", "many-to_chuc": "y-te"})
    page = unescape(officer.get(share).content.decode())
    assert "Mọi người làm việc ở Đảng bộ Ngành Y tế" in page
    unclear = officer.post(share, {"do": "many", "many-to_chuc": "không đâu"})
    assert unclear.status_code == 422

    first = officer.post(f"{KEPT}{row.pk}/lich/", {"every": "month", "first": "31/2/2030"})
    assert first.status_code == 422
    assert officer.post(f"{KEPT}{row.pk}/xoa/").status_code == 302
    listed = unescape(officer.get(KEPT).content.decode())
    assert "Đã xóa (1)" in listed
    officer.post(f"{KEPT}{row.pk}/khoi-phuc/")
    assert kept_questions().get().name == "Y tế"


def test_questions_of_others_are_not_found(officer: Client, hoa: User) -> None:
    row = keep(hoa)

    for page in ("", "sua/", "chia-se/", "lich/", "ket-qua/", "ket-qua/1/"):
        assert officer.get(f"{KEPT}{row.pk}/{page}").status_code == 404, page
    for page in ("sao-chep/", "xoa/", "khoi-phuc/"):
        assert officer.post(f"{KEPT}{row.pk}/{page}").status_code == 404, page
    assert officer.get(f"/lam-viec/so-lieu/hoi/?cau_hoi={row.pk}").status_code == 404


def test_the_console_asks_a_question_that_is_kept(lan: User, hoa: User) -> None:
    moving = Question(("dang_vien",), "khoi", by=("sex",), days=(DayWord("today"),))
    row = keep(lan, "Theo giới", moving)

    def run(*told: str) -> str:
        out = StringIO()
        call_command("question", *told, "--on", "2017-01-01", stdout=out)
        return out.getvalue()

    found = json.loads(run("Theo giới", "--json"))
    validator("question").validate(found)
    assert [(cell["keys"], cell["value"]["part"]) for cell in found["cells"]] == [
        ({"sex": "nam"}, 2),
        ({"sex": "nu"}, 3),
    ]
    assert (found["owner"], found["versions"]) == ("lan", {"dang_vien": 1})
    assert "  Đảng viên; Đảng bộ Khối các cơ quan; 01/01/2017; Nữ: 3 người" in run(str(row.pk))
    keep(hoa, "Theo giới", moving)
    with pytest.raises(CommandError, match="hoa:Theo giới, lan:Theo giới"):
        run("Theo giới")
    assert run("hoa:Theo giới") == run(str(row.pk))
    with pytest.raises(CommandError, match="Không có câu hỏi đã lưu «ai»"):
        run("ai")
