"""Read what narrows the organisations to choose from, and what a page of them sent."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dangbo.desk.queries.choosing import ANY_CELL
from dangbo.orgs.forms import ANY, LONGEST, Narrowing
from dangbo.orgs.phrases import kind_name
from dangbo.rules.org_kinds import org_kinds

ANSWER: Final = "dong-"
AGAIN: Final = "go-"


class ChoiceFilter(Narrowing):
    """Narrow the organisations to choose from by name, kind, branch, and whether they stand."""

    q = forms.CharField(label=_("Tên hoặc mã"), required=False, max_length=LONGEST)
    loai = forms.ChoiceField(label=_("Loại hình"), required=False)
    duoi = forms.CharField(label=_("Ở dưới tổ chức"), required=False, max_length=LONGEST)
    ket_thuc = forms.BooleanField(label=_("Tổ chức đã kết thúc"), required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = sorted(org_kinds().on(on).kinds.values(), key=lambda each: each.rank)
        named = [(each.code, kind_name(each.code, on)) for each in kinds]
        kind = self.fields["loai"]
        if isinstance(kind, forms.ChoiceField):
            kind.choices = [ANY, (ANY_CELL, _("Chi bộ (mọi loại)")), *named]


@dataclass(frozen=True)
class Ticks:
    """Who was ticked and who was unticked on a page; others stay as they are."""

    add: list[str]
    remove: list[str]


def ticks_of(post: QueryDict) -> Ticks:
    """Return what changed between the page as it was drawn (`was`) and as it was sent (`row`)."""
    if "them" in post or "bot" in post:
        return Ticks(post.get("them", "").split(), post.get("bot", "").split())
    before = set(_words(post.getlist("was")))
    now = list(dict.fromkeys(_words(post.getlist("row"))))
    return Ticks([key for key in now if key not in before], sorted(before - set(now)))


def _words(values: Iterable[str]) -> list[str]:
    return [key for value in values for key in value.replace("\0", "").split()]


@dataclass(frozen=True)
class Answers:
    """What was answered to the lines of a list, by their numbers."""

    chosen: dict[int, str] = field(default_factory=dict)
    retyped: dict[int, str] = field(default_factory=dict)


def answers_of(post: QueryDict) -> Answers:
    """Return the answers that a page sent: choices, and what was typed instead."""
    return Answers(_numbered(post, ANSWER), _numbered(post, AGAIN))


def _numbered(post: QueryDict, start: str) -> dict[int, str]:
    return {
        int(name.removeprefix(start)): str(post[name]).strip()
        for name in post
        if name.startswith(start) and name.removeprefix(start).isdecimal() and len(name) < LONGEST
    }
