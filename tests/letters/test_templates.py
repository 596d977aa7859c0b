"""Prove that templates are changed by dated versions, which the journal tells of."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from dangbo.accounts.access import NOBODY, Actor
from dangbo.audit.models import Act
from dangbo.letters.commands import change_template, reset_template
from dangbo.letters.files.builtin import builtin_samples
from dangbo.letters.models import Template
from dangbo.letters.phrases.findings import WORDS, in_words
from dangbo.letters.phrases.labels import FIELDS, TITLES
from dangbo.letters.queries import (
    compose,
    letter_kind,
    letter_kinds,
    register_letter,
    template_page,
    template_text,
    templates,
    verdict_on_text,
)
from dangbo.letters.queries.verifying import first_difference
from dangbo.rules.letter_texts import read_letter_text
from dangbo.rules.letters import plain_text
from dangbo.rules.verdicts import RuleError

pytestmark = pytest.mark.django_db
KEY = "transfer_letter"
FIRST, SECOND, THIRD = date(2026, 1, 1), date(2026, 3, 1), date(2026, 6, 1)


def text(words: str) -> str:
    frame = "cơ quan: {issuer}\nloại: GIẤY GIỚI THIỆU\n---\n"
    return f"{frame}{words} {{name}}\n---\nngười ký: {{signer}}"


def change(actor: Actor, words: str, on: date, **more: Any) -> Act:
    seen = Act.objects.filter(code="letters.template_changed").order_by("-seq").first()
    told: dict[str, Any] = {"key": KEY, "name": "", "seen": seen.seq if seen else 0, **more}
    return change_template(actor=actor, body=text(words), on=on, **told)


def codes(caught: pytest.ExceptionInfo[RuleError]) -> list[str]:
    return [each.code for each in caught.value.verdict.against]


def test_each_day_has_its_version(actor: Actor) -> None:
    default = letter_kind(KEY).default
    change(actor, "Một", FIRST)
    change(actor, "Hai", SECOND)
    reset_template(actor=actor, key=KEY, on=THIRD, seen=Act.objects.latest("seq").seq)

    days = [FIRST - timedelta(1), FIRST, SECOND - timedelta(1), SECOND, THIRD - timedelta(1), THIRD]
    assert [template_text(KEY, on=day) for day in days] == [
        default,
        *[text("Một")] * 2,
        *[text("Hai")] * 2,
        default,
    ]
    assert first_difference() is None


def test_a_version_of_the_same_day_takes_the_place_of_the_other(actor: Actor) -> None:
    change(actor, "Một", FIRST)
    change(actor, "Hai", SECOND)
    change(actor, "Ba", SECOND)
    acts = [act.seq for act in Act.objects.order_by("seq")]

    held = Template.objects.order_by("opened_by").values_list(
        *("start", "end", "opened_by", "closed_by", "voided_by")
    )
    assert list(held) == [
        (FIRST, SECOND, acts[0], acts[1], None),
        (SECOND, None, acts[1], None, acts[2]),
        (SECOND, None, acts[2], None, None),
    ]
    assert template_text(KEY, on=SECOND) == text("Ba")
    assert first_difference() is None


def test_what_was_known_stays_as_it_was(actor: Actor) -> None:
    change(actor, "Một", FIRST)
    yesterday = timezone.localdate() - timedelta(1)

    assert template_text(KEY, on=FIRST, known=yesterday) == letter_kind(KEY).default
    assert template_text(KEY, on=FIRST, known=timezone.localdate()) == text("Một")


def test_faulty_texts_are_refused_and_nothing_is_kept(actor: Actor) -> None:
    with pytest.raises(RuleError) as caught:
        change(actor, "{nmae}", FIRST)
    assert codes(caught) == ["FIELD_UNKNOWN"]

    with pytest.raises(RuleError) as caught:
        change_template(actor=actor, key=KEY, name="", body="a\n---\nb\n---", on=FIRST, seen=0)
    assert codes(caught) == ["HEAD_UNKNOWN", "FIELD_MISSING"]
    assert (Act.objects.count(), Template.objects.count()) == (0, 0)


def test_nobody_overwrites_what_changed_meanwhile(actor: Actor) -> None:
    seen = change(actor, "Một", FIRST).seq
    change(actor, "Hai", SECOND)

    with pytest.raises(RuleError) as caught:
        change(actor, "Ba", SECOND, seen=seen)
    assert codes(caught) == ["CHANGED_MEANWHILE"]
    with pytest.raises(RuleError) as caught:
        change(actor, "Ba", FIRST)
    assert codes(caught) == ["LATER_VERSION"]
    with pytest.raises(RuleError) as caught:
        change(actor, "Hai", THIRD)
    assert codes(caught) == ["NOTHING_CHANGED"]


def test_a_template_never_changed_has_nothing_to_go_back_from(actor: Actor) -> None:
    with pytest.raises(RuleError) as caught:
        reset_template(actor=actor, key=KEY, on=FIRST, seen=0)
    assert codes(caught) == ["NOTHING_CHANGED"]


def test_only_who_may_write_changes_templates() -> None:
    branch = Actor(name="chi-bo", branches=("0001",))
    for stranger in (NOBODY, branch):
        with pytest.raises(PermissionDenied):
            change(stranger, "Một", FIRST)
    assert Template.objects.count() == 0


def test_a_name_with_signs_of_the_template_stays_a_name(actor: Actor) -> None:
    values = {**builtin_samples()[KEY], "name": "**{issuer}** #x"}
    change(actor, "Đồng chí", FIRST)

    letter = compose(KEY, values, FIRST, dated=False, invented=True)

    assert "Đồng chí **{issuer}** #x" in plain_text(letter).splitlines()
    assert letter.day is None
    assert letter.mark == "DỮ LIỆU MINH HỌA"


def test_a_value_that_is_not_given_is_told(actor: Actor) -> None:
    change(actor, "Đồng chí", FIRST)

    with pytest.raises(RuleError) as caught:
        compose(KEY, {"issuer": "A", "signer": "B"}, FIRST)
    assert [(each.code, each.fact("line")) for each in caught.value.verdict.against] == [
        ("VALUE_MISSING", 4)
    ]


def test_history_shows_the_lines_that_differ(actor: Actor) -> None:
    change(actor, "Một", FIRST, reason="gọn hơn")
    change(actor, "Hai", SECOND, name="Giấy của ta")

    page = template_page(actor=actor, key=KEY, on=SECOND)

    assert page.changes[0].differences == ["− Một {name}", "+ Hai {name}"]
    assert [each.reason for each in page.changes] == ["", "gọn hơn"]
    assert (page.row.name, page.row.since, page.row.actor) == ("Giấy của ta", SECOND, "operator")
    rows = {row.key: row for row in templates(actor=actor, on=FIRST)}
    assert rows[KEY].name == str(TITLES[KEY])


def test_the_journal_is_compared(actor: Actor) -> None:
    change(actor, "Một", FIRST)
    Template.objects.update(body=text("Khác"))

    assert first_difference() == f"{KEY} {FIRST}: the table and the journal differ"


def test_the_database_keeps_one_open_version(actor: Actor) -> None:
    act = change(actor, "Một", FIRST)

    with pytest.raises(IntegrityError), transaction.atomic():
        Template(key=KEY, name="", body="x", start=SECOND, opened_by=act).save()


def test_each_letter_of_the_program_is_sound() -> None:
    # Other areas may add letters of their own.
    own = [kind for kind in letter_kinds() if kind.key in TITLES]
    assert [kind.key for kind in own] == list(TITLES)
    for kind in letter_kinds():
        assert verdict_on_text(kind.key, kind.default).against == ()
        assert set(kind.sample) == set(kind.fields)
        named = {name for line in read_letter_text(kind.default).lines for name in line.fields}
        assert sorted(named - set(kind.fields)) == []
    used = {name for kind in own for name in kind.fields}
    assert used == set(FIELDS)


def test_a_letter_wants_a_sample_of_each_field() -> None:
    with pytest.raises(ValueError, match="no sample for b"):
        register_letter("x", "X", {"a": "A", "b": "B"}, {"a": "1"}, default="…")
    assert letter_kind("x") is None


def test_each_finding_has_words() -> None:
    page = (FIELDS, WORDS)
    verdict = verdict_on_text(KEY, "x: {a}\n---\n{b} {\n| a |\n| b | c |\n**\n---\n")

    assert len(in_words(verdict)) == len(verdict.against)
    assert all(page)
