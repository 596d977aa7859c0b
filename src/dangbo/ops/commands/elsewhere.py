"""Turn the program to another database and directory of files for a while."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections


@contextmanager
def turned_to(database: Mapping[str, Any], media: Path) -> Iterator[None]:
    """Let everything in the block read and write there."""
    name = "default"
    before, kept = connections.settings[name], connections[name]
    places = settings.MEDIA_ROOT, settings.CLOSINGS_ROOT
    connections.settings[name] = connections.configure_settings({name: dict(database)})[name]
    # What was closed here says nothing of another register.
    settings.MEDIA_ROOT, settings.CLOSINGS_ROOT = media, media.parent / "closings"
    del connections[name]
    try:
        yield
    finally:
        with suppress(AttributeError):
            connections[name].close()
        connections.settings[name] = before
        connections[name] = kept
        settings.MEDIA_ROOT, settings.CLOSINGS_ROOT = places
