"""Prove, over made-up histories, that posts are what their acts say, on every day and as known."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from posts.test_commands import begin

from dangbo.accounts.access import OPERATOR
from dangbo.audit.models import Act
from dangbo.audit.queries import differences
from dangbo.members.commands import correct_events, record_events
from dangbo.orgs.commands import correct, decide
from dangbo.posts import queries
from dangbo.posts.commands import correct_posts, record_posts
from dangbo.rules.verdicts import RuleError

FIRST = date(2023, 1, 1)
RECORDED = date(2027, 1, 1)
DAYS = 6
STEPS = 16
WHO = ("an", "binh", "em")
PLACES = (
    ("giam-dinh", "chi_bo", "bi_thu_chi_bo"),
    ("khoi", "bch", "uv_bch"),
    ("khoi", "bch", "bi_thu"),
)
Held = Mapping[date, frozenset[tuple[str, str, str]]]


class History:
    """A made-up history beside the register: entries with the day they have by now."""

    def __init__(self, seed: int, ids: Mapping[str, int]) -> None:
        self.random, self.ids = Random(seed), ids
        self.said: dict[tuple[int, int], tuple[date, dict[str, Any]]] = {}
        self.ended: tuple[int, date] | None = None
        self.died: dict[str, tuple[int, date]] = {}
        self.recorded = RECORDED
        self.done = 0

    def day(self) -> date:
        return FIRST + timedelta(days=self.random.randrange(DAYS))

    def step(self) -> None:
        """Do something; what the rules refuse leaves no trace."""
        often = [self.decide, self.decide, self.decide, self.correct, self.orgs, self.die]
        doing = self.random.choice(often)
        self.recorded += timedelta(days=1)
        try:
            doing()
            self.done += 1
        except RuleError:
            return

    def decide(self) -> None:
        on, posts = self.day(), []
        for _ in range(self.random.randint(1, 3)):
            org, body, title = self.random.choice(PLACES)
            entry = begin(self.random.choice(WHO), self.ids[org], title, body)
            if self.random.random() < 0.4:
                del entry["how"]
                entry |= {"change": "end", "reason": "retired"}
            posts.append(entry)
        act = record_posts(
            actor=OPERATOR, on=on, posts=posts, reason="made up", recorded=self.recorded
        )
        self.said |= {(act.seq, at): (on, entry) for at, entry in enumerate(posts)}

    def correct(self) -> None:
        if not self.said:
            return
        seq, _at = self.random.choice(sorted(self.said))
        on = None if self.random.random() < 0.5 else self.day()
        how: dict[str, Any] = {"void": True} if on is None else {"on": on}
        correct_posts(actor=OPERATOR, act=seq, reason="made up", recorded=self.recorded, **how)
        for key in [each for each in self.said if each[0] == seq]:
            entry = self.said.pop(key)[1]
            if on is not None:
                self.said[key] = (on, entry)

    def orgs(self) -> None:
        """End giam-dinh, or take its end back."""
        if self.ended is None:
            on = self.day()
            ends = [{"change": "dissolve", "org": self.ids["giam-dinh"]}]
            act = decide(actor=OPERATOR, on=on, changes=ends, recorded=self.recorded)
            self.ended = (act.seq, on)
            return
        seq, _on = self.ended
        correct(actor=OPERATOR, act=seq, void=True, reason="made up", recorded=self.recorded)
        self.ended = None

    def die(self) -> None:
        """Have one of them die, or take the death back."""
        who = self.random.choice(WHO)
        if who in self.died:
            seq, _on = self.died.pop(who)
            correct_events(
                actor=OPERATOR, act=seq, void=True, reason="made up", recorded=self.recorded
            )
            return
        on, event = self.day(), {"change": "die", "person": who}
        act = record_events(
            actor=OPERATOR, on=on, events=[event], reason="made up", recorded=self.recorded
        )
        self.died[who] = (act.seq, on)

    def expected(self) -> Held:
        """Go from day to day over the entries in force."""
        held: set[tuple[str, str, str]] = set()
        found: dict[date, frozenset[tuple[str, str, str]]] = {}
        names = {pk: uid for uid, pk in self.ids.items()}
        for number in range(DAYS + 1):
            day = FIRST + timedelta(days=number)
            gone = self.ended is not None and self.ended[1] <= day
            dead = {who for who, (_act, on) in self.died.items() if on == day}
            held = {each for each in held if each[0] not in dead}
            for key in sorted(self.said):
                on, entry = self.said[key]
                post = (entry["person"], names[entry["org"]], entry["title"])
                if on == day and entry["change"] == "end":
                    held.discard(post)
                elif on == day:
                    held.add(post)
            if gone:
                held = {each for each in held if each[1] != "giam-dinh"}
            found[day] = frozenset(held)
        return found


def register(ids: Mapping[str, int], known: date | None = None) -> Held:
    found: dict[date, frozenset[tuple[str, str, str]]] = {}
    for number in range(DAYS + 1):
        day = FIRST + timedelta(days=number)
        found[day] = frozenset(
            (row.person.uid, org, row.title)
            for org in ("giam-dinh", "khoi")
            for each in queries.bodies_of(
                actor=OPERATOR, org=ids[org], on=day, known=known
            ).values()
            for row in each.rows
        )
    return found


@pytest.mark.parametrize("seed", range(5))
def test_posts_are_what_their_acts_say(ids: dict[str, int], seed: int) -> None:
    history = History(seed, ids)
    shown: dict[date, Held] = {}
    for _ in range(STEPS):
        history.step()
        now = register(ids)
        assert now == history.expected()
        last = Act.objects.order_by("-seq").first()
        assert last is not None
        shown[last.recorded] = now

    assert history.done > STEPS // 3
    assert dict(differences())["posts"] is None
    for known in history.random.sample(sorted(shown), k=min(4, len(shown))):
        assert register(ids, known) == shown[known]
