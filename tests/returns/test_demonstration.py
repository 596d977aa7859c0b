"""Prove that the demonstration shows reports that are sent, sent back and late, once."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from returns.register import FORM as OTHER
from returns.register import named

from dangbo.accounts.access import OPERATOR
from dangbo.audit.models import Act
from dangbo.orgs.commands import decide, register_orgs
from dangbo.returns.handlers import COURSES, FORM, report_in_demonstration
from dangbo.returns.models import Return
from dangbo.returns.queries.boards import board_of
from dangbo.returns.replay import first_difference
from dangbo.rules.return_periods import periods_ended

pytestmark = pytest.mark.usefixtures("ids")


def test_made_up_organisations_send_some_reports_once() -> None:
    uids = [f"chi-bo-{number}" for number in range(len(COURSES) + 1)]
    new = register_orgs(actor=OPERATOR, uids=uids, invented=True)
    change = {"change": "import", "kind": "chi_bo_co_so", "superior": named("tinh").id}
    changes = [{**change, "org": org, "name": f"Chi bộ {uid}"} for uid, org in new.items()]
    decide(actor=OPERATOR, on=date(2012, 1, 1), changes=changes, reason="ví dụ")

    report_in_demonstration(usernames=[])
    acts = Act.objects.count()
    report_in_demonstration(usernames=[])

    assert Act.objects.count() == acts
    period = periods_ended(today=timezone.localdate(), most=1)[0]
    after = period.form_day + timedelta(days=1)
    board = board_of(actor=OPERATOR, org=named("tinh"), period=period, today=after)
    number = [each.code for each in board.forms].index(FORM)
    told = {row.place.org.uid: row.reports[number].state for row in board.rows if not row.own}
    assert [told[uid] for uid in uids] == [
        *("received", "received", "sent", "draft", "confirmed", "draft", "draft")
    ]
    late = {row.place.org.uid for row in board.rows if FORM in row.late and not row.own}
    assert late >= {*uids[3:]}
    assert not Return.objects.filter(form=OTHER).exists()
    assert first_difference() is None


def test_real_organisations_send_nothing_by_themselves() -> None:
    report_in_demonstration(usernames=[])

    assert not Return.objects.exists()
