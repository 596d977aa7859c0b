"""Members over HTTP: where they go in a draft, one by one, and what checking shows of them."""

import re
from datetime import date
from typing import Any

import pytest
from desk.samples import content, merge, rename
from django.test import Client
from factories import small_membership

from dangbo.accounts.access import Actor
from dangbo.accounts.models import User
from dangbo.desk.commands import start_draft
from dangbo.desk.models import Draft
from dangbo.members.models import Posting
from dangbo.members.queries.pasted import read_members
from dangbo.members.queries.posted import Posted

pytestmark = pytest.mark.django_db
DESK = "/lam-viec/sap-xep/"
CHOOSE = "/lam-viec/dang-vien/soan/"
DAY = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def members(ids: dict[str, int]) -> dict[str, int]:
    """Post the invented members, and return the ids of organisations."""
    small_membership.build(ids)
    return ids


@pytest.fixture
def client(officer: Actor) -> Client:
    """Return a browser in which the officer has signed in."""
    found = Client()
    found.force_login(User.objects.get(pk=officer.user_id))
    return found


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def split(**more: Any) -> dict[str, Any]:
    """Return the drafted split of the cell that has two members into itself and a new one."""
    new = {"name": "Chi bộ Mới", "kind": "chi_bo_truc_thuoc", "superior": "y-te", "new": True}
    results = [{"org": "y-te-1"}, {**new, "org": "chi-bo-moi"}]
    return {"change": "split", "source": "y-te-1", "results": results, **more}


def drafted(actor: Actor, *changes: dict[str, Any]) -> Draft:
    return start_draft(actor=actor, content=content(*changes))


def members_of(draft: Draft) -> Any:
    return Draft.objects.get(pk=draft.pk).content["changes"][0].get("members")


def listed(draft: Draft) -> dict[str, str]:
    return dict((members_of(draft) or {}).get("listed") or {})


def choose(client: Client, draft: Draft, **post: Any) -> Any:
    return client.post(f"{CHOOSE}{draft.pk}/1/", post)


def test_a_change_says_who_is_there_and_where_they_go_by_rule(
    client: Client, officer: Actor
) -> None:
    draft = drafted(officer, merge("bao-dai", "giam-dinh", name="Mới"))

    page = text_of(client.get(f"{DESK}{draft.pk}/thay-doi/1/"))

    assert "Đảng bộ Báo và Đài: 3 đảng viên, theo về Mới" in page
    assert "Chi bộ Giám định: " not in page


@pytest.mark.parametrize(
    "change", [rename("y-te-1", "Khác"), merge("giam-dinh", "minh-hoa", name="M")]
)
def test_a_change_without_members_does_not_speak_of_any(
    client: Client, officer: Actor, change: dict[str, Any]
) -> None:
    draft = drafted(officer, change)

    assert "members.asked" not in client.get(f"{DESK}{draft.pk}/thay-doi/1/").content.decode()


def test_the_rest_goes_where_it_is_typed_or_chosen(client: Client, officer: Actor) -> None:
    draft = drafted(officer, {"change": "dissolve", "org": "y-te-1"})
    url = f"{DESK}{draft.pk}/thay-doi/1/"
    assert "Chi bộ Văn phòng: 2 đảng viên, chưa có nơi về" in text_of(client.get(url))
    post = {"seen": draft.revision, "change": "dissolve", "org": "y-te-1", "members.asked": "1"}

    client.post(url, {**post, "members.rest": "y-te-2", "autosave": "1"})
    assert members_of(draft) == {"rest": "y-te-2"}

    post["seen"] = Draft.objects.get(pk=draft.pk).revision
    client.post(url, {**post, "members.rest": "chi bộ nào đó", "do": "stay"})
    assert members_of(draft) == {"rest": "", "typed": {"rest": "chi bộ nào đó"}}
    assert "Chưa rõ «chi bộ nào đó»" in text_of(client.get(f"{DESK}{draft.pk}/kiem-tra/"))

    post["seen"] = Draft.objects.get(pk=draft.pk).revision
    client.post(url, {**post, "members.to": "y-te-2", "do": "to:members"})
    assert members_of(draft) == {"rest": "y-te-2"}


