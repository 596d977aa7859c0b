"""Prove how forms are drafted, published, withdrawn and confirmed, and that nothing is edited."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.audit.models import Act
from dangbo.layouts import access, commands, queries
from dangbo.layouts.models import Draft, Version
from dangbo.layouts.queries.verifying import first_difference
from dangbo.rules.form_layouts import Column, Figure, Formula, Layout, Row
from dangbo.rules.form_texts import builtin_layouts
from dangbo.rules.rights import FORM_CHANGE, MEMBER_READ, Rights
from dangbo.rules.verdicts import RuleError

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = date(2025, 1, 1), date(2025, 7, 1), date(2026, 1, 1)
BUILT_IN = "bien_dong_dang_vien"
READER = Actor("doc", rights=Rights(((MEMBER_READ, None),)))
MAKER = Actor("lam", rights=Rights(((FORM_CHANGE, None),)))


def form(title: str = "Đảng viên", code: str = "bieu_rieng") -> Layout:
    row = Row("r1", title, content=Figure("dang_vien"))
    return Layout(code, 0, "Biểu riêng", rows=(row,), columns=(Column("c1", "Số lượng"),))


def draft(layout: Layout, *, new: bool = False) -> None:
    seen = 0 if new else access.last_change(layout.code)
    commands.save_draft(actor=MAKER, layout=layout, seen=seen, new=new)


def publish(layout: Layout, on: date, reason: str = "") -> Act:
    draft(layout)
    seen = access.last_change(layout.code)
    return commands.publish(actor=MAKER, code=layout.code, on=on, seen=seen, reason=reason)


def codes(error: pytest.ExceptionInfo[RuleError]) -> list[str]:
    return [each.code for each in error.value.verdict.against]


def test_versions_follow_one_another_and_none_is_edited() -> None:
    publish(form("Một"), FIRST)
    publish(form("Hai"), SECOND)
    publish(form("Ba"), SECOND)

    told = [
        queries.layout_of("bieu_rieng", on=on).rows[0].title
        for on in (FIRST, date(2025, 6, 30), SECOND, THIRD)
    ]
    assert told == ["Một", "Một", "Ba", "Ba"]
    by_number = [queries.layout_of("bieu_rieng", number, on=THIRD) for number in (1, 2, 3)]
    assert [each.rows[0].title for each in by_number] == ["Một", "Hai", "Ba"]
    assert queries.definition_version(by_number[1]) == "bieu_rieng:2|dang_vien:1"
    with pytest.raises(queries.UnknownLayoutError):
        queries.layout_of("bieu_rieng", on=date(2024, 12, 31))
    assert first_difference() is None


def test_a_form_of_the_program_is_followed_by_the_office_s_own_and_comes_back() -> None:
    base = builtin_layouts()[BUILT_IN]
    publish(replace(base, name="Biểu 1"), FIRST)
    found = queries.layout_of(BUILT_IN, on=FIRST)
    assert (found.name, found.version) == ("Biểu 1", base.version + 1)
    assert queries.layout_of(BUILT_IN, on=date(2024, 1, 1)) == base

    seen = access.last_change(BUILT_IN)
    commands.withdraw(actor=MAKER, code=BUILT_IN, on=SECOND, seen=seen, reason="dùng lại")
    assert queries.layout_of(BUILT_IN, on=THIRD) == base
    assert queries.layout_of(BUILT_IN, on=FIRST).name == "Biểu 1"
    assert first_difference() is None


def test_drafts_may_be_faulty_but_are_not_published_so() -> None:
    faulty = replace(form(), columns=(Column("c1", "Số", Formula("c1 + 1")),))
    draft(faulty, new=True)
    assert queries.draft_of(actor=MAKER, code="bieu_rieng") == faulty
    assert queries.draft_of(actor=READER, code="bieu_rieng") is None
    rows = queries.forms_on(actor=MAKER, on=THIRD)
    assert [(each.code, each.drafted) for each in rows if each.layout is None] == [
        ("bieu_rieng", True)
    ]
    assert "bieu_rieng" not in [each.code for each in queries.forms_on(actor=READER, on=THIRD)]

    seen = access.last_change("bieu_rieng")
    with pytest.raises(RuleError) as caught:
        commands.publish(actor=MAKER, code="bieu_rieng", on=FIRST, seen=seen)
    assert codes(caught) == ["FORM_FAULTY"]
    draft(form())
    assert Draft.objects.filter(voided_by=None).count() == 1
    commands.discard_draft(actor=MAKER, code="bieu_rieng")
    assert commands.discard_draft(actor=MAKER, code="bieu_rieng") is None
    assert queries.draft_of(actor=MAKER, code="bieu_rieng") is None
    assert first_difference() is None


def test_what_stands_against_a_change_is_said() -> None:
    publish(form(), SECOND)
    seen = access.last_change("bieu_rieng")

    with pytest.raises(RuleError) as caught:
        draft(form(), new=True)
    assert codes(caught) == ["FORM_CODE_TAKEN", "FORM_CHANGED_MEANWHILE"]
    with pytest.raises(RuleError) as caught:
        draft(form(code="A b"))
    assert codes(caught) == ["FORM_CODE"]
    with pytest.raises(RuleError) as caught:
        commands.save_draft(actor=MAKER, layout=form(), seen=seen - 1)
    assert codes(caught) == ["FORM_CHANGED_MEANWHILE"]
    with pytest.raises(RuleError) as caught:
        commands.publish(actor=MAKER, code="bieu_rieng", on=THIRD, seen=seen)
    assert codes(caught) == ["FORM_NO_DRAFT"]
    with pytest.raises(RuleError) as caught:
        publish(form(), THIRD)
    assert codes(caught) == ["FORM_UNCHANGED"]
    with pytest.raises(RuleError) as caught:
        publish(form("Khác"), FIRST)
    assert codes(caught) == ["FORM_LATER_VERSION"]
    with pytest.raises(RuleError) as caught:
        commands.withdraw(actor=MAKER, code=BUILT_IN, on=THIRD, seen=0, reason=" ")
    assert codes(caught) == ["FORM_NOT_IN_FORCE", "FORM_NO_REASON"]


def test_a_version_is_confirmed_by_a_paper_or_a_reason_and_the_next_one_is_not() -> None:
    assert not queries.layout_of(BUILT_IN, on=THIRD).confirmed
    with pytest.raises(RuleError) as caught:
        commands.confirm(actor=MAKER, code=BUILT_IN, version=1)
    assert codes(caught) == ["FORM_NO_GROUND"]
    with pytest.raises(RuleError) as caught:
        commands.confirm(actor=MAKER, code=BUILT_IN, version=7, reason="x")
    assert codes(caught) == ["FORM_NO_VERSION"]

    act = commands.confirm(actor=MAKER, code=BUILT_IN, version=1, paper="12-HD/BTCTU")
    assert act.paper == "12-HD/BTCTU"
    assert queries.layout_of(BUILT_IN, on=THIRD).confirmed
    assert [each.code for each in queries.layouts_on(THIRD) if each.confirmed] == [BUILT_IN]
    with pytest.raises(RuleError) as caught:
        commands.confirm(actor=MAKER, code=BUILT_IN, version=1, reason="lại")
    assert codes(caught) == ["FORM_CONFIRMED"]
    publish(replace(builtin_layouts()[BUILT_IN], name="Biểu 1"), FIRST)
    assert not queries.layout_of(BUILT_IN, on=THIRD).confirmed

    commands.unconfirm(actor=MAKER, code=BUILT_IN, version=1, reason="nhầm")
    assert not queries.layout_of(BUILT_IN, 1, on=THIRD).confirmed
    with pytest.raises(RuleError) as caught:
        commands.unconfirm(actor=MAKER, code=BUILT_IN, version=1, reason="")
    assert codes(caught) == ["FORM_NOT_CONFIRMED", "FORM_NO_REASON"]
    assert first_difference() is None


def test_what_was_known_stays_known() -> None:
    publish(form("Một"), FIRST)
    first = Act.objects.latest("seq")
    assert queries.layout_of("bieu_rieng", on=THIRD, known=first.recorded).rows[0].title == "Một"
    assert [each.code for each in queries.layouts_on(FIRST)][-1] == "bieu_rieng"
    with pytest.raises(queries.UnknownLayoutError):
        queries.layout_of("bieu_rieng", on=THIRD, known=date(2001, 1, 1))


def test_rows_changed_behind_the_journal_are_found() -> None:
    publish(form(), FIRST)
    Version.objects.update(body="{}")

    assert first_difference() == "version bieu_rieng: the table and the journal differ"


def test_only_who_was_granted_it_makes_forms() -> None:
    with pytest.raises(PermissionDenied):
        commands.save_draft(actor=READER, layout=form(), seen=0, new=True)
    with pytest.raises(PermissionDenied):
        commands.confirm(actor=READER, code=BUILT_IN, version=1, reason="x")
    assert commands.save_draft(actor=OPERATOR, layout=form(), seen=0, new=True).seq > 0
