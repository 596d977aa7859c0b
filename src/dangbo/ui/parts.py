"""Name the small values that components show; every text in them is already in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text: TypeAlias = str | Promise
Tone = Literal["plain", "good", "warn", "bad", "note", "gold", "invented"]


@dataclass(frozen=True)
class Act:
    """Something that can be done: a link, or a button that posts when `post` is set."""

    label: Text
    url: str
    icon: str = ""
    main: bool = False
    post: bool = False


@dataclass(frozen=True)
class Crumb:
    """One step of the path to a page; the last one has no address."""

    label: Text
    url: str = ""


@dataclass(frozen=True)
class Cited:
    """A paper as a fact cites it; without a number, `text` says that the number is not known."""

    text: Text
    url: str = ""
    day: Text = ""


@dataclass(frozen=True)
class Badge:
    """A few words that mark a state."""

    text: Text
    tone: Tone = "plain"
    title: Text = ""


def invented_badge(*, brief: bool = False) -> Badge:
    """Return the mark of what the demonstration made up; `brief` for rows of lists and trees."""
    text = _("Minh họa") if brief else _("Dữ liệu minh họa")
    return Badge(text, "invented", _("Do phần minh họa dựng ra, không phải dữ liệu thật"))


@dataclass(frozen=True)
class Fact:
    """A labelled value, with the paper and the day it rests on."""

    label: Text
    value: Text
    url: str = ""
    paper: Cited | None = None
    since: Text = ""
    badges: Sequence[Badge] = ()


@dataclass(frozen=True)
class Moment:
    """One thing that happened, for a timeline; `day` is written as precisely as it is known."""

    day: Text
    title: Text
    text: Text = ""
    url: str = ""
    papers: Sequence[Cited] = ()
    icon: str = ""
    tone: Tone = "plain"
    badges: Sequence[Badge] = ()
    details: Sequence[Text] = ()


@dataclass(frozen=True)
class Tab:
    """One part of a long record; `count` is shown beside the label."""

    label: Text
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Step:
    """One page of a step-by-step act."""

    label: Text
    state: Literal["done", "current", "todo", "wrong"] = "todo"
    url: str = ""
    note: Text = ""


@dataclass(frozen=True)
class Stat:
    """A figure of a board; it opens the list behind it, and `points` draw its course."""

    label: Text
    value: Text
    url: str = ""
    note: Text = ""
    change: Text = ""
    points: Sequence[float] = ()


@dataclass(frozen=True)
class Finding:
    """A refusal, a warning or a remark, with the rule it comes from and what to do."""

    level: Literal["refusal", "warning", "note"]
    text: Text
    rule: Text = ""
    source: Text = ""
    source_url: str = ""
    remedy: Text = ""
    url: str = ""


@dataclass(frozen=True)
class Chip:
    """A filter that is set; `url` is the same page without it."""

    label: Text
    value: Text
    url: str


@dataclass(frozen=True)
class Change:
    """One value before and after an act."""

    label: Text
    before: Text
    after: Text

    @property
    def differs(self) -> bool:
        """Say whether the act changes this value."""
        return str(self.before) != str(self.after)


@dataclass(frozen=True)
class Node:
    """One line of a tree; `children` are drawn at once, `children_url` brings them on demand."""

    key: str
    label: Text
    url: str
    kind: Text = ""
    count: int | None = None
    count_title: Text = ""
    icon: str = ""
    children: Sequence["Node"] = ()
    children_url: str = ""
    open: bool = False
    current: bool = False
    badges: Sequence[Badge] = ()

    @property
    def has_children(self) -> bool:
        """Say whether the line can be opened."""
        return bool(self.children or self.children_url)


@dataclass(frozen=True)
class Chart:
    """A picture with the table of its numbers; `option` is what ECharts takes, in plain JSON.

    `xlsx_url` gives the same numbers as a file.
    """

    key: str
    title: Text
    option: dict[str, Any]
    heads: Sequence[Text]
    rows: Sequence[Sequence[Any]]
    note: Text = ""
    numeric_from: int = field(default=1)
    xlsx_url: str = ""
    tall: bool = False
