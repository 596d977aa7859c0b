"""Signing over HTTP: the last look, what is sent back, twice, too late, together, later, failed."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from desk.samples import content, merge, person, rename
from django.test import Client
from django.utils import timezone
from factories.orgs import tables

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.accounts.models import User
from dangbo.audit.models import Act
from dangbo.desk.commands import share_draft, start_draft, take_effect
from dangbo.desk.enums import State
from dangbo.desk.models import Draft
from dangbo.orgs.commands import decide
from dangbo.orgs.queries.verifying import first_difference

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]
DESK = "/lam-viec/sap-xep/"
DECISIONS = "/lam-viec/to-chuc/quyet-dinh/"
Change = dict[str, Any]


def browser_of(actor: Actor) -> Client:
    found = Client()
    found.force_login(User.objects.get(pk=actor.user_id))
    return found


@pytest.fixture
def client(officer: Actor) -> Client:
    """Return a browser in which the officer has signed in."""
    return browser_of(officer)


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def page_of(draft: Draft) -> str:
    return f"{DESK}{draft.pk}/ky/"


def form_of(page: Any, *, ticking: bool = True) -> dict[str, Any]:
    """Return what the form of a last look sends back, each warning acknowledged or none."""
    keys = [tick.key for tick in page.context["ticks"]]
    seen = {name: page.context[name] for name in ("digest", "since", "summary")}
    return {**seen, "warned": " ".join(keys), "tick": keys if ticking else []}


def sign(client: Client, address: str, **more: Any) -> Any:
    return client.post(address, form_of(client.get(address), **more))


def state_of(draft: Draft) -> str:
    return str(Draft.objects.get(pk=draft.pk).state)


def begun(officer: Actor, *changes: Change, **more: str) -> Draft:
    return start_draft(actor=officer, content=content(*changes, **more))


def days_ahead(number: int) -> str:
    return (timezone.localdate() + timedelta(days=number)).strftime("%d/%m/%Y")


def test_button_names_the_act_and_the_number_of_organisations(
    client: Client, officer: Actor
) -> None:
    now = begun(officer, merge("bao-dai", "giam-dinh", name="Mới"))
    later = begun(officer, rename("y-te", "Y"), on="01/12/2126", number="8-QĐ/ĐUK")

    said = [text_of(client.get(page_of(each))) for each in (now, later)]

    assert "Ký quyết định và áp dụng cho 4 tổ chức" in said[0]
    assert "Ký quyết định, có hiệu lực từ 01/12/2126" in said[1]


def test_signed_draft_leads_to_what_was_done(client: Client, officer: Actor) -> None:
    draft = begun(officer, merge("bao-dai", "giam-dinh", name="Mới"))

    signed = sign(client, page_of(draft))
    result = client.get(signed["Location"])

    act = Act.objects.last()
    assert (act.code, act.actor) == ("orgs.decided", officer.name)
    assert result.context["decision_url"] == f"{DECISIONS}{act.seq}/"
    assert f"ghi ở nhật ký số {act.seq}" in text_of(result)
    assert client.get(result.context["paper_url"]).status_code == 200
    assert client.get(f"{DECISIONS}{act.seq}/").status_code == 200
    assert first_difference() is None


def test_looking_at_the_page_changes_nothing(client: Client, officer: Actor) -> None:
    draft = begun(officer, merge("bao-dai", "giam-dinh", name="Mới"))
    before = tables()

    client.get(page_of(draft))

    assert tables() == before


def test_warnings_are_acknowledged_one_by_one(client: Client, officer: Actor) -> None:
    draft = begun(officer, merge("bao-dai", "giam-dinh", name="Đảng bộ Ngành Y tế"))
    page = client.get(page_of(draft))
    form = form_of(page)

    one = client.post(page_of(draft), {**form, "tick": form["tick"][:1]})

    assert len(form["tick"]) == 2
    assert (one.status_code, state_of(draft)) == (422, State.OPEN)
    assert one.content.decode().count(" checked>") == 1
    assert sign(client, page_of(draft)).status_code == 302


def test_many_warnings_of_one_kind_are_acknowledged_together(
    client: Client, officer: Actor
) -> None:
    cells = [
        {
            "change": "found",
            "name": f"Chi bộ {number}",
            "kind": "chi_bo_truc_thuoc",
            "superior": "y-te",
            "code": "10.1",
        }
        for number in range(12)
    ]
    draft = begun(officer, *cells, on="01/07/2026")

    ticks = client.get(page_of(draft)).context["ticks"]

    assert [len(tick.texts) for tick in ticks] == [12, 1]


def test_form_that_is_sent_twice_signs_once(client: Client, officer: Actor) -> None:
    draft = begun(officer, rename("y-te", "Đảng bộ Y"))
    form = form_of(client.get(page_of(draft)))

    answers = [client.post(page_of(draft), form) for _ in range(2)]

    assert [each.status_code for each in answers] == [302, 302]
    assert all(each["Location"].startswith(f"{DESK}{draft.pk}/ket-qua/") for each in answers)
    assert Act.objects.filter(actor=officer.name, code="orgs.decided").count() == 1


def test_what_changed_meanwhile_is_shown_and_nothing_signed(
    client: Client, officer: Actor, ids: dict[str, int]
) -> None:
    draft = begun(officer, merge("bao-dai", "giam-dinh", name="Mới"))
    form = form_of(client.get(page_of(draft)))
    moved = {"change": "move", "orgs": [ids["y-te-1"]], "superior": ids["bao-dai"]}
    decide(actor=OPERATOR, on=date(2026, 1, 1), changes=[moved], title="Chuyển văn phòng")
    before = tables()

    answer = client.post(page_of(draft), form)

    assert answer.status_code == 409
    assert [each.title for each in answer.context["acts_since"]] == ["Chuyển văn phòng"]
    assert [(row.label, row.before, row.after) for row in answer.context["result_since"]] == [
        ("Chi bộ Văn phòng", "không đổi", "Chuyển cấp trên")
    ]
    assert (tables(), state_of(draft)) == (before, State.OPEN)
    assert client.post(page_of(draft), form_of(answer)).status_code == 302


def test_organisations_that_changed_meanwhile_are_laid_beside_what_they_were(
    client: Client, officer: Actor, ids: dict[str, int]
) -> None:
    draft = begun(officer, rename("y-te", "Đảng bộ Y"))
    form = form_of(client.get(page_of(draft)))
    recoded = {"change": "recode", "org": ids["y-te"], "code": "10.9"}
    decide(actor=OPERATOR, on=date(2026, 1, 1), changes=[recoded])

    answer = client.post(page_of(draft), form)

    assert [(row.label, row.before, row.after) for row in answer.context["states_since"]] == [
        ("Đảng bộ Ngành Y tế", "mã 10.1", "mã 10.9")
    ]


def test_draft_that_no_longer_holds_is_shown_with_every_reason(
    client: Client, officer: Actor, ids: dict[str, int]
) -> None:
    draft = begun(officer, merge("bao-dai", "giam-dinh", name="Mới"), rename("y-te", "Y"))
    form = form_of(client.get(page_of(draft)))
    sources = [ids["bao-dai"], ids["giam-dinh"]]
    absorbed = {"change": "absorb", "sources": sources, "result": ids["y-te"]}
    decide(actor=OPERATOR, on=date(2026, 1, 1), changes=[absorbed])

    answer = client.post(page_of(draft), form)

    said = " ".join(each.text for each in answer.context["told"].findings)
    assert answer.status_code == 409
    assert [
        name for name in ("Đảng bộ Báo và Đài", "Chi bộ Giám định", "Y tế") if name in said
    ] == [
        "Đảng bộ Báo và Đài",
        "Chi bộ Giám định",
    ]


def test_refused_draft_has_no_button(client: Client, officer: Actor) -> None:
    draft = begun(officer, rename("thanh-tra", "Chi bộ Thanh tra tỉnh"))

    page = client.get(page_of(draft))
    answer = client.post(page_of(draft), {"digest": "", "since": "0"})

    assert "Ký quyết định và áp dụng" not in text_of(page)
    assert (answer.status_code, state_of(draft)) == (409, State.OPEN)


@pytest.mark.parametrize(
    "nonsense",
    [
        {},
        {"digest": "x" * 5_000, "since": "-1", "summary": "[", "warned": "a b"},
        {"digest": "\0", "since": "9" * 40, "summary": '{"y-te": 5}', "tick": ["\0"]},
        {"since": "²", "summary": "[1, 2]"},
    ],
)
def test_nonsense_sent_back_signs_nothing(
    client: Client, officer: Actor, nonsense: dict[str, Any]
) -> None:
    draft = begun(officer, rename("y-te", "Đảng bộ Y"))

    answer = client.post(page_of(draft), nonsense)

    assert answer.status_code in {409, 422}
    assert state_of(draft) == State.OPEN


def test_one_who_only_reads_cannot_sign(client: Client, officer: Actor, colleague: Actor) -> None:
    draft = begun(officer, rename("y-te", "Đảng bộ Y"))
    share_draft(actor=officer, draft=draft.pk, username=colleague.name, may_write=False)
    form = form_of(client.get(page_of(draft)))
    reader = browser_of(colleague)

    assert "Chỉ người được soạn bản này mới ký được." in text_of(reader.get(page_of(draft)))
    assert reader.post(page_of(draft), form).status_code == 403
    assert browser_of(person("khac")).post(page_of(draft), form).status_code == 404
    assert state_of(draft) == State.OPEN


def together(*drafts: Draft) -> str:
    return f"{DESK}ky-cung-luc/?" + "&".join(f"draft={draft.pk}" for draft in drafts)


def test_drafts_are_signed_together_in_the_order_of_the_page(
    client: Client, officer: Actor
) -> None:
    first = begun(officer, merge("bao-dai", "giam-dinh", name="Mới"))
    second = begun(officer, rename("moi", "Mới hơn"), number="8-QĐ/ĐUK")

    wrong = client.get(together(second, first))
    (up,) = [each["up"] for each in wrong.context["ordered"] if each["up"]]
    right = f"{DESK}ky-cung-luc/{up}"
    signed = sign(client, right)
    result = client.get(signed["Location"])

    assert not wrong.context["allows"]
    assert right == together(first, second)
    assert [state_of(each) for each in (first, second)] == [State.SIGNED, State.SIGNED]
    assert [each["pk"] for each in result.context["others"]] == [first.pk]


def test_drafts_of_now_and_of_later_are_not_signed_together(client: Client, officer: Actor) -> None:
    first = begun(officer, rename("y-te", "Y"))
    second = begun(officer, rename("bao-dai", "B"), on=days_ahead(9), number="8-QĐ/ĐUK")

    page = client.get(together(first, second))

    assert page.context["told"].findings[0].text.startswith("Các bản soạn ký cùng lúc phải")
    assert not page.context["allows"]


@pytest.mark.parametrize("query", ["", "?draft=", "?draft=x&draft=-1", "?draft=" + "9" * 40])
def test_nothing_to_sign_together_is_not_there(client: Client, query: str) -> None:
    assert client.get(f"{DESK}ky-cung-luc/{query}").status_code == 404


def test_draft_of_a_later_day_waits_and_can_be_taken_back(client: Client, officer: Actor) -> None:
    draft = begun(officer, rename("y-te", "Đảng bộ Y"), on=days_ahead(30))

    waiting = client.get(sign(client, page_of(draft))["Location"])
    tree = client.get(f"/lam-viec/to-chuc/?on={timezone.localdate() + timedelta(days=30)}")
    before = client.get(f"/lam-viec/to-chuc/?on={timezone.localdate() + timedelta(days=29)}")
    client.post(f"{DESK}{draft.pk}/mo-lai/")

    assert f"Đã ký, chờ đến {days_ahead(30)}" in text_of(waiting)
    assert "Rút lại chữ ký để sửa" in text_of(waiting)
    assert [len(each.context["panels"]) for each in (tree, before)] == [1, 0]
    assert f"chờ hiệu lực ngày {days_ahead(30)}" in text_of(tree)
    assert state_of(draft) == State.OPEN
    assert not Act.objects.filter(actor=officer.name).exists()


def test_draft_that_failed_tells_why_as_it_was_and_can_be_mended(
    client: Client, officer: Actor, ids: dict[str, int]
) -> None:
    draft = begun(officer, rename("y-te", "Đảng bộ Y"), on=days_ahead(3))
    sign(client, page_of(draft))
    absorbed = {"change": "absorb", "sources": [ids["y-te"]], "result": ids["bao-dai"]}
    decide(actor=OPERATOR, on=timezone.localdate(), changes=[absorbed])
    take_effect(today=timezone.localdate() + timedelta(days=3))
    renamed = {"change": "rename", "org": ids["bao-dai"], "name": "Đảng bộ Báo"}
    decide(actor=OPERATOR, on=timezone.localdate(), changes=[renamed])

    failed = client.get(f"{DESK}{draft.pk}/ket-qua/")
    client.post(f"{DESK}{draft.pk}/mo-lai/")

    assert [each.text.split(" ngày")[0] for each in failed.context["findings"]] == [
        "Đảng bộ Ngành Y tế không tồn tại"
    ]
    assert "Sửa và ký lại" in text_of(failed)
    assert state_of(draft) == State.OPEN


def test_result_of_an_open_draft_is_its_check(client: Client, officer: Actor) -> None:
    draft = begun(officer, rename("y-te", "Đảng bộ Y"))

    assert client.get(f"{DESK}{draft.pk}/ket-qua/")["Location"] == f"{DESK}{draft.pk}/kiem-tra/"


def test_draft_that_is_signed_opens_at_what_became_of_it(client: Client, officer: Actor) -> None:
    draft = begun(officer, rename("y-te", "Đảng bộ Y"))
    sign(client, page_of(draft))

    assert client.get(f"{DESK}{draft.pk}/")["Location"] == f"{DESK}{draft.pk}/ket-qua/"