def test_the_rest_is_chosen_from_the_tree(client: Client, officer: Actor) -> None:
    draft = drafted(officer, {"change": "dissolve", "org": "y-te-1"})
    url = f"{DESK}{draft.pk}/thay-doi/1/chon/rest/?part=members"

    assert client.get(url).status_code == 200
    client.post(url, {"org": "y-te-2", "shown": "y-te-2", "tick": "y-te-2"})

    assert members_of(draft) in ({"rest": "y-te-2"}, None, {})


def test_members_are_listed_with_a_place_each_in_the_order_of_names(
    client: Client, officer: Actor
) -> None:
    draft = drafted(officer, split())

    answer = client.get(f"{CHOOSE}{draft.pk}/1/")

    assert [row.name for row in answer.context["rows"]] == ["Hoàng Văn Dũng", "Đặng Thị Em"]
    assert [key for key, _ in answer.context["places"]] == ["y-te-1", "chi-bo-moi"]
    choose(client, draft, **{"to.em": "chi-bo-moi", "to.dung": "", "do": "save"})
    assert listed(draft) == {"em": "chi-bo-moi"}
    choose(client, draft, **{"to.em": "", "to.dung": "chi-bo-moi", "do": "done"})
    assert listed(draft) == {"dung": "chi-bo-moi"}


def test_many_are_chosen_at_once(client: Client, officer: Actor) -> None:
    draft = drafted(officer, split())

    choose(client, draft, row=["em", "dung"], many="chi-bo-moi", do="many")
    assert listed(draft) == {"em": "chi-bo-moi", "dung": "chi-bo-moi"}
    choose(client, draft, many="", do="all")
    assert listed(draft) == {}
    client.post(f"{CHOOSE}{draft.pk}/1/?q=dang", {"many": "y-te-1", "do": "all"})
    assert listed(draft) == {"em": "y-te-1"}


def test_who_is_not_there_and_what_is_no_place_is_passed_over(
    client: Client, officer: Actor
) -> None:
    draft = drafted(officer, split())

    choose(client, draft, **{"to.an": "chi-bo-moi", "to.em": "khoi", "to.nobody": "y-te-1"})

    assert listed(draft) == {}


def test_a_pasted_list_takes_what_is_clear_and_asks_the_rest_again(
    client: Client, officer: Actor
) -> None:
    draft = drafted(officer, split())
    lines = "1. hoang van dung\nNguyễn Văn Nào\nĐặng Thị Em\tghi chú"

    answer = choose(client, draft, lines=lines, pasted="chi-bo-moi", do="paste")

    assert listed(draft) == {"em": "chi-bo-moi", "dung": "chi-bo-moi"}
    assert [line.typed for _, line, _ in answer.context["left"]] == ["Nguyễn Văn Nào"]
    assert answer.context["typed_again"] == "Nguyễn Văn Nào"


def test_checking_shows_who_goes_where_and_loses_nobody(client: Client, officer: Actor) -> None:
    draft = drafted(officer, split(members={"listed": {"em": "chi-bo-moi"}}))

    answer = client.get(f"{DESK}{draft.pk}/kiem-tra/")
    page = text_of(answer)

    (panel,) = answer.context["along"]
    assert [count for _, count in panel.context["stats"]] == ["1", "2", "2"]
    assert "Đặng Thị Em : Chi bộ Văn phòng → Chi bộ Mới" in page
    assert "Chi bộ Mới sẽ còn 1 đảng viên chính thức" not in page
    assert "Chi bộ Mới sẽ còn 0 đảng viên chính thức, ít hơn mức tối thiểu 3" in page
    assert "Đảng viên đang sinh hoạt tại các tổ chức này" in page
    assert "Chi bộ Văn phòng: 2 đảng viên" in page


