"""Let items behind a value wait until somebody wants to see them: their number is known before."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import overload

from dangbo.orgs.queries.indicators import Item


class Later(Sequence[Item]):
    """Items that are asked for when they are first looked at."""

    def __init__(self, ask: Callable[[], Sequence[Item]]) -> None:
        self._ask = ask

    @cached_property
    def _items(self) -> Sequence[Item]:
        return self._ask()

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items)

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | Sequence[Item]:
        return self._items[at]
