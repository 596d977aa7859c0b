"""Prove that acts on posts are written, followed, corrected and rebuilt to the day."""

from datetime import date
from typing import Any

import pytest

from dangbo.accounts.access import OPERATOR
from dangbo.audit.queries import differences
from dangbo.members.commands import correct_events, record_events
from dangbo.members.models import Person
from dangbo.orgs.commands import correct, decide
from dangbo.posts.commands import correct_posts, foresee_posts, record_holder, record_posts
from dangbo.posts.models import Declaration, Entry, Plan, Post, Term
from dangbo.rules.verdicts import RuleError

ON = date(2020, 3, 1)
LATER = date(2022, 5, 1)


def begin(person: str, org: int, title: str, body: str = "bch", **more: Any) -> dict[str, Any]:
    return {
        "change": "begin",
        "person": person,
        "org": org,
        "body": body,
        "title": title,
        "how": "elected",
        **more,
    }


def decided(on: date, *posts: dict[str, Any], **more: Any) -> int:
    return record_posts(actor=OPERATOR, on=on, posts=posts, reason="thử", **more).seq


def happened(on: date, change: str, person: str) -> int:
    event = {"change": change, "person": person}
    return record_events(actor=OPERATOR, on=on, events=[event], reason="thử").seq


def held() -> list[tuple[Any, ...]]:
    rows = Post.objects.filter(voided_by=None).order_by("person__uid", "title", "start")
    return list(rows.values_list("person__uid", "title", "start", "end", "end_reason"))


def refused(on: date, *posts: dict[str, Any]) -> list[str]:
    verdict = foresee_posts(actor=OPERATOR, on=on, posts=posts)
    return [each.code for each in verdict.against]


def assert_rebuilt() -> None:
    assert [each for each in differences() if each[1] is not None] == []


def test_a_committee_is_elected_and_one_leaves_it(ids: dict[str, int]) -> None:
    khoi = ids["khoi"]
    first = decided(
        ON,
        {"change": "seats", "org": khoi, "body": "bch", "seats": 3, "name": "2020-2025"},
        begin("an", khoi, "uv_bch"),
        begin("binh", khoi, "uv_bch"),
        begin("an", khoi, "bi_thu"),
    )
    last = decided(
        LATER,
        {
            "change": "end",
            "person": "binh",
            "org": khoi,
            "body": "bch",
            "title": "uv_bch",
            "reason": "retired",
        },
    )

    assert held() == [
        ("an", "bi_thu", ON, None, ""),
        ("an", "uv_bch", ON, None, ""),
        ("binh", "uv_bch", ON, LATER, "retired"),
    ]
    row = Post.objects.get(person__uid="binh", voided_by=None)
    assert (row.basis_id, row.end_basis_id, row.closed_by_id) == (first, last, last)
    assert list(Term.objects.values_list("org", "seats", "name")) == [(khoi, 3, "2020-2025")]
    assert_rebuilt()


def test_posts_of_an_organisation_that_ends_are_closed_by_the_decision(
    ids: dict[str, int],
) -> None:
    decided(ON, begin("an", ids["giam-dinh"], "bi_thu_chi_bo", "chi_bo"))
    ended = [{"change": "dissolve", "org": ids["giam-dinh"]}]
    end = decide(actor=OPERATOR, on=LATER, changes=ended)

    assert held() == [("an", "bi_thu_chi_bo", ON, LATER, "org_ended")]
    assert Post.objects.get(voided_by=None).end_basis_id == end.seq
    assert_rebuilt()

    correct(actor=OPERATOR, act=end.seq, void=True, reason="ghi nhầm")

    assert held() == [("an", "bi_thu_chi_bo", ON, None, "")]
    assert_rebuilt()


