"""Print the tree below an organisation on a day."""

from argparse import ArgumentParser
from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.orgs.management.options import (
    ReadingCommand,
    asked,
    mark_invented,
    reading_options,
    require_standing,
    resolve_org,
)
from dangbo.orgs.phrases import kind_name
from dangbo.orgs.queries import TreeRow, tree


class Command(ReadingCommand):
    """Print the tree of a day."""

    help = _("In cây tổ chức của một ngày: dangbo tree ORG [--on NGÀY] [--known NGÀY] [--json]")

    def add_question(self, parser: ArgumentParser) -> None:
        """Take the organisation at the top, and how deep to go."""
        parser.add_argument("org", metavar="ORG")
        parser.add_argument("--depth", type=int, default=None, metavar="N")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer the question."""
        on, known = reading_options(options)
        org = resolve_org(options["org"], on=on, known=known)
        require_standing(org, on=on, known=known)
        rows = tree(actor=OPERATOR, on=on, known=known, org=org.id)
        ordered = nested(rows, org.id, options["depth"])
        if options["as_json"]:
            keys = {row.id: row.uid for row in rows}
            nodes = [_node(row, level, keys) for level, row in ordered]
            self.write_json({**asked(on, known), "org": org.uid, "tree": nodes})
            return
        for level, row in ordered:
            code = f" {row.code}" if row.code else ""
            kind = kind_name(row.kind, on)
            invented = f" {mark_invented(row.invented)}".rstrip()
            self.stdout.write(f"{'  ' * level}{row.name} ({kind}{code}) [{row.uid}]{invented}")


def nested(rows: list[TreeRow], top: int, depth: int | None) -> list[tuple[int, TreeRow]]:
    """Put rows in the order of a printed tree, each with its level below the top."""
    below: dict[int | None, list[TreeRow]] = defaultdict(list)
    first = next(row for row in rows if row.id == top)
    for row in rows:
        if row.id != top:
            below[row.superior].append(row)
    found: list[tuple[int, TreeRow]] = []
    rest = [(0, first)]
    while rest:
        level, row = rest.pop()
        found.append((level, row))
        if depth is None or level < depth:
            rest.extend((level + 1, each) for each in reversed(below[row.id]))
    return found


def _node(row: TreeRow, level: int, keys: dict[int, str]) -> dict[str, Any]:
    return {
        "org": row.uid,
        "name": row.name,
        "kind": row.kind,
        "code": row.code,
        "superior": keys.get(row.superior or 0),
        "level": level,
        "invented": row.invented,
    }
