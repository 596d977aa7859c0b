"""Make registers that give, their packages, and packages gone wrong."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.audit.models import Act
from dangbo.history.commands import Terms, hand_over, receive
from dangbo.history.commands.handing import Given
from dangbo.history.commands.receiving import Reception
from dangbo.history.files.packages import read_package
from dangbo.history.queries.handing import Wish
from dangbo.orgs.models import Org
from dangbo.orgs.queries import find_org

TODAY = date(2026, 11, 22)


def wish(actor: Actor, uid: str, on: date = TODAY, **more: Any) -> Wish:
    return Wish(find_org(actor=actor, text=uid, on=on), on, **more)


def given(actor: Actor, uid: str, on: date = TODAY, **more: Any) -> Given:
    return hand_over(actor=actor, wish=wish(actor, uid, on, **more))


def taken_back(actor: Actor, make: Callable[[], Any]) -> Any:
    """Return what a register gives, and empty it."""
    with transaction.atomic():
        found = make()
        transaction.set_rollback(True)
    assert Org.objects.count() == Act.objects.count() == 0
    return found


def received(actor: Actor, content: bytes, *, dry_run: bool = False, **terms: Any) -> Reception:
    package = read_package(content, name="goi.zip")
    return receive(actor=actor, package=package, terms=Terms(**terms), dry_run=dry_run)


def parts_of(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def manifest_of(content: bytes) -> dict[str, Any]:
    return dict(json.loads(parts_of(content)["manifest.json"]))
