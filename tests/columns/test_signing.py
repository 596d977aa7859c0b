"""Ask columns on one connection while a decision is being signed on another."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from committing import _guards, committing
from django.db import connection, transaction
from factories import described_members
from factories.small_membership import happen

from dangbo.accounts.access import OPERATOR
from dangbo.columns.commands.making import keep_columns
from dangbo.columns.queries import measures
from dangbo.columns.queries.holding import ready
from dangbo.reports import queries

__all__ = ["_guards", "committing"]

pytestmark = pytest.mark.usefixtures("committing")
ON = date(2017, 1, 1)


class Signing:
    """An act written on a connection of its own, which ends only when it is told to."""

    def __init__(self, act: Callable[[], Any], *, keep: bool) -> None:
        self._act, self._keep = act, keep
        self.written, self.may_end = Event(), Event()

    def run(self) -> None:
        try:
            with transaction.atomic():
                self._act()
                self.written.set()
                self.may_end.wait(60)
                transaction.set_rollback(not self._keep)
        finally:
            self.written.set()
            connection.close()


def share(org: int) -> tuple[int | None, ...]:
    """Return part and whole of a share, of an organisation and of those below it."""
    asked = queries.ask(actor=OPERATOR, org=org, on=ON)
    values = [queries.value_of("ty_le_dang_vien_nu", asked)]
    values += [each.value for each in queries.below("ty_le_dang_vien_nu", asked)]
    return tuple(number for each in values if each for number in (each.part, each.whole))


@pytest.mark.parametrize("keep", [True, False])
def test_an_answer_is_of_one_act_while_another_is_signed(as_large: Path, keep: bool) -> None:
    ids = described_members.build()
    keep_columns()
    before = share(ids["y-te"])
    signing = Signing(
        lambda: happen(date(2016, 9, 1), {"change": "die", "person": "em"}), keep=keep
    )
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(signing.run)
        assert signing.written.wait(60)
        during = share(ids["y-te"])
        signing.may_end.set()
        done.result(60)
    after = share(ids["y-te"])

    assert ready(measures()) is not None
    assert (before[:2], during) == ((1, 2), before)
    assert after[:2] == ((0, 1) if keep else (1, 2))
