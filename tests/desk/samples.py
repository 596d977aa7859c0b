"""Give drafts to test with, on the small register."""

from datetime import date
from typing import Any

from dangbo.accounts.access import Actor
from dangbo.accounts.models import User

TODAY = date(2026, 11, 22)


def person(username: str) -> Actor:
    """Return the actor of an account of this name, made where there is none."""
    user, _ = User.objects.get_or_create(username=username)
    return Actor(username, user_id=user.pk)


def head(on: str = "01/11/2026", number: str = "7-QĐ/ĐUK", **more: str) -> dict[str, str]:
    """Return the head of a draft on a new paper."""
    return {"number_raw": number, "day": "20/10/2026", "subject": "Sắp xếp", "on": on, **more}


def content(*changes: dict[str, Any], **more: str) -> dict[str, Any]:
    """Return the content of a draft with these changes."""
    return {"head": head(**more), "changes": list(changes)}


def rename(org: str, name: str) -> dict[str, Any]:
    """Return the drafted renaming of an organisation."""
    return {"change": "rename", "org": org, "name": name}


def merge(*sources: str, name: str, kind: str = "dang_bo_co_so") -> dict[str, Any]:
    """Return the drafted merger of organisations under the committee."""
    result = {"name": name, "kind": kind, "superior": "khoi"}
    return {"change": "merge", "sources": list(sources), "result": result}
