"""Name what the page of one change is made of: a box for each field, by its shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dangbo.desk.queries.directory import Called
from dangbo.ui.parts import Text

MOST_LISTED: Final = 100


@dataclass(frozen=True)
class Box:
    """A field of a change; `name` is what its inputs are called, `was` what it is now."""

    name: str
    label: Text
    shape: str
    required: bool = True
    lacks: Sequence[Text] = ()

    @property
    def template(self) -> str:
        """Return the template that draws a box of this shape."""
        return f"desk/boxes/{self.shape}.html"

    @property
    def html_id(self) -> str:
        """Return the id of the input."""
        return f"id_{self.name}".replace(".", "_")


@dataclass(frozen=True)
class TextBox(Box):
    """A text, or a number."""

    value: str = ""
    was: Text = ""
    help: Text = ""
    long: bool = False


@dataclass(frozen=True)
class FlagBox(Box):
    """Something that is so, or not."""

    value: bool = False


@dataclass(frozen=True)
class KindGroup:
    """Kinds of organisation to choose from, under a heading."""

    label: Text
    kinds: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class KindBox(Box):
    """The kind of an organisation: those that fit come first."""

    value: str = ""
    was: Text = ""
    groups: Sequence[KindGroup] = ()


@dataclass(frozen=True)
class Offer:
    """An organisation with its kind in words."""

    org: Called
    kind: str


@dataclass(frozen=True)
class OrgBox(Box):
    """One organisation: what stands in the field, whom it means, and whom it may mean."""

    text: str = ""
    meant: Offer | None = None
    offers: Sequence[Offer] = ()
    ambiguous: bool = False
    below: int = 0
    goes_to: str = ""
    number: int = 0
    choose_url: str = ""

    @property
    def key(self) -> str:
        """Return the key of the organisation that is meant."""
        return self.meant.org.key if self.meant else ""


@dataclass(frozen=True)
class OrgsBox(Box):
    """A list of organisations: those chosen, and the lines that nobody was found for."""

    chosen: Sequence[Offer] = ()
    keys: str = ""
    total: int = 0
    below: int = 0
    open: Sequence[OrgBox] = ()
    rest: str = ""
    choose_url: str = ""
    goes_to: str = ""

    @property
    def more(self) -> int:
        """Count those that are chosen and not shown."""
        return self.total - len(self.chosen)


@dataclass(frozen=True)
class EntryBox(Box):
    """An organisation that begins, or one that stands where `either` says it may be."""

    either: bool = False
    new: bool = True
    number: int = 0
    standing: OrgBox | None = None
    fields: Sequence[Box] = ()
    key: str = ""


@dataclass(frozen=True)
class ListBox(Box):
    """A list of descriptions or rows, of which one window is shown."""

    entries: Sequence["EntryBox | RowBox"] = ()
    first: int = 0
    total: int = 0
    add: Text = ""

    @property
    def count(self) -> int:
        """Count what is shown."""
        return len(self.entries)


@dataclass(frozen=True)
class RowBox(Box):
    """One source, where it goes, and how much of it."""

    number: int = 0
    source: OrgBox | None = None
    result: OrgBox | None = None
    part: str = ""


@dataclass(frozen=True)
class PlaceRow:
    """An organisation directly under a source, where it goes, and where it may go."""

    org: Offer
    chosen: str
    results: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class PlacesBox(Box):
    """Where each organisation directly under the sources goes."""

    rows: Sequence[PlaceRow] = ()
    results: Sequence[tuple[str, str]] = ()
    total: int = 0
    several: bool = False

    @property
    def open(self) -> int:
        """Count those shown that have no place yet."""
        return sum(not row.chosen for row in self.rows)


@dataclass(frozen=True)
class MemberSource:
    """A source of a change: how many members it has, and in words where they go by rule."""

    name: str
    count: int
    by_rule: str


@dataclass(frozen=True)
class MembersBox(Box):
    """Where members go: those listed one by one, and all the others."""

    shown: bool = False
    sources: Sequence[MemberSource] = ()
    total: int = 0
    listed: Sequence[tuple[str, int]] = ()
    left: int = 0
    results: Sequence[tuple[str, str]] = ()
    rest: OrgBox | None = None
    places_url: str = ""
