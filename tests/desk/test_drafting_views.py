"""The pages that a draft is made on, over HTTP: started, filled in without a script, kept."""

from typing import Any

import pytest
from desk.samples import merge, rename
from django.test import Client

from dangbo.accounts.access import Actor
from dangbo.accounts.models import User
from dangbo.desk.commands import share_draft, start_draft, write_change
from dangbo.desk.models import Draft
from dangbo.rules.draft_slots import SLOTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]
DESK = "/lam-viec/sap-xep/"


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def text_of(answer: Any) -> str:
    return " ".join(str(answer.content.decode()).split())


def stored(draft: Draft, place: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = Draft.objects.get(pk=draft.pk).content["changes"][place]
    return found


def started(officer: Actor, *changes: dict[str, Any]) -> Draft:
    return start_draft(actor=officer, content={"head": {}, "changes": list(changes)})


def post(client: Client, draft: Draft, change: int = 1, **fields: Any) -> Any:
    """Send the form of one change as a page would, names with dots as given in `more`."""
    seen = Draft.objects.get(pk=draft.pk).revision
    more = fields.pop("more", {})
    return client.post(
        f"{DESK}{draft.pk}/thay-doi/{change}/", {"seen": seen, "do": "stay", **fields, **more}
    )


PAGES = ("", "soan/")
STEPS = ("van-ban/", "thay-doi/", "thay-doi/1/", "thu-tu/", "nhat-ky/", "chia-se/", "ban-in/")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("day", ["", "?on=01/01/2019"])
def test_each_page_of_a_draft_answers(officer: Actor, step: str, day: str) -> None:
    draft = started(officer, merge("bao-dai", "giam-dinh", name="Mới"))

    answer = signed_in(officer).get(f"{DESK}{draft.pk}/{step}{day}")

    assert answer.status_code == 200
    assert answer.context["title"] == f"Bản soạn số {draft.pk}"


@pytest.mark.parametrize("page", PAGES)
def test_pages_without_a_draft_answer(officer: Actor, page: str) -> None:
    assert signed_in(officer).get(DESK + page).status_code == 200


@pytest.mark.parametrize(
    "kind",
    sorted(SLOTS),
)
def test_each_kind_of_change_can_be_added_and_shown(officer: Actor, kind: str) -> None:
    draft = started(officer)
    client = signed_in(officer)

    answer = client.post(f"{DESK}{draft.pk}/thay-doi/", {"do": "add", "change": kind})
    page = client.get(answer.url)

    assert answer.status_code == 303
    assert page.status_code == 200
    assert stored(draft)["change"] == kind


def test_text_typed_for_an_organisation_becomes_its_key(officer: Actor) -> None:
    draft = started(officer, {"change": "rename"})

    answer = post(signed_in(officer), draft, org="đảng bộ ngành y tế", name="Tên mới")

    assert answer.status_code == 303
    assert stored(draft) == {
        "id": 1,
        "change": "rename",
        "org": "y-te",
        "name": "Tên mới",
    }


def test_text_that_means_nobody_is_kept_with_the_nearest_beside_it(officer: Actor) -> None:
    draft = started(officer, {"change": "rename"})
    client = signed_in(officer)

    post(client, draft, org="Đảng bộ Ngành Y tê X")
    page = client.get(f"{DESK}{draft.pk}/thay-doi/1/")
    (box, *_rest) = page.context["boxes"]

    assert stored(draft)["typed"] == {"org": "Đảng bộ Ngành Y tê X"}
    assert box.text == "Đảng bộ Ngành Y tê X"
    assert "y-te" in [offer.org.key for offer in box.offers]


def test_choice_among_the_nearest_settles_what_was_typed(officer: Actor) -> None:
    draft = started(officer, {"change": "rename", "typed": {"org": "Ngành"}})
    more = {"org.shown": "Ngành", "org.key": "", "org.pick": "bao-dai"}

    post(signed_in(officer), draft, org="Ngành", more=more)

    assert stored(draft) == {"id": 1, "change": "rename", "org": "bao-dai", "typed": {}}


def test_text_left_alone_keeps_its_key_and_an_emptied_one_loses_it(officer: Actor) -> None:
    """Two organisations may bear one name: what was chosen is not guessed at again."""
    draft = started(officer, rename("y-te-1", "Mới"))
    client = signed_in(officer)
    more = {"org.shown": "Tên nào đó", "org.key": "y-te-1"}

    post(client, draft, org="Tên nào đó", name="Mới", more=more)
    kept = stored(draft)["org"]
    post(client, draft, org="", name="Mới", more=more)

    assert (kept, stored(draft)["org"]) == ("y-te-1", "")


def test_new_organisation_of_the_draft_is_found_by_name_and_by_key(officer: Actor) -> None:
    draft = started(officer, merge("bao-dai", "giam-dinh", name="Đảng bộ Mới"), {"change": "move"})
    client = signed_in(officer)

    post(client, draft, change=2, superior="đảng bộ  mới", more={"orgs": "", "orgs.add": "y-te-1"})
    by_name = stored(draft, 1)["superior"]
    post(client, draft, change=2, superior="dang-bo-moi", more={"orgs": "y-te-1"})

    assert (by_name, stored(draft, 1)["superior"]) == ("dang-bo-moi", "dang-bo-moi")


def test_name_of_a_new_organisation_that_another_bears_is_asked_about(officer: Actor) -> None:
    draft = started(
        officer, merge("bao-dai", "giam-dinh", name="Đảng bộ Ngành Y tế"), {"change": "rename"}
    )
    client = signed_in(officer)

    post(client, draft, change=2, org="Đảng bộ Ngành Y tế")
    (box, *_rest) = client.get(f"{DESK}{draft.pk}/thay-doi/2/").context["boxes"]

    assert (box.ambiguous, [offer.org.key for offer in box.offers]) == (
        True,
        ["dang-bo-nganh-y-te", "y-te"],
    )


def test_lines_of_a_list_are_added_once_and_open_ones_stay(officer: Actor) -> None:
    draft = started(officer, {"change": "move", "orgs": ["y-te-1"]})
    lines = "1. y-te-2\n\ny-te-1\n  Không có ai  \nĐảng bộ Ngành Y tế\n"

    post(signed_in(officer), draft, more={"orgs": "y-te-1", "orgs.add": lines}, superior="")

    assert stored(draft)["orgs"] == ["y-te-1", "y-te-2", "y-te"]
    assert stored(draft)["typed"] == {"orgs": ["Không có ai"]}


def test_open_line_is_mended_chosen_or_emptied(officer: Actor) -> None:
    typed = {"orgs": ["a a a", "b b b", "c c c", "d d d"]}
    draft = started(officer, {"change": "move", "orgs": [], "typed": typed})
    lines = {
        **{f"orgs.open.{at}.shown": text for at, text in enumerate(typed["orgs"])},
        **{f"orgs.open.{at}": text for at, text in enumerate(["y-te-1", "b b b", "", "d d d"])},
        "orgs.open.1.pick": "y-te-2",
        "orgs.open.count": "4",
        "orgs": "",
    }

    post(signed_in(officer), draft, more=lines)

    assert (stored(draft)["orgs"], stored(draft)["typed"]) == (
        ["y-te-1", "y-te-2"],
        {"orgs": ["d d d"]},
    )


@pytest.mark.parametrize(("deed", "left"), [("remove:orgs:y-te-1", ["y-te-2"]), ("clear:orgs", [])])
def test_organisations_are_taken_out_of_a_list(officer: Actor, deed: str, left: list[str]) -> None:
    draft = started(officer, {"change": "move", "orgs": ["y-te-1", "y-te-2"]})

    answer = post(signed_in(officer), draft, do=deed, more={"orgs": "y-te-1 y-te-2"})

    assert stored(draft)["orgs"] == left
    assert answer.url == f"{DESK}{draft.pk}/thay-doi/1/#o-orgs"


def entry(prefix: str, **fields: str) -> dict[str, str]:
    names = ("name", "short_name", "kind", "superior", "code", "sector", "key")
    return {f"{prefix}.{name}": fields.get(name, "") for name in names}


def test_described_organisation_is_kept_and_given_a_key(officer: Actor) -> None:
    draft = started(officer, {"change": "merge", "sources": ["bao-dai", "giam-dinh"]})
    result = entry("result", name=" Đảng bộ  Mới ", kind="dang_bo_co_so", superior="khoi")

    post(signed_in(officer), draft, more={"sources": "bao-dai giam-dinh", **result})

    assert stored(draft)["result"] == {
        "org": "dang-bo-moi",
        "name": "Đảng bộ Mới",
        "short_name": "",
        "kind": "dang_bo_co_so",
        "superior": "khoi",
        "code": "",
        "sector": "",
    }


def test_key_typed_for_a_new_organisation_is_taken(officer: Actor) -> None:
    draft = started(officer, {"change": "found"})

    post(signed_in(officer), draft, name="Chi bộ Mới", kind="", superior="", more={"key": "cb-moi"})

    assert stored(draft)["org"] == "cb-moi"


def test_results_may_stand_or_begin_and_rows_come_and_go(officer: Actor) -> None:
    draft = started(officer, {"change": "split", "source": "y-te", "results": [{"new": True}]})
    client = signed_in(officer)
    shown = {
        "source": "y-te",
        "results.count": "2",
        "results.from": "0",
        "results.0.new": "1",
        **entry("results.0", name="Một", kind="dang_bo_co_so"),
        "results.1.new": "",
        "results.1.org": "bao-dai",
        **entry("results.1"),
    }

    post(client, draft, more=shown, do="add:results")
    three = stored(draft)["results"]
    post(client, draft, more={**shown, "results.count": "0"}, do="remove:results:0")

    assert [(each.get("org"), each["new"]) for each in three] == [
        ("mot", True),
        ("bao-dai", False),
        (None, True),
    ]
    assert [each.get("org") for each in stored(draft)["results"]] == ["bao-dai", None]


def test_those_below_are_placed_one_by_one_and_the_rest_at_once(officer: Actor) -> None:
    results = [{"new": False, "org": "bao-dai"}, {"new": False, "org": "giam-dinh"}]
    draft = started(officer, {"change": "split", "source": "khoi", "results": results})
    places = {"below.asked": "1", "below.child.y-te": "giam-dinh", "below.child.bao-dai": ""}

    post(
        signed_in(officer),
        draft,
        more={"source": "khoi", **places, "below.rest": "bao-dai"},
        do="rest:below",
    )

    assert stored(draft)["below"] == {
        "y-te": "giam-dinh",
        "bao-dai": "bao-dai",
        "giam-dinh": "bao-dai",
        "minh-hoa": "bao-dai",
    }


def test_another_source_empties_the_places(officer: Actor) -> None:
    told = {"change": "split", "source": "khoi", "results": [], "below": {"y-te": "bao-dai"}}
    draft = started(officer, told)
    more = {"source": "y-te", "below.asked": "1", "below.child.y-te": "bao-dai"}

    post(signed_in(officer), draft, more=more)

    assert (stored(draft)["source"], stored(draft)["below"]) == ("y-te", {})


def test_rows_outside_the_window_stay_as_they_are(officer: Actor) -> None:
    rows = [{"source": "", "result": "", "part": "whole", "n": at} for at in range(30)]
    draft = started(officer, {"change": "regroup", "rows": rows})
    client = signed_in(officer)
    page = client.get(f"{DESK}{draft.pk}/thay-doi/1/?tu=25")
    (box, *_rest) = page.context["boxes"]
    window = {"rows.count": "5", "rows.from": "25"}
    window |= {f"rows.{at}.source": "y-te" for at in range(5)}
    window |= {f"rows.{at}.part": "part" for at in range(5)}

    post(client, draft, more=window)

    assert (box.first, box.count, box.total) == (25, 5, 30)
    kept = stored(draft)["rows"]
    assert [each.get("n") for each in kept[:25]] == list(range(25))
    assert [(each["source"], each["part"]) for each in kept[25:]] == [("y-te", "part")] * 5


def test_autosave_answers_with_the_page_and_its_revision(officer: Actor) -> None:
    draft = started(officer, {"change": "rename", "org": "y-te"})

    answer = post(signed_in(officer), draft, org="y-te", name="Gõ dở", autosave="1")

    assert answer.status_code == 200
    assert stored(draft)["name"] == "Gõ dở"
    assert 'name="seen" value="1"' in text_of(answer)


def test_conflict_shows_both_and_keeps_what_is_chosen(officer: Actor, colleague: Actor) -> None:
    draft = started(officer, {"change": "rename", "org": "y-te", "name": "Cũ"})
    share_draft(actor=officer, draft=draft.pk, username=colleague.name, may_write=True)
    theirs = {"name": "Của họ", "short_name": "CH"}
    write_change(actor=colleague, draft=draft.pk, change=1, values=theirs, seen=0)
    mine = {"seen": "0", "org": "y-te", "name": "Của tôi", "short_name": "CT"}
    client = signed_in(officer)
    address = f"{DESK}{draft.pk}/thay-doi/1/"

    conflict = client.post(address, mine)
    before = stored(draft)["name"]
    kept = dict(conflict.context["kept"])
    chosen = {**kept, "seen": "1", "keep.name": "mine", "keep.short_name": "theirs"}
    settled = client.post(address, chosen)

    assert conflict.status_code == 409
    assert [(each.field, each.mine, each.theirs) for each in conflict.context["fields"]] == [
        ("name", "Của tôi", "Của họ"),
        ("short_name", "CT", "CH"),
    ]
    assert before == "Của họ"
    assert settled.status_code == 303
    assert (stored(draft)["name"], stored(draft)["short_name"]) == ("Của tôi", "CH")


def test_refusal_shows_again_what_was_typed(officer: Actor) -> None:
    draft = started(officer, {"change": "rename", "org": "y-te"})
    client = signed_in(officer)
    client.post(f"{DESK}{draft.pk}/bo/")

    answer = post(client, draft, org="y-te", name="Tên đang gõ")

    assert answer.status_code == 422
    assert 'value="Tên đang gõ"' in text_of(answer)
    assert "name" not in stored(draft)


def test_change_dropped_meanwhile_can_be_added_again_as_typed(officer: Actor) -> None:
    draft = started(officer, {"change": "rename", "org": "y-te"})
    client = signed_in(officer)
    client.post(f"{DESK}{draft.pk}/thay-doi/", {"do": "drop:1"})
    typed = {"change": "rename", "org": "y-te", "name": "Tên đang gõ"}

    refused = post(client, draft, more=typed)
    again = post(client, draft, more=typed, do="again")

    assert (refused.status_code, again.status_code) == (422, 303)
    assert 'value="Tên đang gõ"' in text_of(refused)
    assert stored(draft) == {"id": 2, "change": "rename", "org": "y-te", "name": "Tên đang gõ"}


def test_dropped_change_is_brought_back_by_one_click(officer: Actor) -> None:
    draft = started(officer, rename("y-te", "A"), rename("bao-dai", "B"))
    client = signed_in(officer)

    dropped = client.post(f"{DESK}{draft.pk}/thay-doi/", {"do": "drop:1"})
    left = [each["id"] for each in Draft.objects.get().content["changes"]]
    page = client.get(dropped.url)
    client.post(f"{DESK}{draft.pk}/nhat-ky/", {"revision": page.context["undo"]})

    assert left == [2]
    assert sorted(each["id"] for each in Draft.objects.get().content["changes"]) == [1, 2]


def test_copied_change_stands_right_behind_its_original(officer: Actor) -> None:
    draft = started(officer, merge("bao-dai", "giam-dinh", name="Mới"), rename("y-te", "B"))

    signed_in(officer).post(f"{DESK}{draft.pk}/thay-doi/", {"do": "copy:1"})

    changes = Draft.objects.get().content["changes"]
    assert [each["id"] for each in changes] == [1, 3, 2]
    assert changes[1]["result"]["org"] == "moi-2"


def test_list_says_what_each_change_lacks_and_narrows(officer: Actor) -> None:
    told = [rename("y-te", "A"), {"change": "rename"}, {"change": "move", "typed": {"orgs": ["x"]}}]
    draft = started(officer, *told)
    client = signed_in(officer)

    def shown(**query: str) -> list[tuple[int, bool, bool]]:
        page = client.get(f"{DESK}{draft.pk}/thay-doi/", query).context["page"]
        return [(row.place, bool(row.missing), bool(row.wrong)) for row in page]

    assert shown() == [(1, False, False), (2, True, False), (3, True, True)]
    assert shown(thieu="1") == [(2, True, False), (3, True, True)]
    assert shown(loai="move") == [(3, True, True)]
    assert shown(tim="nganh y te") == [(1, False, False)]


@pytest.mark.parametrize(
    ("fields", "order"),
    [
        ({"do": "up:3"}, [1, 3, 2]),
        ({"do": "down:1"}, [2, 1, 3]),
        ({"do": "top:3"}, [3, 1, 2]),
        ({"do": "bottom:1"}, [2, 3, 1]),
        ({"do": "to:1", "to.1": "2"}, [2, 1, 3]),
        ({"do": "to:1", "to.1": "9" * 5_000}, [1, 2, 3]),
        ({"do": "to:1", "to.1": "77"}, [2, 3, 1]),
        ({"order": "3,1"}, [3, 2, 1]),
        ({"order": "x,,9"}, [1, 2, 3]),
        ({"do": "up:1"}, [1, 2, 3]),
        ({"do": "up:99"}, [1, 2, 3]),
        ({"do": "up:" + "9" * 5_000}, [1, 2, 3]),
    ],
)
def test_changes_are_moved(officer: Actor, fields: dict[str, str], order: list[int]) -> None:
    draft = started(officer, *(rename("y-te", name) for name in "ABC"))

    answer = signed_in(officer).post(f"{DESK}{draft.pk}/thu-tu/", fields)

    assert answer.status_code == 303
    assert [each["id"] for each in Draft.objects.get().content["changes"]] == order


def test_signs_that_no_database_takes_and_endless_texts_are_cut(officer: Actor) -> None:
    draft = started(officer, {"change": "split", "source": "y-te", "results": []})
    client = signed_in(officer)
    strange = {
        "source": "y-te\0",
        "below.asked": "1",
        "below.child.a\0b": "x",
        "results.count": "9",
    }

    answer = post(
        client, draft, more={**strange, "results.0.new": "1", "results.0.name": "x" * 9_000}
    )
    shared = client.post(f"{DESK}{draft.pk}/chia-se/", {"username": "a\0b"})

    assert (answer.status_code, shared.status_code) == (303, 422)
    assert (stored(draft)["source"], stored(draft)["below"]) == ("y-te", {})
    assert len(stored(draft)["results"]) == 9
    assert len(stored(draft)["results"][0]["name"]) == 2_000


def test_hundreds_of_lines_are_pasted_with_blanks_and_repeats(officer: Actor) -> None:
    draft = started(officer, {"change": "move"})
    lines = "\n".join(["y-te-1", "", "y-te-1", *(f"không có {n}" for n in range(300)), "y-te-2"])
    client = signed_in(officer)

    post(client, draft, more={"orgs": "", "orgs.add": lines})
    box = client.get(f"{DESK}{draft.pk}/thay-doi/1/").context["boxes"][0]

    assert stored(draft)["orgs"] == ["y-te-1", "y-te-2"]
    assert len(stored(draft)["typed"]["orgs"]) == 300
    assert (len(box.open), len(box.rest.splitlines())) == (50, 250)
