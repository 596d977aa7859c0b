"""Name the persons and organisations in differences."""

from collections.abc import Iterable
from dataclasses import dataclass

from dangbo.orgs.queries.indicators import Asked, Item
from dangbo.reports.queries import orgs_behind, persons_behind
from dangbo.rules.frozen_figures import Counted
from dangbo.rules.indicators import Subject


@dataclass(frozen=True)
class Named:
    """A person or an organisation as a list shows it; without a key: not there any more."""

    subject: Subject
    uid: str = ""
    name: str = ""
    invented: bool = False


def names_behind(
    asked: Asked, those: Iterable[tuple[Subject, Counted]]
) -> dict[tuple[str, int], Named]:
    """Return who persons and organisations are, as far as the actor may know of them."""
    wanted = list(dict.fromkeys(those))
    found: dict[tuple[str, int], Named] = {
        (subject, item.id): Named(subject) for subject, item in wanted
    }
    persons = [Item(item.id) for subject, item in wanted if subject == "person"]
    orgs = [Item(item.id) for subject, item in wanted if subject == "org"]
    for person in persons_behind(asked, persons):
        row = person.row
        if row:
            found["person", row.id] = Named("person", row.uid, row.name, row.invented)
    for org in orgs_behind(asked, orgs):
        if name := org.name:
            found["org", name.id] = Named("org", name.uid, name.name, name.invented)
    return found
