"""The list of drafts, how one begins, its paper and day, who is on it, over HTTP."""

from datetime import date, timedelta
from typing import Any

import pytest
from desk.samples import content, merge, person, rename
from django.test import Client
from django.utils import timezone

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.accounts.models import User
from dangbo.desk.commands import discard_draft, share_draft, start_draft, write_head
from dangbo.desk.commands.telling import tell
from dangbo.desk.enums import News, State
from dangbo.desk.models import Draft, Notice
from dangbo.desk.queries.verdicts import kept_findings
from dangbo.orgs.queries.deciding import decisions
from dangbo.rules.verdicts import finding

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]
DESK = "/lam-viec/sap-xep/"
ORGS = "/lam-viec/to-chuc/"
EDITING = ("Thêm thay đổi", "Chép", "Hoàn tác", "Thêm các dòng này", "Bỏ bản soạn", "Lên")


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def text_of(answer: Any) -> str:
    return " ".join(str(answer.content.decode()).split())


@pytest.fixture
def client(officer: Actor) -> Client:
    return signed_in(officer)


@pytest.fixture
def draft(officer: Actor) -> Draft:
    return start_draft(actor=officer, content=content(rename("y-te", "Mới"), title="Sắp xếp"))


def titles(answer: Any) -> list[str]:
    return [str(line.cells[0].value) for line in answer.context["table"].lines]


def test_first_visit_offers_the_first_act(client: Client) -> None:
    answer = client.get(DESK)

    assert "Chưa có bản soạn nào" in text_of(answer)
    assert f'href="{DESK}soan/"' in text_of(answer)


def test_list_is_sorted_and_narrowed(officer: Actor, client: Client, draft: Draft) -> None:
    late = start_draft(actor=officer, content=content(title="Ăn", on="01/01/2027"))
    write_head(actor=officer, draft=draft.pk, values={"reason": "x"}, seen=0)
    gone = start_draft(actor=officer, content=content(title="Đã thôi"))
    discard_draft(actor=officer, draft=gone.pk)

    assert titles(client.get(DESK)) == ["Sắp xếp", "Ăn"]
    assert titles(client.get(DESK, {"sort": "-on"})) == ["Ăn", "Sắp xếp"]
    assert titles(client.get(DESK, {"tim": "sap xep"})) == ["Sắp xếp"]
    assert titles(client.get(DESK, {"trang-thai": "discarded"})) == ["Đã thôi"]
    assert late.on == date(2027, 1, 1)


def test_drafts_of_others_are_not_listed_until_shared(
    officer: Actor, colleague: Actor, draft: Draft
) -> None:
    other = signed_in(colleague)
    before = other.get(DESK).context["any"], other.get(f"{DESK}{draft.pk}/thay-doi/").status_code
    share_draft(actor=officer, draft=draft.pk, username=colleague.name, may_write=False)

    assert before == (0, 404)
    assert titles(other.get(DESK)) == ["Sắp xếp"]


def test_ticked_drafts_go_on_to_be_signed_together(client: Client, draft: Draft) -> None:
    answer = client.post(DESK, {"row": [draft.pk, "x", 7]})

    assert (answer.status_code, answer.url) == (
        303,
        f"{DESK}ky-cung-luc/?draft={draft.pk}&draft=7",
    )


def test_news_are_told_with_reasons_and_counted_until_seen(
    officer: Actor, client: Client, draft: Draft
) -> None:
    reasons = kept_findings([finding("NOT_STANDING", org=1, on="2026-11-01")], {1: "Đảng bộ Khối"})
    tell(draft, News.FAILED, {"findings": reasons})
    tell(draft, News.CHANGED, {"acts": [1], "orgs": ["y-te"], "count": 1})

    page = client.get(DESK)
    counted = text_of(client.get(ORGS)).count("ui-nav-count")
    client.post(f"{DESK}da-xem/?draft={draft.pk}")

    changed, failed = page.context["notices"]
    assert changed.rows == ["Đảng bộ Ngành Y tế"]
    assert len(failed.rows) == 1
    assert "Đảng bộ Khối" in failed.rows[0]
    assert counted == 1
    assert client.get(DESK).context["notices"] == []
    assert "ui-nav-count" not in text_of(client.get(ORGS))
    assert Notice.objects.filter(seen_at__isnull=True).count() == 0


