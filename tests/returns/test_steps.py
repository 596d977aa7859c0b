"""Prove the life of a report: who sends what, in which order, and that it is proven afterwards."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from returns.register import FORM, SENT, happen, named, period, report, send, step

from dangbo.accounts.access import OPERATOR
from dangbo.returns.commands import take_step
from dangbo.returns.models import FrozenCell, Sending, Step
from dangbo.returns.queries.figures import frozen_items, sent_by
from dangbo.returns.queries.judging import Wanted
from dangbo.returns.replay import first_difference
from dangbo.rules.form_formulas import CellKey
from dangbo.rules.frozen_figures import packed
from dangbo.rules.verdicts import RuleError

pytestmark = pytest.mark.usefixtures("ids")


def refused(kind: str, org: str, **more: Any) -> set[str]:
    with pytest.raises(RuleError) as error:
        step(kind, org, **more)
    return {each.code for each in error.value.verdict.against}


def test_a_report_goes_up_level_by_level_and_is_proven() -> None:
    for org in ("y-te", "bao-dai", "giam-dinh"):
        send(org)
        step("receive", org)
    send("khoi")
    step("receive", "khoi")

    assert [report(org).state for org in ("y-te", "khoi", "tinh")] == [
        *("received", "received"),
        "draft",
    ]
    assert first_difference() is None
    assert Sending.objects.count() == 4


def test_sending_keeps_values_and_who_stood_behind_them() -> None:
    send("y-te")

    sent = sent_by(actor=OPERATOR, sending=report("y-te").sending or 0)

    assert sent is not None
    assert sent.filled.cells[CellKey("cuoi_ky", "tong")].value == 2
    assert sent.filled.cells[CellKey("cuoi_ky", "du_bi")].value == 1
    assert sent.filled.holds
    for key, cell in sent.cells.items():
        items = frozen_items(sent, key)
        assert (items is None) == (cell.count is None)
        if items is not None:
            assert str(len(items)) == cell.value, key
    assert sent.recorded == SENT


def test_nothing_is_confirmed_before_the_cut_off_nor_sent_unconfirmed() -> None:
    assert refused("confirm", "y-te", on=date(2023, 6, 29)) == {"PERIOD_RUNNING"}
    assert refused("send", "y-te") == {"RETURN_STATE"}
    assert refused("receive", "y-te") == {"RETURN_STATE"}
    assert report("y-te").steps == ()


def test_who_sends_what_another_has_just_sent_is_told_so() -> None:
    step("confirm", "y-te")
    seen = report("y-te").seen
    send_now = {
        "actor": OPERATOR,
        "form": FORM,
        "period": period(),
        "org": named("y-te"),
        "wanted": Wanted("send", seen),
        "recorded": SENT,
    }
    take_step(**send_now)

    with pytest.raises(RuleError) as error:
        take_step(**send_now)

    codes = {each.code for each in error.value.verdict.against}
    assert codes == {"RETURN_CHANGED", "RETURN_STATE"}
    assert Sending.objects.count() == 1


def test_sending_back_takes_a_reason_and_the_next_sending_stands_beside_the_first() -> None:
    send("y-te")
    first = report("y-te").sending
    assert refused("send_back", "y-te") == {"REASON_NEEDED"}
    step("send_back", "y-te", reason="thiếu chữ ký")

    assert report("y-te").state == "draft"
    assert report("y-te").sending is None
    send("y-te", on=date(2023, 7, 6))
    assert [each.sending for each in report("y-te").sendings] == [first, report("y-te").sending]
    assert first_difference() is None


def test_reopening_reopens_every_report_above_in_one_act() -> None:
    send("y-te")
    step("receive", "y-te")
    send("khoi")
    step("receive", "khoi")
    act = step("reopen", "y-te", reason="ghi sai ngày chuyển")

    kinds = {each.report.org.uid: each.kind for each in Step.objects.filter(act=act)}
    assert kinds == {"y-te": "reopen", "khoi": "reopen_along"}
    assert report("khoi").state == "draft"
    assert report("khoi").sendings
    assert first_difference() is None


def test_a_reminder_stands_until_the_organisation_moves() -> None:
    assert refused("remind", "y-te") == {"WORDS_NEEDED"}
    step("remind", "y-te", reason="Đề nghị gửi trước ngày 10/7.")
    step("remind", "y-te", reason="Đã quá hạn.")

    assert not report("y-te").begun
    assert [each.reason for each in report("y-te").reminders] == [
        "Đề nghị gửi trước ngày 10/7.",
        "Đã quá hạn.",
    ]
    step("confirm", "y-te")
    assert report("y-te").reminders == []


def test_an_organisation_that_did_not_stand_sends_nothing(ids: Mapping[str, int]) -> None:
    codes = refused("confirm", "y-te", code="2009")

    assert codes == {"RETURN_NOT_STANDING"}
    assert refused("confirm", "y-te-1") == {"RETURN_NOT_STANDING"}


@pytest.mark.parametrize("what", ["UPDATE {0} SET id = id", "DELETE FROM {0}"])
@pytest.mark.parametrize("table", ["return", "step", "sending", "frozencell"])
def test_the_databases_refuse_to_change_what_was_sent(what: str, table: str) -> None:
    send("y-te")

    refusing = pytest.raises(DatabaseError, match="never changed")
    with refusing, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(what.format(f"returns_{table}"))


def test_verify_finds_a_figure_that_was_put_in_beside_the_act() -> None:
    send("y-te")
    sending = Sending.objects.get()
    FrozenCell(sending=sending, row="x", column="y", value="3", behind=packed([])).save()

    assert first_difference() == f"returns_frozencell: not as it was sent {sending.pk}"


def test_figures_of_a_transfer_move_only_what_is_not_sent() -> None:
    send("y-te")
    happen(
        date(2023, 3, 1),
        {"change": "transfer", "person": "an", "org": named("bao-dai").id},
        recorded=date(2023, 8, 1),
    )

    sent = sent_by(actor=OPERATOR, sending=report("y-te").sending or 0)
    assert sent is not None
    assert sent.filled.cells[CellKey("cuoi_ky", "tong")].value == 2


def test_a_period_with_no_data_is_reported_as_noughts_with_empty_lists() -> None:
    """The organisation stood in 2011; its first members are known from 2012 on."""
    for kind in ("confirm", "send"):
        step(kind, "y-te", code="2011")

    sent = sent_by(actor=OPERATOR, sending=report("y-te", "2011").sending or 0)
    assert sent is not None
    assert {each.value for each in sent.filled.cells.values() if each.value is not None} == {0}
    assert sent.filled.holds
    assert all(frozen_items(sent, key) in ([], None) for key in sent.cells)
