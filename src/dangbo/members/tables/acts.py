"""Tell one act on members: its facts, and what it recorded of whom."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from dangbo.base.days import format_day, format_partial
from dangbo.members.phrases import change_name, event_sentence
from dangbo.members.queries.acts import MemberAct
from dangbo.members.tables.members import member_url
from dangbo.papers.queries import PaperRow
from dangbo.papers.tables import cited
from dangbo.rules.days import PartialDay, Precision
from dangbo.ui.parts import Fact


class ActLine(NamedTuple):
    """What an act recorded of one person."""

    name: str
    url: str
    text: str


def act_title(found: MemberAct) -> str:
    """Return what an act is called: what it did, and to whom or to how many."""
    kinds = list(dict.fromkeys(change_name(each.change) for each in found.events))
    names = list(dict.fromkeys(each.name for each in found.events))
    what = kinds[0] if len(kinds) == 1 else "; ".join(kinds[:2])
    if len(names) == 1:
        return _("%(what)s: %(name)s") % {"what": what, "name": names[0]}
    return _("%(what)s: %(count)s người") % {"what": what, "count": len(names)}


def act_facts(found: MemberAct, paper: PaperRow | None) -> list[Fact]:
    """Return on what an act rests, from which day, and who recorded it."""
    day = format_partial(PartialDay(found.on, Precision(found.precision), format_day(found.on)))
    facts = [
        Fact(_("Có hiệu lực"), day, paper=cited(paper) if paper else None),
        Fact(_("Lý do, ghi chú"), found.reason),
        Fact(_("Ghi vào sổ ngày"), format_day(found.recorded)),
        Fact(_("Người ghi"), found.actor),
        Fact(_("Số nhật ký"), str(found.seq)),
    ]
    return [fact for fact in facts if fact.value]


def act_lines(found: MemberAct) -> list[ActLine]:
    """Return what an act recorded, person by person."""
    lines = []
    for each in found.events:
        org = each.facts.get("org")
        names = {org: each.org.name} if isinstance(org, int) and each.org else {}
        words = event_sentence(each.change, each.facts, names)
        text = f"{change_name(each.change)}. {words}".strip()
        lines.append(ActLine(each.name, member_url(each.uid), text))
    return lines
