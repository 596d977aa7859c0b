"""Prove that of two who send one report at one moment one wins, and the other is told so."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from committing import _guards, committing
from django.db import connection
from django.test import Client
from returns.register import FORM, SENT, build, named, period, report, step

from dangbo.accounts.access import OPERATOR
from dangbo.accounts.models import User
from dangbo.returns.commands import take_step
from dangbo.returns.models import Sending
from dangbo.returns.phrases import sentence
from dangbo.returns.queries.judging import Wanted
from dangbo.returns.replay import first_difference
from dangbo.rules.verdicts import RuleError

__all__ = ["_guards", "committing"]

pytestmark = pytest.mark.usefixtures("confirmed")
PAGE = f"/lam-viec/bao-cao/{FORM}/2023h1/y-te/"
MEANWHILE = "Có người vừa ghi một bước khác của báo cáo này. Xem lại báo cáo rồi làm tiếp."


@pytest.fixture
def confirmed(committing: None) -> None:
    """Fill the register, and confirm the report that is sent."""
    build()
    step("confirm", "y-te", on=SENT)


def at_once(act: Callable[[], str], times: int) -> list[str]:
    """Have an act tried in several threads, each with a connection of its own."""
    barrier = Barrier(times)

    def attempt(_number: int) -> str:
        barrier.wait()
        try:
            return act()
        except RuleError as refused:
            return sentence(refused.verdict.against[0])
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return sorted(pool.map(attempt, range(times)))


def test_of_those_who_send_at_once_one_wins_and_the_others_are_told() -> None:
    org, seen, half = named("y-te"), report("y-te").seen, period()

    def send() -> str:
        wanted = Wanted("send", seen)
        take_step(actor=OPERATOR, form=FORM, period=half, org=org, wanted=wanted, recorded=SENT)
        return "sent"

    assert at_once(send, 3) == [MEANWHILE, MEANWHILE, "sent"]
    assert Sending.objects.count() == 1
    assert [each.kind for each in report("y-te").steps] == ["confirm", "send"]
    assert first_difference() is None


def test_of_two_officers_whose_pages_send_at_once_one_reads_why_not() -> None:
    users = [User.objects.create(username=f"can-bo-{number}") for number in (1, 2)]
    browsers = [Client() for _user in users]
    for browser, user in zip(browsers, users, strict=True):
        browser.force_login(user)
    url = f"{PAGE}buoc/send/"
    seen = browsers[0].get(url).context["form"]["da_xem"].value()

    def send() -> str:
        answer = browsers.pop().post(url, {"da_xem": seen})
        told = MEANWHILE in answer.content.decode()
        return f"{answer.status_code} {'told' if told else 'sent'}"

    assert at_once(send, 2) == ["302 sent", "422 told"]
    assert Sending.objects.count() == 1
