"""Name bodies, titles, and the codes that rows of posts keep."""

from datetime import date
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dangbo.base.labels import label_of
from dangbo.posts.enums import DeclarationKind, DeclarationStatus, Level, Reason, Side, Way
from dangbo.rules.bodies import offices_on

SOURCE_LANGUAGE: Final = "vi"


def _own(name: str, name_en: str) -> str:
    return name if (get_language() or SOURCE_LANGUAGE).startswith(SOURCE_LANGUAGE) else name_en


def body_name(body: str, on: date) -> str:
    """Return the name of a body; an unknown one by its code."""
    found = offices_on(on).bodies.get(body)
    return _own(found.name, found.name_en) if found else body


def title_name(title: str, on: date) -> str:
    """Return the name of a title; one outside the register is in words already."""
    found = offices_on(on).titles.get(title)
    return _own(found.name, found.name_en) if found else title


def post_name(body: str, title: str, on: date) -> str:
    """Return a title with its body, where the title alone does not say in which it is."""
    found = offices_on(on).titles.get(title)
    if found is None or len(found.bodies) == 1:
        return title_name(title, on)
    return _("%(title)s %(body)s") % {
        "title": title_name(title, on),
        "body": _within(body_name(body, on)),
    }


def _within(body: str) -> str:
    """Return a name as it stands behind a title: the word for a board is not said twice."""
    return body.removeprefix(_("Ban "))


def way_name(how: str) -> str:
    """Return how somebody came into a post."""
    return label_of(Way, how)


def reason_name(reason: str) -> str:
    """Return why a post ended."""
    return label_of(Reason, reason)


def level_name(level: str) -> str:
    """Return a level outside the register."""
    return label_of(Level, level)


def side_name(side: str) -> str:
    """Return in what a post outside the register is."""
    return label_of(Side, side)


def kind_of_declaration(kind: str) -> str:
    """Return why assets are declared."""
    return label_of(DeclarationKind, kind)


def status_name(status: str) -> str:
    """Return how far a declaration has come."""
    return label_of(DeclarationStatus, status)
