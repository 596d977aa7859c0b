"""Write the history of an organisation as a file that an empty register can load."""

from typing import Any

from dangbo.accounts.access import Actor
from dangbo.history.files.writing import as_json, as_yaml, written_file
from dangbo.history.queries.exporting import entries_to_export
from dangbo.orgs.queries.names import OrgName


def export_history(*, actor: Actor, org: OrgName, with_invented: bool = False) -> dict[str, Any]:
    """Return a history file of `org` with all below it, and all that their decisions need."""
    sections = entries_to_export(actor=actor, org=org.id, with_invented=with_invented)
    return written_file(org.uid, sections)


def history_text(
    *, actor: Actor, org: OrgName, with_invented: bool = False, in_json: bool = False
) -> str:
    """Return that file as text."""
    value = export_history(actor=actor, org=org, with_invented=with_invented)
    return as_json(value) if in_json else as_yaml(value)