def test_the_post_of_who_leaves_ends_with_it_and_comes_back_with_a_correction(
    ids: dict[str, int],
) -> None:
    khoi = ids["khoi"]
    plan = {"change": "plan", "person": "an", "org": khoi, "body": "bch", "title": "bi_thu"}
    decided(
        ON,
        begin("an", khoi, "uv_bch"),
        begin("binh", khoi, "uv_bch"),
        {**plan, "term": "2025-2030"},
    )
    died = happened(LATER, "die", "an")

    assert held() == [("an", "uv_bch", ON, LATER, "died"), ("binh", "uv_bch", ON, None, "")]
    assert Post.objects.get(person__uid="an", voided_by=None).end_basis_id == died
    assert Plan.objects.get(voided_by=None).end == LATER
    end = {"change": "end", "person": "an", "org": khoi, "body": "bch", "title": "uv_bch"}
    assert refused(LATER, end) == ["NOT_HELD"]
    assert_rebuilt()

    sooner = date(2021, 4, 1)
    correct_events(actor=OPERATOR, act=died, on=sooner, reason="đúng ngày")
    assert held()[0] == ("an", "uv_bch", ON, sooner, "died")
    assert_rebuilt()

    correct_events(actor=OPERATOR, act=died, void=True, reason="ghi nhầm")
    assert held()[0] == ("an", "uv_bch", ON, None, "")
    assert Plan.objects.get(voided_by=None).end is None
    assert_rebuilt()


def test_an_end_by_hand_after_the_leaving_does_not_hinder_corrections(ids: dict[str, int]) -> None:
    khoi = ids["khoi"]
    decided(ON, begin("an", khoi, "uv_bch"))
    decided(
        date(2022, 6, 1),
        {
            "change": "end",
            "person": "an",
            "org": khoi,
            "body": "bch",
            "title": "uv_bch",
            "reason": "retired",
        },
    )
    other = decided(ON, begin("an", ids["y-te"], "uv_bch"))
    happened(LATER, "expel", "an")

    correct_posts(actor=OPERATOR, act=other, void=True, reason="ghi nhầm")

    assert held() == [("an", "uv_bch", ON, LATER, "left")]
    assert_rebuilt()


def test_a_post_begun_after_coming_back_stays(ids: dict[str, int]) -> None:
    khoi = ids["khoi"]
    decided(ON, begin("an", khoi, "uv_bch"))
    happened(date(2021, 1, 5), "move_out", "an")
    state = {"standing": "official", "counted_from": ON, "admitted": ON}
    back = {"change": "move_in", "person": "an", "org": ids["y-te-1"], **state}
    record_events(actor=OPERATOR, on=date(2021, 8, 1), events=[back], reason="thử")
    decided(LATER, begin("an", khoi, "uv_bch"))

    assert held() == [
        ("an", "uv_bch", ON, date(2021, 1, 5), "transferred"),
        ("an", "uv_bch", LATER, None, ""),
    ]
    assert_rebuilt()


def test_an_act_is_redated_and_voided(ids: dict[str, int]) -> None:
    khoi = ids["khoi"]
    first = decided(ON, begin("an", khoi, "uv_bch"), begin("binh", khoi, "uv_bch"))

    correct_posts(actor=OPERATOR, act=first, on=LATER, reason="đúng ngày", position=1)
    assert held() == [("an", "uv_bch", ON, None, ""), ("binh", "uv_bch", LATER, None, "")]

    correct_posts(actor=OPERATOR, act=first, void=True, reason="không có")
    assert held() == []
    assert Entry.objects.filter(voided_by=None).count() == 0
    assert_rebuilt()


def test_a_correction_that_leaves_an_end_without_its_post_is_refused(ids: dict[str, int]) -> None:
    khoi = ids["khoi"]
    first = decided(ON, begin("an", khoi, "uv_bch"))
    end = {"change": "end", "person": "an", "org": khoi, "body": "bch", "title": "uv_bch"}
    decided(LATER, {**end, "reason": "retired"})

    with pytest.raises(RuleError) as caught:
        correct_posts(actor=OPERATOR, act=first, void=True, reason="không có")

    assert [each.code for each in caught.value.verdict.against] == ["NOT_HELD"]
    assert held() == [("an", "uv_bch", ON, LATER, "retired")]


def test_a_correction_without_effect_or_reason_is_refused(ids: dict[str, int]) -> None:
    first = decided(ON, begin("an", ids["khoi"], "uv_bch"))

    def codes(**how: Any) -> list[str]:
        with pytest.raises(RuleError) as caught:
            correct_posts(actor=OPERATOR, act=first, **how)
        return [each.code for each in caught.value.verdict.against]

    assert codes(void=True) == ["NO_REASON"]
    assert codes(on=ON, reason="x") == ["SAME_DAY"]
    assert codes(reason="x") == ["VOID_OR_DATE"]
    assert codes(void=True, reason="x", position=7) == ["NOT_IN_FORCE"]


