"""Read a decision out of a file that somebody gives."""

from datetime import date
from typing import Final

from dangbo.accounts.access import Actor
from dangbo.desk.commands.filing import unknown_orgs
from dangbo.desk.files import DecisionFile, FileRefused, Problem, read_decision
from dangbo.orgs.queries import AmbiguousOrg, UnknownOrg, find_org

# Of so many unknown keys it is said what may have been meant.
MOST: Final = 20


def decision_in(content: bytes, *, actor: Actor, on: date) -> DecisionFile:
    """Return the decision of a file; raise FileRefused with all that is wrong, keys included."""
    found = read_decision(content)
    unknown = dict(unknown_orgs(found.content))
    if unknown:
        near = {key: _near(key, actor, on) for key in list(dict.fromkeys(unknown.values()))[:MOST]}
        raise FileRefused(
            [
                Problem(
                    "UNKNOWN_ORG",
                    where,
                    found.line_of(where),
                    {"text": key, "near": near.get(key, "")},
                )
                for where, key in unknown.items()
            ]
        )
    return found


def _near(text: str, actor: Actor, on: date) -> str:
    """Return the key of the organisation that was probably meant, by a name or a code."""
    try:
        return find_org(actor=actor, text=text.replace("-", " "), on=on).uid
    except UnknownOrg as error:
        return error.nearest[0].uid if error.nearest else ""
    except AmbiguousOrg as error:
        return error.matches[0].uid
