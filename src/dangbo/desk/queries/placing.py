"""Find the field of a drafted change that organisations are chosen for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dangbo.rules.draft_fields import OrgField, org_field


@dataclass(frozen=True)
class Place:
    """A field of a change in a draft; `part` says where in the change, where it lies deeper."""

    draft: int
    change: int
    field: str
    part: str = ""

    @property
    def key(self) -> str:
        """Return the name under which what was pasted for it is kept."""
        return f"change:{self.change}:{self.field}:{self.part}"[:200]


@dataclass(frozen=True)
class Held:
    """A change of a draft with the field of it that holds organisations."""

    change: dict[str, Any]
    field: OrgField


def find_field(content: Mapping[str, Any], place: Place) -> Held | None:
    """Return a change and its field, or nothing where the draft has no such field any more."""
    for change in content["changes"]:
        if change["id"] == place.change:
            field = org_field(change, place.field, place.part)
            return None if field is None else Held(dict(change), field)
    return None
