"""Prepare what tests of papers share: a place for files, and a register to write in."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from dangbo.accounts.access import Actor
from dangbo.papers.commands import record_paper
from dangbo.papers.models import Paper
from dangbo.rules.days import PartialDay, Precision

Recorder = Callable[..., Paper]


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def record(actor: Actor) -> Recorder:
    """Return an act that records a paper; a day may be given as a plain date."""

    def act(number_raw: str = "", on: date | None = None, **fields: object) -> Paper:
        day = PartialDay(on, Precision.DAY) if on else None
        return record_paper(actor=actor, number_raw=number_raw, **{"day": day, **fields})

    return act