def test_a_holder_named_by_a_source_is_no_member(ids: dict[str, int]) -> None:
    record_holder(actor=OPERATOR, uid="nguoi-1", name="Nguyễn Văn Nguồn", on=ON, reason="nguồn")
    post = begin("nguoi-1", ids["khoi"], "bi_thu", how="not_stated")
    verdict = foresee_posts(actor=OPERATOR, on=ON, posts=[post])
    decided(ON, post)

    assert [each.code for each in verdict.warnings] == ["NOT_A_MEMBER", "COMMITTEE_NOT_RECORDED"]
    assert held() == [("nguoi-1", "bi_thu", ON, None, "")]
    assert_rebuilt()


def test_posts_outside_the_register_are_kept_in_words(ids: dict[str, int]) -> None:
    outside = {
        "change": "begin",
        "person": "an",
        "title": "Ủy viên",
        "level": "tinh",
        "outside": "Ban Chấp hành Đảng bộ tỉnh",
        "side": "party",
    }
    decided(ON, outside)

    row = Post.objects.get()
    assert (row.org, row.outside, row.title, row.level, row.side) == (
        *(None, "Ban Chấp hành Đảng bộ tỉnh", "Ủy viên", "tinh", "party"),
    )
    assert refused(LATER, outside) == ["HOLDS_ALREADY"]
    assert refused(LATER, {**outside, "org": ids["khoi"], "body": "bch"}) == ["PLACE_UNCLEAR"]
    assert_rebuilt()


def test_plans_and_declarations_are_dated_registers(ids: dict[str, int]) -> None:
    khoi = ids["khoi"]
    plan = {
        "change": "plan",
        "person": "an",
        "org": khoi,
        "body": "bch",
        "title": "bi_thu",
        "term": "2025-2030",
    }
    declared = {"change": "declare", "person": "an", "year": 2021, "kind": "yearly"}
    decided(ON, plan)
    decided(date(2021, 11, 1), {**declared, "status": "due"})
    decided(date(2021, 12, 20), {**declared, "status": "done", "receiver": "UBKT"})
    decided(LATER, {**plan, "change": "unplan"})

    plans = Plan.objects.filter(voided_by=None).values_list("title", "term", "start", "end")
    assert list(plans) == [("bi_thu", "2025-2030", ON, LATER)]
    rows = Declaration.objects.filter(voided_by=None).order_by("start")
    assert list(rows.values_list("status", "receiver", "start", "end")) == [
        ("due", "", date(2021, 11, 1), date(2021, 12, 20)),
        ("done", "UBKT", date(2021, 12, 20), None),
    ]
    assert refused(LATER, {**declared, "status": "due"}) == ["DECLARATION_BACKWARD"]
    assert_rebuilt()


def test_refusals_write_nothing(ids: dict[str, int]) -> None:
    khoi = ids["khoi"]
    wrong = [begin("an", khoi, "uv_bch"), begin("khong-co", khoi, "uv_bch")]

    assert refused(ON, *wrong) == ["PERSON_UNKNOWN"]
    with pytest.raises(RuleError):
        decided(ON, *wrong)

    assert Entry.objects.count() == 0
    assert_rebuilt()


def test_verify_sees_a_row_that_no_act_made(ids: dict[str, int]) -> None:
    seq = decided(ON, begin("an", ids["khoi"], "uv_bch"))
    told = {"person": Person.objects.get(uid="binh"), "org_id": ids["khoi"], "body": "bch"}
    Post.objects.create(title="bi_thu", start=ON, basis_id=seq, opened_by_id=seq, **told)

    found = dict(differences())["posts"]

    assert found is not None
    assert found.startswith("posts_post: not from the journal")


def test_many_secretaries_in_one_act(ids: dict[str, int]) -> None:
    posts = [begin("an", ids[org], "bi_thu") for org in ("khoi", "y-te", "bao-dai")]
    seq = decided(ON, *posts, invented=True)

    assert set(Post.objects.values_list("basis", "invented")) == {(seq, True)}
    assert Post.objects.count() == 3
    assert_rebuilt()
