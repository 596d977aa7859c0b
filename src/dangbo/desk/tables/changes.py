"""Make the boxes of a change from what its draft keeps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.desk.phrases import field_name
from dangbo.desk.queries.below import results_for
from dangbo.desk.queries.directory import Called
from dangbo.desk.queries.meaning import Meaning, one_line
from dangbo.desk.tables.boxes import (
    MOST_LISTED,
    Box,
    EntryBox,
    FlagBox,
    KindBox,
    ListBox,
    Offer,
    OrgBox,
    OrgsBox,
    PlaceRow,
    PlacesBox,
    RowBox,
    TextBox,
)
from dangbo.desk.tables.kinds import kind_groups, label_of
from dangbo.desk.tables.people import members_box
from dangbo.orgs.phrases import kind_name
from dangbo.rules.draft_slots import BEGINNING, ENTRY, SLOTS, Shape, Slot
from dangbo.rules.member_places import members_in

REST: Final = Slot("rest", Shape.ORG, required=False)
WINDOW: Final = 25
MOST_OPEN: Final = 50
MOST_PLACES: Final = 400


@dataclass(frozen=True)
class Known:
    """What is known about the texts and keys of a change: names, meanings, those below."""

    on: date
    names: Mapping[str, Called]
    meanings: Mapping[str, Meaning]
    children: Sequence[tuple[Called, str]] = ()
    lacks: Mapping[str, Sequence[str]] | None = None
    members: Mapping[str, int] = field(default_factory=dict)
    begun: Sequence[str] = ()

    def offer(self, org: Called) -> Offer:
        """Return an organisation with its kind in words."""
        return Offer(org, kind_name(org.kind, self.on) if org.kind else "")

    def offer_of(self, key: str) -> Offer:
        """Return the organisation of a key."""
        return self.offer(self.names.get(key) or Called(key, key, known=False))


@dataclass(frozen=True)
class Boxes:
    """Make the boxes of one change of a draft; `first` is where the windows of long lists begin."""

    draft: int
    change: Mapping[str, Any]
    known: Known
    first: int = 0
    full: str = ""

    def all(self) -> list[Box]:
        """Return a box for each field of the change."""
        return [self._box(slot) for slot in SLOTS[self.change["change"]]]

    @property
    def kind(self) -> str:
        """Return which change it is."""
        return str(self.change["change"])

    def _box(self, slot: Slot) -> Box:
        makers: dict[Shape, Callable[[Slot], Box]] = {
            Shape.ORG: lambda each: self._org(each.name, self.change, each, goes=True),
            Shape.ORGS: self._orgs,
            Shape.KIND: lambda each: self._kind("", self.change, each),
            Shape.FLAG: self._flag,
            Shape.NEW: lambda each: self._entry(each.name, self.change.get(each.name), 0),
            Shape.EITHER: lambda each: self._either(each.name, self.change.get(each.name), 0),
            Shape.RESULTS: lambda each: self._list(each, self._either, _("Thêm nơi nhận")),
            Shape.NEWS: lambda each: self._list(each, self._entry, _("Thêm tổ chức mới")),
            Shape.ROWS: lambda each: self._list(each, self._row, _("Thêm dòng")),
            Shape.PLACES: self._places,
            Shape.MEMBERS: self._members,
        }
        box = makers.get(slot.shape, self._plain)(slot)
        lacks = (self.known.lacks or {}).get(slot.name, ())
        return replace(
            box, required=slot.required, lacks=lacks, label=label_of(self.kind, slot.name)
        )

    def _plain(self, slot: Slot) -> Box:
        return self._text("", self.change, slot)

    def _flag(self, slot: Slot) -> Box:
        return FlagBox(slot.name, "", "flag", value=bool(self.change.get(slot.name)))

    def _text(self, prefix: str, entry: Mapping[str, Any], slot: Slot) -> Box:
        return TextBox(
            f"{prefix}{slot.name}",
            field_name(slot.name),
            "text",
            required=slot.required,
            value=str(entry.get(slot.name) or ""),
            was=self._was(slot.name) if not prefix else "",
            long=slot.name == "text",
        )

    def _was(self, name: str) -> str:
        """Return what an organisation is now, where the change gives it something new."""
        org = self.known.names.get(str(self.change.get("org") or ""))
        if org is None or not org.known or self.kind in BEGINNING:
            return ""
        return str({"name": org.name, "code": org.code}.get(name, ""))

    def _kind(self, prefix: str, entry: Mapping[str, Any], slot: Slot) -> Box:
        names = self.known.names
        org = names.get(str(entry.get("org") or ""))
        superior = names.get(str(entry.get("superior") or ""))
        above = superior.kind if superior else org.above_kind if org and not prefix else ""
        standing = org if org and self.kind in {"retype", "restore"} and not prefix else None
        return KindBox(
            f"{prefix}{slot.name}",
            field_name(slot.name),
            "kind",
            required=slot.required,
            value=str(entry.get(slot.name) or ""),
            was=kind_name(standing.kind, self.known.on) if standing and standing.kind else "",
            groups=kind_groups(self.known.on, above, str(entry.get(slot.name) or "")),
        )

    def _org(
        self, name: str, entry: Mapping[str, Any], slot: Slot, *, goes: bool = False
    ) -> OrgBox:
        key = str(entry.get(slot.name) or "") if isinstance(entry.get(slot.name), str) else ""
        text = str((entry.get("typed") or {}).get(slot.name) or "")
        meaning = self.known.meanings.get(one_line(text), Meaning()) if text else Meaning()
        meant = self.known.offer_of(key) if key else None
        return OrgBox(
            name,
            field_name(slot.name),
            "org",
            required=slot.required,
            text=meant.org.name if meant else text,
            meant=meant,
            offers=[self.known.offer(each) for each in meaning.offers],
            ambiguous=meaning.ambiguous,
            below=meant.org.below if meant and goes and self._ends(slot.name) else 0,
            goes_to=self._goes_to(),
            choose_url=self._choose(slot.name) if goes else "",
        )

    def _ends(self, name: str) -> bool:
        """Say whether those below an organisation go elsewhere by the change."""
        return (self.kind, name) in {("dissolve", "org"), ("split", "source")}

    def _orgs(self, slot: Slot) -> Box:
        name, keys = slot.name, list(self.change.get(slot.name) or ())
        lines = [str(each) for each in _listed((self.change.get("typed") or {}).get(name))]
        shown = keys if self.full == name else keys[:MOST_LISTED]
        return OrgsBox(
            name,
            "",
            "orgs",
            chosen=[self.known.offer_of(key) for key in shown],
            keys="\n".join(keys),
            total=len(keys),
            below=sum(self.known.offer_of(key).org.below for key in keys),
            open=[self._line(name, at, text) for at, text in enumerate(lines[:MOST_OPEN])],
            rest="\n".join(lines[MOST_OPEN:]),
            choose_url=self._choose(name),
            goes_to=self._goes_to() if name == "sources" else "",
        )

    def _line(self, name: str, at: int, text: str) -> OrgBox:
        entry = {"typed": {"org": text}}
        box = self._org(f"{name}.open.{at}", entry, Slot("org", Shape.ORG))
        return replace(box, label=_("Dòng chưa rõ %(number)s") % {"number": at + 1}, number=at + 1)

    def _entry(self, name: str, entry: Any, number: int) -> EntryBox:
        entry = entry if isinstance(entry, Mapping) else {}
        return EntryBox(
            name,
            "",
            "entry",
            number=number,
            fields=[self._entry_field(f"{name}.", entry, slot) for slot in ENTRY],
            key=str(entry.get("org") or ""),
        )

    def _either(self, name: str, entry: Any, number: int) -> EntryBox:
        entry = entry if isinstance(entry, Mapping) else {}
        new = bool(entry.get("new"))
        described = self._entry(name, entry, number)
        standing = {} if new else entry
        return replace(
            described,
            either=True,
            new=new,
            key=described.key if new else "",
            standing=self._org(f"{name}.org", standing, Slot("org", Shape.ORG)),
        )

    def _entry_field(self, prefix: str, entry: Mapping[str, Any], slot: Slot) -> Box:
        if slot.shape is Shape.ORG:
            return self._org(f"{prefix}{slot.name}", entry, slot)
        if slot.shape is Shape.KIND:
            return self._kind(prefix, entry, slot)
        return self._text(prefix, entry, slot)

    def _row(self, name: str, row: Any, number: int) -> RowBox:
        return RowBox(
            name,
            "",
            "row",
            number=number,
            source=self._org(f"{name}.source", row, Slot("source", Shape.ORG)),
            result=self._org(f"{name}.result", row, Slot("result", Shape.ORG, required=False)),
            part=str(row.get("part") or ""),
        )

    def _list(self, slot: Slot, one: Callable[[str, Any, int], Any], add: str) -> Box:
        every = list(self.change.get(slot.name) or ())
        first = min(self.first, max(len(every) - 1, 0)) // WINDOW * WINDOW
        shown = every[first : first + WINDOW]
        return ListBox(
            slot.name,
            "",
            "list",
            entries=[
                one(f"{slot.name}.{at}", each, first + at + 1) for at, each in enumerate(shown)
            ],
            first=first,
            total=len(every),
            add=add,
        )

    def _places(self, slot: Slot) -> Box:
        chosen = self.change.get(slot.name) or {}
        children, to = self.known.children, self._results_of()
        rows = [
            PlaceRow(self.known.offer(each), str(chosen.get(each.key) or ""), to[source])
            for each, source in children[:MOST_PLACES]
        ]
        return PlacesBox(
            slot.name,
            "",
            "places",
            rows=rows,
            results=list(dict.fromkeys(each for results in to.values() for each in results)),
            total=len(children),
            several=len(to) > 1,
        )

    def _members(self, slot: Slot) -> Box:
        held = members_in(self.change)
        rest = self._org(f"{slot.name}.rest", held, REST)
        return members_box(
            draft=self.draft,
            change=self.change,
            counts=self.known.members,
            begun=list(self.known.begun),
            name_of=self._called,
            rest=replace(rest, choose_url=f"{self._choose(REST.name)}?part={slot.name}"),
        )

    def _results_of(self) -> dict[str, list[tuple[str, str]]]:
        """Return, by source, where those under it may go."""
        return {
            source: [(key, self._called(key)) for key in results_for(self.change, source)]
            for source in dict.fromkeys(source for _, source in self.known.children)
        }

    def _called(self, key: str) -> str:
        found = self.known.names.get(key)
        return found.name if found else key

    def _goes_to(self) -> str:
        """Return where those below a source go, in a word or two."""
        result = self.change.get("result")
        if isinstance(result, Mapping):
            return str(result.get("name") or "") or self._called(str(result.get("org") or ""))
        target = result or self.change.get("below")
        return self._called(target) if isinstance(target, str) and target else ""

    def _choose(self, field: str) -> str:
        return reverse("desk:choose", args=[self.draft, self.change["id"], field])


def _listed(value: Any) -> list[Any]:
    if not value:
        return []
    return [value] if isinstance(value, str) else list(value)