def test_one_click_begins_a_draft_from_an_organisation(client: Client) -> None:
    page = client.get(f"{DESK}soan/", {"org": "bao-dai"})
    answer = client.post(f"{DESK}soan/", {"org": "bao-dai", "template": "ket-thuc"})

    draft = Draft.objects.get()
    assert page.context["org"].name == "Đảng bộ Báo và Đài"
    assert (answer.status_code, answer.url) == (303, f"{DESK}{draft.pk}/van-ban/")
    assert draft.content["changes"] == [
        {"id": 1, "change": "move", "orgs": ["y-te-2"]},
        {"id": 2, "change": "dissolve", "org": "bao-dai"},
    ]


def test_enter_in_the_field_of_the_organisation_only_looks_for_it(client: Client) -> None:
    answer = client.post(f"{DESK}soan/", {"org": "bao va dai", "look": "1", "decision": ""})

    assert (answer.status_code, Draft.objects.count()) == (200, 0)
    assert answer.context["org"].key == "bao-dai"


def test_unknown_organisation_begins_nothing_and_is_asked_about(client: Client) -> None:
    answer = client.post(f"{DESK}soan/", {"org": "Đảng bộ Báo và Đoàn", "template": "doi-ten"})

    assert (answer.status_code, Draft.objects.count()) == (422, 0)
    assert "bao-dai" in [each.key for each in answer.context["meaning"].offers]


def test_draft_begins_like_an_earlier_draft_or_decision(client: Client, draft: Draft) -> None:
    split = next(row for row in decisions(actor=OPERATOR) if row.on == date(2016, 1, 1))

    client.post(f"{DESK}soan/", {"copy": draft.pk, "decision": ""})
    client.post(f"{DESK}soan/", {"copy": "", "decision": split.act_id})
    nothing = client.post(f"{DESK}soan/", {"copy": "", "decision": "", "template": "không có"})

    kinds = [
        [each["change"] for each in row.content["changes"]] for row in Draft.objects.order_by("pk")
    ]
    assert kinds == [["rename"], ["rename"], ["split"]]
    assert nothing.status_code == 422


def test_draft_leads_to_its_first_step_that_is_not_done(
    officer: Actor, client: Client, draft: Draft
) -> None:
    def lead() -> str:
        return str(client.get(f"{DESK}{draft.pk}/").url).removeprefix(f"{DESK}{draft.pk}/")

    whole = lead()
    write_head(actor=officer, draft=draft.pk, values={"on": ""}, seen=0)
    undated = lead()
    write_head(actor=officer, draft=draft.pk, values={"on": "01/11/2026"}, seen=9)
    client.post(f"{DESK}{draft.pk}/thay-doi/", {"do": "add", "change": "move"})

    assert (whole, undated, lead()) == ("kiem-tra/", "van-ban/", "thay-doi/")


def test_head_keeps_what_is_typed_also_what_cannot_be_read(client: Client, draft: Draft) -> None:
    typed = {"seen": "0", "on": "31/02/2026", "number_raw": "9-QĐ/ĐUK", "do": "stay", "paper": ""}

    answer = client.post(f"{DESK}{draft.pk}/van-ban/", typed)
    page = client.get(answer.url)

    assert answer.status_code == 303
    assert Draft.objects.get().content["head"]["on"] == "31/02/2026"
    assert "31/02/2026" in str(page.context["findings"][0].text)
    assert page.context["steps"][0].state == "current"


