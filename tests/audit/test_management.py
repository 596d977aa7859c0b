"""Prove that `dangbo verify` finds where the tables and the journal differ."""

from io import StringIO

import pytest
from django.core.management import call_command
from factories.small_register import build

from dangbo.accounts.access import Actor
from dangbo.audit.queries import differences
from dangbo.orgs.commands import record_alias
from dangbo.orgs.models import Alias, Decision, Touch
from dangbo.papers.models import Paper

pytestmark = pytest.mark.django_db


def verified() -> tuple[int, list[str]]:
    """Return the exit code of `dangbo verify` and what it prints."""
    out = StringIO()
    try:
        call_command("verify", stdout=out)
    except SystemExit as ended:
        return int(str(ended.code)), out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def found() -> tuple[int, str]:
    """Return the exit code of `dangbo verify` and the difference it ends with."""
    code, lines = verified()
    return code, lines[-1]


def test_verify_names_each_area_that_agrees_with_the_journal() -> None:
    agreeing = [f"{area}: khớp với nhật ký." for area, _difference in differences()]

    assert verified() == (0, agreeing)
    build()
    assert verified() == (0, agreeing)


def test_verify_finds_a_fact_that_was_altered() -> None:
    ids = build()
    Touch.objects.filter(act=8).update(position=9)

    assert found() == (
        1,
        f"Khác với nhật ký (orgs): orgs_touch: missing org={ids['y-te']}, act=8, position=0, "
        "on=2018-05-01, change=rename, role=subject, opened_by=8, voided_by=None",
    )


def test_verify_finds_a_fact_that_no_act_made() -> None:
    ids = build()
    Touch.objects.create(
        act_id=8, position=7, on="2018-05-01", change="move", org_id=ids["dai"],
        role="subject", opened_by_id=8,
    )  # fmt: skip

    assert found() == (
        1,
        f"Khác với nhật ký (orgs): orgs_touch: not from the journal org={ids['dai']}, act=8, "
        "position=7, on=2018-05-01, change=move, role=subject, opened_by=8, voided_by=None",
    )


def test_verify_finds_a_decision_that_was_given_another_title() -> None:
    build()
    Decision.objects.filter(act=8).update(title="Về nhân sự")

    code, difference = found()

    assert (code, difference.split("says")[0]) == (
        1,
        "Khác với nhật ký (orgs): orgs_decision: the act 8 ",
    )


def test_verify_finds_a_name_that_no_source_gave(actor: Actor) -> None:
    ids = build()
    record_alias(actor=actor, org=ids["y-te"], name="Ngành Y", source="Báo")
    Alias.objects.filter(name="Ngành Y").update(name="Ngành Dược")

    assert found() == (
        1,
        f"Khác với nhật ký (orgs): orgs_alias: missing org={ids['y-te']}, name=Ngành Y, source=Báo",
    )


def test_verify_finds_a_paper_that_was_altered() -> None:
    build()
    Paper.objects.filter(uid="15-qd-tu-2015").update(subject="Về nhân sự")

    assert found() == (
        1,
        "Khác với nhật ký (papers): 15-qd-tu-2015.subject: 'Về nhân sự', "
        "by the journal 'Về tổ chức'",
    )


def test_verify_finds_a_cited_paper_that_is_gone() -> None:
    build()
    Decision.objects.filter(paper__uid="18-qd-duk-2018").update(paper=None)
    Paper.objects.filter(uid="18-qd-duk-2018").delete()

    assert found() == (
        1,
        "Khác với nhật ký (orgs): audit_act: the paper 18-qd-duk-2018 is cited but not held",
    )
