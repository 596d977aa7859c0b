"""Find the one organisation that a typed text means, or offer those it may mean."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dangbo.accounts.middleware import ActorRequest
from dangbo.orgs.phrases import kind_name
from dangbo.orgs.queries import AmbiguousOrg, UnknownOrg, find_org
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.queries.states import states_near
from dangbo.orgs.views.asking import OnDay
from dangbo.ui.addresses import query_with


class Offered(NamedTuple):
    """An organisation that a text may mean, with what tells it from others of its name."""

    name: str
    kind: str
    superior: str
    invented: bool
    url: str


class Chosen(NamedTuple):
    """The organisation that was meant, or those to choose from; `asked` is what was typed."""

    asked: str = ""
    org: OrgName | None = None
    ambiguous: bool = False
    offered: Sequence[Offered] = ()

    @property
    def settled(self) -> bool:
        """Say whether it is clear what was meant: one organisation, or all of them."""
        return not self.asked or self.org is not None


def chosen_org(request: ActorRequest, text: str, *, on: date) -> Chosen:
    """Return the organisation that `?to_chuc=` means on the last day of a period."""
    text = text.strip()
    if not text:
        return Chosen()
    asked = OnDay(actor=request.actor, on=on, known=request.as_of.known)
    try:
        return Chosen(text, find_org(text=text, **asked))
    except AmbiguousOrg as error:
        return Chosen(text, ambiguous=True, offered=_offered(request, error.matches, asked))
    except UnknownOrg as error:
        return Chosen(text, offered=_offered(request, error.nearest, asked))


def _offered(request: ActorRequest, orgs: Sequence[OrgName], asked: OnDay) -> list[Offered]:
    briefs = states_near(orgs=[each.id for each in orgs], **asked)
    above = {each.superior for each in briefs.values() if each.superior is not None}
    superiors = states_near(orgs=above, **asked)
    found = []
    for org in orgs:
        brief = briefs[org.id]
        superior = superiors.get(brief.superior or 0)
        found.append(
            Offered(
                brief.name,
                kind_name(brief.kind, brief.start),
                superior.name if superior else "",
                brief.invented,
                query_with(request, to_chuc=org.uid),
            )
        )
    return found