@pytest.mark.parametrize(
    ("away", "said"), [(-10, "đã qua 10 ngày"), (0, "ngay khi ký"), (10, "Còn 10 ngày nữa")]
)
def test_day_of_effect_says_what_it_means(
    client: Client, draft: Draft, away: int, said: str
) -> None:
    day = (timezone.localdate() + timedelta(days=away)).strftime("%d/%m/%Y")

    page = client.post(f"{DESK}{draft.pk}/van-ban/", {"seen": "0", "on": day, "autosave": "1"})

    assert said in page.context["day_note"]


def test_recorded_paper_is_found_and_chosen(client: Client, draft: Draft) -> None:
    address = f"{DESK}{draft.pk}/van-ban/"

    found = client.post(address, {"seen": "0", "tim": "18-QĐ", "do": "find"})
    (paper,) = client.get(found.url).context["papers"]
    client.post(address, {"seen": "0", "paper": paper.uid, "do": "next"})
    page = client.get(address)

    assert paper.number == "18-QĐ/ĐUK"
    assert page.context["paper"].uid == paper.uid
    assert page.context["findings"] == []


def test_conflict_at_the_head_is_settled_field_by_field(
    officer: Actor, colleague: Actor, client: Client, draft: Draft
) -> None:
    share_draft(actor=officer, draft=draft.pk, username=colleague.name, may_write=True)
    theirs = {"reason": "Của họ", "title": "Tên họ"}
    write_head(actor=colleague, draft=draft.pk, values=theirs, seen=0)
    address = f"{DESK}{draft.pk}/van-ban/"
    mine = {"reason": "Của tôi", "title": "Tên tôi"}

    conflict = client.post(address, {**mine, "seen": "0"})
    kept = dict(conflict.context["kept"])
    client.post(address, {**kept, "seen": "1", "keep.reason": "theirs", "keep.title": "mine"})

    head = Draft.objects.get().content["head"]
    assert conflict.status_code == 409
    assert (head["reason"], head["title"]) == ("Của họ", "Tên tôi")


PAGES = ("van-ban/", "thay-doi/", "thay-doi/1/", "thu-tu/", "nhat-ky/", "chia-se/")


@pytest.mark.parametrize("page", PAGES)
def test_reader_is_offered_no_acts(officer: Actor, draft: Draft, page: str) -> None:
    reader = person("nguoi-xem")
    write_head(actor=officer, draft=draft.pk, values={"reason": "x"}, seen=0)
    share_draft(actor=officer, draft=draft.pk, username=reader.name, may_write=False)

    answer = signed_in(reader).get(f"{DESK}{draft.pk}/{page}")

    main = text_of(answer).partition("<main")[2].partition("</main>")[0]
    assert answer.status_code == 200
    assert 'type="submit"' not in main


@pytest.mark.parametrize("page", PAGES)
def test_another_day_hides_acts(client: Client, draft: Draft, page: str) -> None:
    answer = client.get(f"{DESK}{draft.pk}/{page}?on=01/01/2020")

    main = text_of(answer).partition("<main")[2].partition("</main>")[0]
    assert 'type="submit"' not in main


def test_reader_who_posts_is_refused(officer: Actor, draft: Draft) -> None:
    reader = person("nguoi-xem")
    share_draft(actor=officer, draft=draft.pk, username=reader.name, may_write=False)
    other = signed_in(reader)

    codes = [
        other.post(f"{DESK}{draft.pk}/{page}", {"seen": "9", "name": "x", **fields}).status_code
        for page, fields in (
            ("van-ban/", {"title": "x"}),
            ("thay-doi/", {"do": "add", "change": "move"}),
            ("thay-doi/1/", {}),
            ("thu-tu/", {"do": "up:1"}),
            ("nhat-ky/", {"revision": "1"}),
            ("bo/", {}),
            ("mo-lai/", {}),
        )
    ]

    assert codes == [403] * 7
    assert Draft.objects.get().revision == 0


