"""Find the committee that a word on the command line means: its key, or the name of its file."""

from collections.abc import Mapping
from pathlib import PurePath

from dangbo.accounts.access import Actor
from dangbo.audit.access import acts_by_seq
from dangbo.audit.queries import params_of
from dangbo.history.access import all_rows
from dangbo.history.models import BELIEVED, Entry
from dangbo.orgs.access import readable_orgs


class NotLoaded(Exception):  # noqa: N818 - an answer, not a fault
    """No committee whose history is loaded goes by this word."""


class SeveralLoaded(Exception):  # noqa: N818 - an answer, not a fault
    """Files of several committees go by this name."""

    def __init__(self, word: str, committees: list[str]) -> None:
        self.committees = committees
        super().__init__(word)


def committee_meant(*, actor: Actor, word: str) -> str:
    """Return the key of the one committee that a key or the name of a loaded file means."""
    files = _files(actor)
    if word in files:
        return word
    found = sorted(committee for committee, names in files.items() if word in names)
    if not found:
        raise NotLoaded(word)
    if len(found) > 1:
        raise SeveralLoaded(word, found)
    return found[0]


def _files(actor: Actor) -> Mapping[str, set[str]]:
    """Return the names, without ending, of the files loaded for each committee."""
    rows = all_rows(Entry).filter(BELIEVED, committee__in=readable_orgs(actor)).order_by()
    loaded = rows.values_list("committee__uid", "opened_by").distinct()
    acts = acts_by_seq({act for _, act in loaded})
    found: dict[str, set[str]] = {}
    for committee, act in loaded:
        file = str(params_of(acts[act]).get("file", ""))
        found.setdefault(committee, set()).add(PurePath(file).stem)
    return found
