"""What a draft begins with: usual cases laid out, and copies of drafts and decisions."""

from datetime import date
from typing import Any

import pytest
from desk.samples import TODAY, content, merge, person, rename
from django.http import Http404

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.desk.commands import foresee_drafts, start_draft
from dangbo.desk.commands.copying import copy_of_change, copy_of_decision, copy_of_draft
from dangbo.desk.commands.templates import TEMPLATES, laid_out
from dangbo.orgs.queries.deciding import decisions
from dangbo.rules.draft_slots import SLOTS
from dangbo.rules.drafts import faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]
BY_KEY = {each.key: each for each in TEMPLATES}
OLD_KINDS = date(2020, 1, 1)


def changes_of(key: str, org: str = "", **more: Any) -> list[dict[str, object]]:
    return laid_out(template=BY_KEY[key], on=TODAY, org=org, **more)


@pytest.mark.parametrize("key", BY_KEY)
def test_each_template_can_begin_a_draft(officer: Actor, key: str) -> None:
    draft = start_draft(actor=officer, content={"changes": changes_of(key)})

    found = {each.code for each in faults(draft.content["changes"])}
    assert found <= {"FIELD_MISSING", "NO_CHANGES"}


@pytest.mark.parametrize("key", BY_KEY)
def test_templates_fill_only_fields_that_their_changes_have(key: str) -> None:
    for change in BY_KEY[key].changes:
        known = {"change", *(slot.name for slot in SLOTS[change["change"]])}
        assert change.keys() <= known


def test_closing_moves_everything_below_and_then_dissolves() -> None:
    assert changes_of("ket-thuc", "y-te", children=["y-te-1"]) == [
        {"change": "move", "orgs": ["y-te-1"]},
        {"change": "dissolve", "org": "y-te"},
    ]


def test_upgrading_founds_cells_of_the_kind_of_the_day() -> None:
    now = changes_of("nang-cap", "minh-hoa")
    then = laid_out(template=BY_KEY["nang-cap"], on=OLD_KINDS, org="minh-hoa")

    assert now[0] == {"change": "retype", "org": "minh-hoa", "kind": "dang_bo_co_so"}
    assert now[1:] == [{"change": "found", "superior": "minh-hoa", "kind": "chi_bo"}] * 3
    assert {each["kind"] for each in then[1:]} == {"chi_bo_truc_thuoc"}


def test_without_an_organisation_its_places_stay_empty() -> None:
    assert changes_of("chuyen-giao") == [{"change": "move", "orgs": []}]
    assert changes_of("doi-ten") == [{"change": "rename", "org": ""}]


def test_copied_draft_has_no_paper_and_no_day(officer: Actor) -> None:
    told = merge("bao-dai", "giam-dinh", name="Mới")
    first = start_draft(actor=officer, content=content(told, reason="Đề án", title="Sắp xếp"))

    copied = copy_of_draft(actor=officer, draft=first.pk)

    assert copied["head"] == {"subject": "Sắp xếp", "reason": "Đề án", "title": "Sắp xếp"}
    assert [each["result"]["org"] for each in copied["changes"]] == ["moi"]


def test_draft_of_others_cannot_be_copied(officer: Actor) -> None:
    draft = start_draft(actor=officer)

    with pytest.raises(Http404):
        copy_of_draft(actor=person("nguoi-la"), draft=draft.pk)


def test_copied_decision_begins_organisations_under_new_keys() -> None:
    """The split of 2016: its source stands, what it began gets another key, everywhere."""
    split = next(row for row in decisions(actor=OPERATOR) if row.on == date(2016, 1, 1))

    copied = copy_of_decision(actor=OPERATOR, act=split.act_id)

    (change,) = copied["changes"]
    new = [each for each in change["results"] if each["new"]]
    assert change["source"] == "y-te"
    assert [(each["org"], each["new"]) for each in change["results"] if not each["new"]] == [
        ("y-te", False)
    ]
    assert len(new) == 1
    assert new[0]["org"] not in {"giam-dinh", ""}


def test_every_decision_of_the_register_can_be_copied_and_foreseen(officer: Actor) -> None:
    for row in decisions(actor=OPERATOR):
        copied = copy_of_decision(actor=OPERATOR, act=row.act_id)
        draft = start_draft(actor=officer, content=copied)

        assert list(faults(draft.content["changes"])) == []
        foresee_drafts(actor=officer, contents=[draft.content], today=TODAY)


def test_decision_that_is_none_is_not_found() -> None:
    with pytest.raises(Http404):
        copy_of_decision(actor=OPERATOR, act=9_999)


def test_copied_change_gets_keys_of_its_own(officer: Actor) -> None:
    told = [merge("bao-dai", "giam-dinh", name="Mới"), rename("y-te", "Khác")]
    draft = start_draft(actor=officer, content=content(*told))
    first = draft.content["changes"][0]

    copied = copy_of_change(changes=draft.content["changes"], change=first)

    assert (first["result"]["org"], copied["result"]["org"]) == ("moi", "moi-2")
    assert {name: value for name, value in copied.items() if name != "result"} == {
        "change": "merge",
        "sources": ["bao-dai", "giam-dinh"],
    }