def test_owner_asks_people_in_and_lets_them_go(
    client: Client, colleague: Actor, draft: Draft
) -> None:
    address = f"{DESK}{draft.pk}/chia-se/"

    client.post(address, {"username": colleague.name, "may_write": ""})
    people = client.get(address).context["people"]
    client.post(address, {"do": f"stop:{colleague.name}"})
    refused = client.post(address, {"username": "không có ai", "may_write": "1"})

    assert [(each.username, each.may_write, each.owner) for each in people] == [
        ("to-chuc", True, True),
        ("van-phong", False, False),
    ]
    assert [each.username for each in client.get(address).context["people"]] == ["to-chuc"]
    assert refused.status_code == 422
    assert 'value="không có ai"' in text_of(refused)


def test_record_of_edits_says_before_and_after_in_words(
    client: Client, colleague: Actor, draft: Draft
) -> None:
    base = f"{DESK}{draft.pk}/"
    client.post(f"{base}thay-doi/1/", {"seen": "0", "org": "bao-dai", "name": "Khác"})
    client.post(f"{base}thay-doi/", {"do": "add", "change": "move"})

    added, edited = client.get(f"{base}nhat-ky/").context["edits"]
    client.post(f"{base}nhat-ky/", {"revision": edited.revision})

    assert added.what == "Thêm 1 thay đổi"
    assert [(str(e.label), e.before, e.after) for e in edited.changes] == [
        ("Tổ chức", "Đảng bộ Ngành Y tế", "Đảng bộ Báo và Đài"),
        ("Tên", "Mới", "Khác"),
    ]
    assert Draft.objects.get().content["changes"][0]["org"] == "y-te"


def test_discarded_draft_is_taken_up_again(client: Client, draft: Draft) -> None:
    client.post(f"{DESK}{draft.pk}/bo/")
    away = Draft.objects.get().state
    page = client.get(f"{DESK}{draft.pk}/thay-doi/")
    client.post(f"{DESK}{draft.pk}/mo-lai/")

    assert (away, Draft.objects.get().state) == (State.DISCARDED, State.OPEN)
    assert (page.context["writable"], page.context["may_reopen"]) == (False, True)


def test_typing_offers_organisations_of_the_draft_first(officer: Actor, client: Client) -> None:
    draft = start_draft(
        actor=officer, content=content(merge("bao-dai", "giam-dinh", name="Đảng bộ Y tế mới"))
    )

    found = client.get(f"{DESK}{draft.pk}/goi-y/", {"q": "y te"}).json()["orgs"]
    few = client.get(f"{DESK}{draft.pk}/goi-y/", {"q": "y"}).json()["orgs"]

    assert (found[0]["key"], found[0]["new"]) == ("dang-bo-y-te-moi", True)
    assert "y-te" in [each["key"] for each in found]
    assert few == []


def test_sheet_holds_the_paper_and_every_change(officer: Actor, client: Client) -> None:
    told = merge("bao-dai", "giam-dinh", name="Đảng bộ Mới")
    draft = start_draft(actor=officer, content=content(told, rename("y-te", "Khác")))

    page = client.get(f"{DESK}{draft.pk}/ban-in/")

    assert [summary for summary, _told in page.context["changes"]] == [
        "Hợp nhất: Đảng bộ Báo và Đài, Chi bộ Giám định → Đảng bộ Mới",
        "Đổi tên: Đảng bộ Ngành Y tế → Khác",
    ]
    assert "7-QĐ/ĐUK" in [fact.value for fact in page.context["facts"]]


def test_page_of_an_organisation_offers_to_draft_and_lists_drafts(
    client: Client, draft: Draft
) -> None:
    named, other = (client.get(f"{ORGS}{key}/") for key in ("y-te", "bao-dai"))
    past = client.get(f"{ORGS}y-te/?on=01/01/2020")

    assert f'href="{DESK}soan/?org=y-te"' in text_of(named)
    assert f"{DESK}soan/?org=y-te" not in text_of(past)
    assert [
        "drafts" in [panel.key for panel in page.context["panels"]] for page in (named, other)
    ] == [True, False]


def test_signed_out_are_asked_to_sign_in(draft: Draft) -> None:
    answer = Client().get(f"{DESK}{draft.pk}/thay-doi/")

    assert answer.status_code == 302
