"""Remember where each value of a text stands, so that an error can point at it."""

from typing import Any, Final

from dangbo.history.files.problems import FieldPath, Place

# Shared by all values without parts; only those opened as a list or mapping get their own.
NO_KEYS: Final[dict[str, tuple[Place, "Node"]]] = {}
NO_ITEMS: Final[list["Node"]] = []


class Node:
    """A value with its place, and its parts: by key with the place of the key, or in order."""

    __slots__ = ("column", "items", "keys", "line")

    def __init__(self, place: Place, *, has_parts: bool = False) -> None:
        self.line, self.column = place
        self.keys: dict[str, tuple[Place, Node]] = {} if has_parts else NO_KEYS
        self.items: list[Node] = [] if has_parts else NO_ITEMS

    @property
    def place(self) -> Place:
        """Return where the value begins."""
        return Place(self.line, self.column)

    def at(self, path: FieldPath, *, at_key: bool = False) -> Place:
        """Return where the value at a path stands, or as near above it as there is one."""
        node, place = self, self.place
        for step in path:
            if isinstance(step, int):
                if not 0 <= step < len(node.items):
                    return place
                node = node.items[step]
                place = node.place
                continue
            found = node.keys.get(step)
            if found is None:
                return place
            key_place, node = found
            place = key_place if at_key else node.place
        return place


def depth_of(value: Any) -> int:
    """Return how deep lists and mappings are nested, without recursion."""
    deepest, level = 0, [value]
    while level:
        parts: list[Any] = []
        for each in level:
            if isinstance(each, dict):
                parts.extend(each.values())
            elif isinstance(each, list):
                parts.extend(each)
        deepest, level = deepest + 1, parts
    return deepest
