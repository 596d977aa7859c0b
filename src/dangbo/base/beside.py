"""Have pure functions done by processes beside this one, so that long lists use every core.

They come of a process that is begun afresh and waits with what they need imported: none is forked
of this one, which may have threads and open sockets. What they run must be importable without a
database, and what they are given has to be plain values.
"""

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import current_process, get_context
from typing import Final, Protocol, TypeVar

Given = TypeVar("Given")
Told = TypeVar("Told")
MOST: Final = 4
AHEAD: Final = 2


class Run(Protocol):
    """Runs a function over things, and tells the answers in the order of the things."""

    def __call__(
        self, function: Callable[[Given], Told], things: Iterable[Given], /
    ) -> Iterator[Told]:
        """Tell the answers one by one."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave the collector of cyclic garbage off for one run of rows.

    It would look again and again at what is only just being made, for a quarter of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def beside(*, worth: bool, modules: Sequence[str] = ()) -> Iterator[Run]:
    """Give what runs a function over things in their order: beside, or here where it is not worth.

    Either way the answers come one by one, and things are asked for only a few ahead of them.
    `modules` are imported once for all runs to come, if this is the first one.
    """
    cores = min(len(os.sched_getaffinity(0)), MOST)
    if not worth or cores == 1 or current_process().daemon:
        yield map
        return
    context = get_context("forkserver")
    context.set_forkserver_preload([*modules])
    with ProcessPoolExecutor(cores, mp_context=context) as pool:
        try:
            yield partial(_in_order, pool, AHEAD * cores)
        finally:
            pool.shutdown(cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor,
    ahead: int,
    function: Callable[[Given], Told],
    things: Iterable[Given],
) -> Iterator[Told]:
    waiting: deque[Future[Told]] = deque()
    for each in things:
        waiting.append(pool.submit(function, each))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
