"""Prove the course of posts against a walk from day to day."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.post_course import (
    ORG_ENDED,
    OrgLife,
    PersonExit,
    PostEvent,
    PostSpan,
    StoredPost,
    idle_events,
    post_course,
    post_rewriting,
)

FIRST = date(2020, 2, 25)
DAYS = 12
TRACKS = ("post|1|bch|bi_thu|", "post|2|bch|uv_bch|", "post|0||Uy vien|ngoai", "declaration|2020|x")
ORGS = {TRACKS[0]: 1, TRACKS[1]: 2, TRACKS[2]: None, TRACKS[3]: None}


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


@st.composite
def lives(draw: st.DrawFn) -> list[OrgLife]:
    """Draw spans apart from each other on which an organisation stands."""
    cuts = sorted(draw(st.sets(st.integers(0, DAYS), min_size=1, max_size=4)))
    found = [
        OrgLife(day(start), day(end), 900 + end)
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return [*found, OrgLife(day(cuts[-1]), None)] if len(cuts) % 2 else found


EVENTS = st.lists(
    st.builds(
        lambda number, seq, track, value, reason: PostEvent(
            day(number),
            seq,
            0,
            track,
            ORGS[track],
            value,
            "" if value is not None else reason,
        ),
        st.integers(0, DAYS),
        st.integers(1, 40),
        st.sampled_from(TRACKS),
        st.none()
        | st.sampled_from([("elected", "", "party", "day"), ("named", "", "mass", "day")]),
        st.sampled_from(["retired", "died"]),
    ),
    max_size=12,
    unique_by=lambda each: (each.seq, each.track),
)


EXITS = st.lists(
    st.builds(
        lambda number, seq, reason: PersonExit(day(number), 50 + seq, reason),
        st.integers(0, DAYS),
        st.integers(1, 9),
        st.sampled_from(["died", "left", "transferred"]),
    ),
    max_size=2,
)


def standing(spans: Sequence[OrgLife], on: date) -> OrgLife | None:
    return next((x for x in spans if x.start <= on and (x.end is None or on < x.end)), None)


def leaves(exits: Sequence[PersonExit], on: date, track: str, held: object) -> bool:
    """Say whether somebody who leaves on a day gives up what the track holds."""
    reasons = {each.reason for each in exits if each.on == on}
    if track == TRACKS[2]:
        of_party = isinstance(held, tuple) and "party" in held
        return "died" in reasons or ("left" in reasons and of_party)
    return bool(reasons) and track != TRACKS[3]


def walked(
    events: Sequence[PostEvent],
    org: Sequence[OrgLife] | None,
    exits: Sequence[PersonExit] = (),
    track: str = "",
) -> dict[date, object]:
    """Return what one track holds at the end of each day, by going from day to day."""
    held: tuple[object, ...] | None = None
    found: dict[date, object] = {}
    for number in range(DAYS + 2):
        on = day(number)
        if org is not None and any(each.end == on for each in org):
            held = None
        if leaves(exits, on, track, held):
            held = None
        for event in sorted(events, key=lambda each: each.place):
            if event.on == on:
                stands = org is None or standing(org, on) is not None
                held = event.value if event.value is None or stands else None
        found[on] = held
    return found


@given(events=EVENTS, first=lives(), second=lives(), exits=EXITS)
def test_a_course_is_what_a_walk_from_day_to_day_finds(
    events: list[PostEvent],
    first: list[OrgLife],
    second: list[OrgLife],
    exits: list[PersonExit],
) -> None:
    orgs = {1: first, 2: second}
    spans = post_course(events=events, lives=lambda org: orgs[org], exits=exits)

    for track in TRACKS:
        own = [each for each in spans if each.track == track]
        org = ORGS[track]
        said = [x for x in events if x.track == track]
        told = walked(said, None if org is None else orgs[org], exits, track)
        for on, held in told.items():
            values = [x.value for x in own if x.start <= on and (x.end is None or on < x.end)]
            assert values == ([] if held is None else [held])


@given(events=EVENTS, first=lives(), second=lives())
def test_each_end_has_its_act_and_none_outlasts_its_organisation(
    events: list[PostEvent], first: list[OrgLife], second: list[OrgLife]
) -> None:
    orgs = {1: first, 2: second}
    seqs = {each.seq for each in events}
    for span in post_course(events=events, lives=lambda org: orgs[org]):
        org = ORGS[span.track]
        assert span.end is None or span.start < span.end
        assert (span.end is None) == (span.end_basis is None)
        assert span.basis in seqs
        if org is not None:
            life = standing(orgs[org], span.start)
            assert life is not None
            assert life.end is None or (span.end is not None and span.end <= life.end)
        if span.end_reason == ORG_ENDED:
            assert span.end_basis == 900 + (span.end - FIRST).days  # type: ignore[operator]


@given(before=EVENTS, after=EVENTS, first=lives())
def test_a_rewriting_turns_one_course_into_the_other(
    before: list[PostEvent], after: list[PostEvent], first: list[OrgLife]
) -> None:
    old = post_course(events=before, lives=lambda _org: first)
    new = post_course(events=after, lives=lambda _org: first)
    held = dict(enumerate(old))

    found = post_rewriting([StoredPost(row, span) for row, span in held.items()], new)

    for row, span in found.void:
        assert held.pop(row) == span
    for row, span in found.close:
        assert held[row].end is None
        held[row] = span
    assert sorted([*held.values(), *found.open], key=str) == sorted(new, key=str)


def test_a_course_given_again_changes_nothing() -> None:
    spans = (PostSpan(TRACKS[0], day(1), None, ("elected",), 1),)

    found = post_rewriting([StoredPost(7, spans[0])], spans)

    assert (found.close, found.void, found.open) == ((), (), ())


def test_an_end_without_its_post_idles() -> None:
    begun = PostEvent(day(3), 1, 0, TRACKS[2], None, ("elected",))
    ended = PostEvent(day(2), 2, 0, TRACKS[2], None, None, "retired")
    spans = post_course(events=[begun, ended], lives=lambda _org: [])

    assert idle_events(events=[begun, ended], spans=spans) == (ended,)


def test_who_leaves_gives_up_posts_and_plans_but_what_others_gave() -> None:
    kept = ("elected", "tinh", "state", "day")
    party = ("elected", "tinh", "party", "day")
    tracks = {
        "post|1|bch|bi_thu|": kept,
        "post|0||Pho giam doc|So": kept,
        "post|0||Uy vien|Tinh uy": party,
        "plan|1|bch|bi_thu|2025-2030": (),
        "declaration|2020|yearly": ("due", ""),
    }
    events = [
        PostEvent(day(1), at, 0, track, 1 if "|1|" in track else None, value)
        for at, (track, value) in enumerate(tracks.items(), start=1)
    ]
    ended = {}
    for reason in ("died", "left", "transferred"):
        spans = post_course(
            events=events,
            lives=lambda _org: [OrgLife(day(0), None)],
            exits=[PersonExit(day(5), 70, reason)],
        )
        ended[reason] = {each.track for each in spans if each.end == day(5)}
        assert {each.end_reason for each in spans} == {"", reason}
        assert {each.end_basis for each in spans} == {None, 70}

    inside = {"post|1|bch|bi_thu|", "plan|1|bch|bi_thu|2025-2030"}
    assert ended == {
        "died": set(tracks) - {"declaration|2020|yearly"},
        "left": {*inside, "post|0||Uy vien|Tinh uy"},
        "transferred": inside,
    }


def test_an_end_after_the_post_ended_by_itself_does_not_idle() -> None:
    begun = PostEvent(day(1), 1, 0, TRACKS[2], None, ("elected", "", "party", "day"))
    ended = PostEvent(day(9), 2, 0, TRACKS[2], None, None, "retired")
    spans = post_course(
        events=[begun, ended], lives=lambda _org: [], exits=[PersonExit(day(5), 7, "died")]
    )

    assert [(each.end, each.end_basis) for each in spans] == [(day(5), 7)]
    assert idle_events(events=[begun, ended], spans=spans) == ()
