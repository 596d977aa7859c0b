"""Keep findings as they were, with the names that organisations then bore."""

from collections.abc import Iterable, Mapping
from typing import Any

from dangbo.rules.verdicts import Finding

ORGS = ("org", "superior", "child", "result", "above")


def kept_findings(findings: Iterable[Finding], names: Mapping[int, str]) -> list[dict[str, Any]]:
    """Return findings as plain values that can be stored and told again later."""
    return [
        {
            "code": each.code,
            "where": each.where,
            "facts": dict(each.facts),
            "source": each.source,
            "names": {
                str(fact): names[fact]
                for name, fact in each.facts
                if name in ORGS and isinstance(fact, int) and fact in names
            },
        }
        for each in findings
    ]


def told_findings(kept: Iterable[Mapping[str, Any]]) -> list[tuple[Finding, dict[int, str]]]:
    """Return findings that were kept, each with the names of the organisations it speaks of."""
    return [
        (
            Finding(
                each["code"], each["where"], tuple(sorted(each["facts"].items())), each["source"]
            ),
            {int(org): name for org, name in each["names"].items()},
        )
        for each in kept
    ]
