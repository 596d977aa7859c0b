"""Prove that adding up from below takes as many questions of two organisations as of many."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from returns.register import FORM, SENT, named, report, send

from dangbo.accounts.access import OPERATOR
from dangbo.orgs.commands import decide, register_orgs
from dangbo.returns.queries.forms import form_of
from dangbo.returns.queries.judging import found_at
from dangbo.returns.queries.sums import AddedUp, added_up_below

pytestmark = pytest.mark.usefixtures("ids")
MORE = 6
MOST = 40


def added_up() -> tuple[AddedUp, int]:
    found = report("khoi")
    at = found_at(actor=OPERATOR, report=found, layout=form_of(FORM, found.period))
    with CaptureQueriesContext(connection) as asked:
        told = added_up_below(actor=OPERATOR, at=at)
    return told, len(asked)


def test_many_below_are_asked_for_together() -> None:
    send("khoi")
    send("y-te", on=SENT)
    _told, few = added_up()

    uids = [f"chi-bo-{number}" for number in range(MORE)]
    new = register_orgs(actor=OPERATOR, uids=uids)
    change = {"change": "import", "kind": "chi_bo_co_so", "superior": named("khoi").id}
    changes = [{**change, "org": org, "name": f"Chi bộ {uid}"} for uid, org in new.items()]
    decide(
        actor=OPERATOR,
        on=date(2010, 1, 1),
        changes=changes,
        reason="ví dụ",
        recorded=date(2021, 1, 2),
    )
    for uid in (*uids, "bao-dai", "giam-dinh"):
        send(uid)
    told, many = added_up()

    assert (len(told.below), len(told.not_sent)) == (MORE + 3, 0)
    assert many <= few
    assert many <= MOST