def test_who_would_have_no_place_is_named_with_the_way_to_mend_it(
    client: Client, officer: Actor
) -> None:
    draft = drafted(officer, {"change": "dissolve", "org": "y-te-1"})

    answer = client.get(f"{DESK}{draft.pk}/kiem-tra/")
    page = text_of(answer)

    assert "Chi bộ Văn phòng kết thúc ngày 01/11/2026 khi còn 2 đảng viên sinh hoạt tại đó" in page
    assert "2 đảng viên của Chi bộ Văn phòng chưa có nơi sinh hoạt" in page
    (finding,) = answer.context["told"].findings
    assert finding.url == f"{DESK}{draft.pk}/thay-doi/1/"


def test_signing_does_what_was_shown(client: Client, officer: Actor) -> None:
    first = drafted(officer, split(members={"listed": {"em": "chi-bo-moi"}}))
    url = f"{DESK}{first.pk}/ky/"
    answer = client.get(url)
    ticks = [tick.key for tick in answer.context["ticks"]]
    names = ("digest", "since", "summary")
    seen = {name: answer.context[name] for name in names}
    told = {"warned": " ".join(ticks), "tick": ticks}

    done = client.post(url, {**seen, **told})

    assert done.status_code in {200, 302, 303}
    assert Draft.objects.get(pk=first.pk).state == "signed"
    rows = Posting.objects.filter(voided_by=None, end=None, person__uid="em")
    assert [row.org.uid for row in rows] == ["chi-bo-moi"]


def test_one_who_only_reads_chooses_nothing(client: Client, officer: Actor) -> None:
    draft = drafted(officer, split())
    Draft.objects.filter(pk=draft.pk).update(state="discarded")

    assert "disabled" in client.get(f"{CHOOSE}{draft.pk}/1/").content.decode()
    answer = choose(client, draft, **{"to.em": "chi-bo-moi"})

    assert answer.status_code == 422
    assert listed(draft) == {}


def test_a_change_that_takes_nobody_along_has_no_such_page(client: Client, officer: Actor) -> None:
    draft = drafted(officer, rename("y-te-1", "Khác"))

    assert client.get(f"{CHOOSE}{draft.pk}/1/").status_code == 404
    assert client.get(f"{CHOOSE}{draft.pk}/9/").status_code == 404


def people() -> list[Posted]:
    return [
        Posted(1, "a", "Nguyễn Văn An", date(1980, 1, 2), 1, ("012.345", "7")),
        Posted(2, "b", "Nguyễn Văn Án", date(1981, 3, 4), 1),
        Posted(3, "c", "Trần Bình", None, 1),
        Posted(4, "d", "Trần Bình", date(1990, 5, 6), 1),
    ]


@pytest.mark.parametrize(
    ("line", "state", "uids"),
    [
        ("Nguyễn Văn An", "resolved", ["a"]),
        ("  3. nguyễn văn án", "resolved", ["b"]),
        ("nguyen van an", "ambiguous", ["a", "b"]),
        ("nguyen van an 4/3/1981", "resolved", ["b"]),
        ("Trần Bình", "ambiguous", ["c", "d"]),
        ("012345", "resolved", ["a"]),
        ("x\t012.345\ty", "resolved", ["a"]),
        ("Lê Ai", "unknown", []),
        ("99/99/1980", "unknown", []),
    ],
)
def test_a_line_means_whom_it_calls(line: str, state: str, uids: list[str]) -> None:
    (found,) = read_members(f"\n{line}\n", people())

    assert (found.state, [each.uid for each in found.persons]) == (state, uids)


def test_the_same_person_twice_is_told_so() -> None:
    found = read_members("Nguyễn Văn An\n012345", people())

    assert [each.state for each in found] == ["resolved", "twice"]
