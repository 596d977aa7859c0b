"""Prove that those who write at once never fork a chain."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from committing import _guards, committing
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.audit.commands import close_yesterday, record, record_access
from dangbo.audit.models import Access, Act, Closing
from dangbo.audit.queries.proving import prove

__all__ = ["_guards", "committing"]

pytestmark = pytest.mark.usefixtures("committing")

WRITERS, EACH = 6, 5


def test_many_who_read_and_write_at_once_make_one_chain(settings: Settings, tmp_path: Path) -> None:
    settings.CLOSINGS_ROOT = tmp_path
    barrier, today = Barrier(WRITERS), timezone.localdate()

    def work(number: int) -> None:
        barrier.wait()
        try:
            for _ in range(EACH):
                record_access(actor=Actor(f"a-{number}"), code="read", kind="member", subject="m")
                record(actor=OPERATOR, code="x")
            close_yesterday(today)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(work, range(WRITERS)))

    numbers = list(range(1, WRITERS * EACH + 1))
    assert list(Access.objects.order_by("seq").values_list("seq", flat=True)) == numbers
    assert list(Act.objects.order_by("seq").values_list("seq", flat=True)) == numbers
    assert Closing.objects.count() == 1
    assert len(list(tmp_path.glob("*.json"))) == 1
    assert prove().fault is None
