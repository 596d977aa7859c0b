"""Say on the pages of organisations and members who holds which post."""

from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.orgs.queries import Standing
from dangbo.posts import queries
from dangbo.posts.phrases import body_name
from dangbo.posts.queries import Committee
from dangbo.posts.tables.parts import (
    board_url,
    marks,
    person_url,
    post_moments,
    seats_of,
    size_words,
)
from dangbo.rules.bodies import offices_on
from dangbo.ui.panels import Panel
from dangbo.ui.parts import Fact

MOST: Final = 8
MOST_POSTS: Final = 12


def board_panel(*, actor: Actor, subject: Standing, on: date, known: date | None) -> Panel | None:
    """Show the bodies of an organisation on the day, the first of each in order."""
    found = queries.bodies_of(actor=actor, org=subject.id, on=on, known=known)
    may_have = subject.state is not None and offices_on(on).bodies_of(subject.state.kind)
    if not found and not may_have:
        return None
    bodies = offices_on(on).bodies
    context = {
        "parts": [
            _part(each, subject.uid, on)
            for each in sorted(found.values(), key=lambda each: bodies[each.body].rank)
        ],
        "url": board_url(subject.uid),
    }
    return Panel(_("Cấp ủy, chức vụ"), "posts/org_panel.html", context, "posts")


def _part(found: Committee, uid: str, on: date) -> dict[str, Any]:
    seats = seats_of(found)
    return {
        "name": body_name(found.body, on),
        "size": size_words(found),
        "url": reverse("posts:body", args=[uid, found.body]),
        "facts": [
            Fact(
                seat.titles,
                seat.person.name,
                person_url(seat.person.uid),
                badges=marks(invented=seat.invented),
            )
            for seat in seats[:MOST]
        ],
        "left": max(len(seats) - MOST, 0),
    }


def member_panel(*, actor: Actor, subject: Any, on: date, known: date | None) -> Panel | None:
    """Show the posts that a person ever held, the latest first; those of the day are marked."""
    who = queries.person_named(actor=actor, uid=subject.uid, known=known)
    if who is None:
        return None
    rows = queries.all_posts_of(actor=actor, person=who.id, on=on, known=known)
    planned = queries.plans(actor=actor, person=who.id, on=on, known=known)
    declared = queries.declarations(actor=actor, person=who.id, on=on, known=known)
    if not rows and not planned and not declared:
        return None
    context = {
        "moments": post_moments(rows[:MOST_POSTS], on),
        "left": max(len(rows) - MOST_POSTS, 0),
        "plans": len(planned),
        "declarations": len(declared),
        "url": person_url(subject.uid),
    }
    return Panel(_("Chức vụ"), "posts/member_panel.html", context, "posts")
