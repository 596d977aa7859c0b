"""Plan how two persons who were merged are parted again, and what stands against it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.audit.access import acts_by_seq, readable_acts
from dangbo.audit.queries import params_of
from dangbo.members.access import every, readable_persons
from dangbo.members.commands.merge_planning import NOTHING, folded, taken_by_others
from dangbo.members.models import Event, Merge
from dangbo.members.queries.merged import absorbed
from dangbo.members.replay import CourseTables
from dangbo.rules.member_course import Course
from dangbo.rules.person_merging import current
from dangbo.rules.verdicts import Finding, Verdict, finding


@dataclass(frozen=True)
class Parting:
    """What parting would write: events that go back, those that count again, both courses."""

    verdict: Verdict
    kept: int = 0
    gone: int = 0
    invented: bool = False
    back: tuple[Event, ...] = ()
    again: tuple[Event, ...] = ()
    course: Course = NOTHING
    parted: Course = NOTHING


def parting(actor: Actor, act: int) -> Parting:
    """Return what undoing a merge would write, with every reason against it."""
    merge = every(Merge).filter(opened_by=act).select_related("kept", "gone").first()
    if merge is None or not readable_persons(actor).filter(pk=merge.kept_id).exists():
        return Parting(Verdict((finding("UNMERGE_UNKNOWN", act=act),)))
    against = list(_not_now(merge))
    if against:
        return Parting(Verdict(tuple(against)))
    params = params_of(acts_by_seq([act])[act])
    kept, gone = merge.kept_id, merge.gone_id
    rows = list(every(Event).filter(person=kept, voided_by=None).order_by("act", "position"))
    moved = {(place[0], place[1]) for place in params["moved"]}
    back = [row for row in rows if (row.act_id, row.position) in moved]
    again = list(_counting_again(act, params["dropped"]))
    stays = [row for row in rows if (row.act_id, row.position) not in moved]
    tables = _parted_tables(kept, gone)
    mine = [*stays, *(row for row in again if row.person_id == kept)]
    theirs = [*back, *(row for row in again if row.person_id == gone)]
    course, parted = folded(tables, kept, mine), folded(tables, gone, theirs)
    verdict = Verdict(tuple(_against(kept, gone, course, parted)))
    invented = merge.kept.invented
    return Parting(verdict, kept, gone, invented, tuple(back), tuple(again), course, parted)


def _not_now(merge: Merge) -> Iterator[Finding]:
    """Say why a merge cannot be undone before something else is."""
    if merge.voided_by_id is not None:
        yield finding("UNMERGE_ALREADY", act=merge.opened_by_id, by=merge.voided_by_id)
        return
    concerned = Q(kept=merge.kept_id) | Q(gone=merge.kept_id)
    later = every(Merge).filter(concerned, voided_by=None, opened_by__gt=merge.opened_by_id)
    for seq in later.order_by("-opened_by").values_list("opened_by", flat=True):
        yield finding("UNMERGE_LATER_FIRST", act=seq)
    if not (merge.kept.key and merge.gone.key):
        yield finding("MERGE_FORGOTTEN")


def _counting_again(merge: int, dropped: Collection[Sequence[int]]) -> Iterator[Event]:
    """Yield the events that a merge dropped and whose act still stands, on the day of the act."""
    places = {(place[0], place[1]) for place in dropped}
    acts = {act for act, _ in places}
    rows = every(Event).filter(act__in=acts, voided_by=merge).order_by("act", "position")
    corrected = readable_acts(OPERATOR).filter(corrects__in=acts, seq__gt=merge)
    void = set(corrected.filter(code="members.voided").values_list("corrects", flat=True))
    standing = every(Event).filter(act__in=acts, voided_by=None)
    days = {
        act: (on, precision)
        for act, on, precision in standing.values_list("act", "on", "precision")
    }
    for row in rows:
        if (row.act_id, row.position) in places and row.act_id not in void:
            row.on, row.precision = days.get(row.act_id, (row.on, row.precision))
            yield row


def _parted_tables(kept: int, gone: int) -> CourseTables:
    """Return what courses are folded from when the two are no longer one."""
    tables, also = CourseTables(), absorbed([kept, gone])
    theirs = also.get(gone, ())
    own = tuple(each for each in also.get(kept, ()) if each != gone and each not in theirs)
    tables.merging = {kept: own, gone: theirs}
    return tables


def _against(kept: int, gone: int, course: Course, parted: Course) -> Iterator[Finding]:
    """Say what does not hold of either when they are parted."""
    yield from dict.fromkeys(found for each in (course, parted) for _, found in each.against)
    mine, theirs = (current(each.spans, "number:") for each in (course, parted))
    for track in sorted(mine.keys() & theirs.keys()):
        if mine[track].value == theirs[track].value:
            kind = track.removeprefix("number:")
            yield finding("NUMBER_TAKEN", kind=kind, person=gone, other=kept)
    for person, each in ((kept, course), (gone, parted)):
        yield from taken_by_others(each, {kept, gone}, person)
