"""Read a list of persons, one a line, each with the posts that stand behind a semicolon."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.base.days import format_day
from dangbo.base.vietnamese import fold
from dangbo.posts.phrases import post_name, title_name
from dangbo.posts.queries import PersonName, persons_called
from dangbo.rules.bodies import offices_on

MOST_LINES: Final = 2_000


class Named(NamedTuple):
    """A line that names one person, and the posts (body, title) that it states."""

    person: PersonName
    posts: Sequence[tuple[str, str]]


def post_choices(kind: str, on: date) -> list[tuple[str, str]]:
    """Return the posts that an organisation of a kind may have, by `body:title`."""
    offices = offices_on(on)
    return [
        (f"{body.code}:{title.code}", post_name(body.code, title.code, on))
        for body in offices.bodies_of(kind)
        for title in offices.titles_in(body.code)
    ]


def read_list(*, actor: Actor, text: str, kind: str, on: date, usual: str) -> list[Named]:
    """Return the persons and posts of a list, or raise ValidationError with every wrong line."""
    lines = [(at, line) for at, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST_LINES:
        raise ValidationError(_("Danh sách quá %(most)s dòng.") % {"most": MOST_LINES})
    parted = [(at, *_parted(line)) for at, line in lines]
    found = persons_called(actor=actor, texts={name for _at, name, _posts in parted})
    known = _posts_by_words(kind, on)
    faults: list[str] = []
    named: list[Named] = []
    for at, name, stated in parted:
        person = _one(found[name], name, at, faults)
        posts = _posts(stated, known, usual, at, faults)
        if person is not None:
            named.append(Named(person, posts))
    if faults:
        raise ValidationError(faults)
    return named


def _parted(line: str) -> tuple[str, str]:
    name, _sep, posts = line.partition(";")
    return name.strip(), posts.strip()


def _one(found: Sequence[PersonName], name: str, at: int, faults: list[str]) -> PersonName | None:
    if len(found) == 1:
        return found[0]
    if not found:
        faults.append(
            _("Dòng %(at)s: không có ai tên hoặc mã là “%(name)s”. Ghi đủ họ và tên, hoặc mã.")
            % {"at": at, "name": name}
        )
    else:
        who = ", ".join(map(_told, found))
        faults.append(
            _("Dòng %(at)s: có %(count)s người tên “%(name)s”: %(who)s. Ghi mã thay cho tên.")
            % {"at": at, "count": len(found), "name": name, "who": who}
        )
    return None


def _told(person: PersonName) -> str:
    if person.birth is None:
        return person.uid
    return _("%(uid)s (sinh %(birth)s)") % {"uid": person.uid, "birth": format_day(person.birth)}


def _posts(
    stated: str,
    known: Mapping[str, Sequence[str]],
    usual: str,
    at: int,
    faults: list[str],
) -> list[tuple[str, str]]:
    texts = [each.strip() for each in stated.split(",") if each.strip()]
    chosen = [usual] if not texts and usual else []
    for text in texts:
        meant = known.get(fold(text), ())
        if len(meant) == 1:
            chosen.append(meant[0])
        else:
            faults.append(
                _("Dòng %(at)s: “%(text)s” không phải một chức danh của tổ chức này.")
                % {"at": at, "text": text}
            )
    if not texts and not usual:
        faults.append(_("Dòng %(at)s: chưa có chức danh.") % {"at": at})
    return [_pair(each) for each in chosen]


def _pair(value: str) -> tuple[str, str]:
    body, _sep, title = value.partition(":")
    return body, title


def _posts_by_words(kind: str, on: date) -> dict[str, list[str]]:
    """Return posts by all the words they may be called by."""
    found: dict[str, list[str]] = {}
    for value, name in post_choices(kind, on):
        title = _pair(value)[1]
        for text in {fold(each) for each in (name, title_name(title, on), title)}:
            found.setdefault(text, []).append(value)
    return found
