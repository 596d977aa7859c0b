"""Write entries the way people write them: short days, fields in a fixed order, one source bare."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

import yaml

from dangbo.history.files.entries import DAYS, SECTIONS
from dangbo.history.files.scalars import DECIMAL, WHOLE
from dangbo.rules.days import Precision

ORDER: Final = (
    "change",
    "key",
    "paper",
    "number_not_known",
    "org",
    "orgs",
    "what",
    "count",
    "rows",
    "sources",
    "result",
    "results",
    "below",
    "members",
    "number",
    "title",
    "name",
    "short_name",
    "kind",
    "superior",
    "code",
    "sector",
    "person",
    "post",
    "indicator",
    "ordinal",
    "day",
    "period",
    "on",
    "from",
    "to",
    "at",
    "address",
)
LAST: Final = (
    "as_printed",
    "reading",
    "flags",
    "calibrate",
    "changes",
    "source",
    "note",
    "recorded",
)
ISO_LENGTH: Final = {Precision.MONTH: 7, Precision.YEAR: 4}
DUMPER: Final[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Dumper(DUMPER):  # type: ignore[misc]
    """Write words the way `scalars.plain_value` reads them, and nothing twice by reference."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, Any]]] = {}

    def ignore_aliases(self, data: Any) -> bool:
        """Never refer back."""
        return True


for tag, pattern in (
    ("bool", re.compile(r"(?:true|false)\Z")),
    ("null", re.compile(r"(?:null|~|)\Z")),
    ("int", re.compile(rf"(?:{WHOLE.pattern})\Z")),
    ("float", re.compile(rf"(?:{DECIMAL.pattern})\Z")),
):
    _Dumper.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", pattern, None)


def as_yaml(value: Mapping[str, Any]) -> str:
    """Return a file as YAML."""
    return str(
        yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=140, indent=2)
    )


def as_json(value: Mapping[str, Any]) -> str:
    """Return a file as JSON."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def written_file(committee: str, sections: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Return a file of the entries given, each a normal body with its key."""
    found: dict[str, Any] = {"dangbo": 1, "committee": committee}
    for section in SECTIONS:
        if sections.get(section):
            found[section] = [written_entry(each) for each in sections[section]]
    return found


def written_entry(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry with its fields in order, days and sources in their short form."""
    return {name: _written(name, body[name]) for name in sorted(body, key=_place)}


def _place(name: str) -> tuple[int, str]:
    if name in ORDER:
        return (ORDER.index(name), "")
    return (len(ORDER) + (LAST.index(name) + 1 if name in LAST else 0), name)


def _written(name: str, value: Any) -> Any:
    if name in DAYS:
        return written_day(value)
    if name == "period":
        return {part: _written(part, value[part]) for part in sorted(value, key=_place)}
    if name == "source" and len(value) == 1:
        return value[0]
    if name == "changes":
        return [_in_order(each) for each in value]
    return value


def _in_order(value: Any) -> Any:
    if isinstance(value, list):
        return [_in_order(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {name: _in_order(value[name]) for name in sorted(value, key=_place)}


def written_day(value: Mapping[str, str]) -> Any:
    """Return a day as short as it can be written without losing anything."""
    precision = Precision(value["precision"])
    short = value["day"][: ISO_LENGTH.get(precision)]
    if precision is Precision.INFERRED:
        return {"day": short, "precision": str(precision), "text": value["text"]}
    if "text" in value:
        return {"day": short, "text": value["text"]}
    return int(short) if precision is Precision.YEAR else short
