"""Keep one small register with members for the journeys through figures."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pytest
from django.db import connection
from factories import small_membership, small_register
from journeys.register import empty
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker

HOME: Final = "/lam-viec/so-lieu/"
ASKED: Final = "?on=2017-01-01&to_chuc=khoi"
SIDEWAYS: Final = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@contextmanager
def small_figures(blocker: DjangoDbBlocker) -> Iterator[dict[str, int]]:
    """Fill the register, give its organisations by key, and empty it again."""
    from django.test import TransactionTestCase  # noqa: PLC0415 - beside its one use

    with blocker.unblock(), pytest.MonkeyPatch.context() as patched:
        ids = small_register.build()
        small_membership.build(ids)
        connection.close()
        patched.setattr(TransactionTestCase, "_fixture_teardown", lambda _self: None)
        yield ids
        empty()


def drawn(page: Page, chart: str) -> None:
    """Wait until a picture is there and nothing is on its way."""
    expect(page.locator(f"#chart-{chart} svg")).to_be_visible()
    page.wait_for_load_state("networkidle")


def fits(page: Page) -> bool:
    """Say whether a page is not wider than the screen."""
    return page.evaluate(SIDEWAYS) is False
