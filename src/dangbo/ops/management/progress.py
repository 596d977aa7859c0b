"""Tell on standard error how far something is that takes longer than a second."""

from time import monotonic
from typing import Final

from django.core.management.base import OutputWrapper

SECONDS: Final = 1.0


class Progress:
    """Print what is being done, once a second at most."""

    def __init__(self, out: OutputWrapper) -> None:
        self._out, self._next = out, monotonic() + SECONDS

    def __call__(self, text: str) -> None:
        """Tell it, unless something was told within this second."""
        if monotonic() >= self._next:
            self._out.write(f"  … {text}")
            self._out.flush()
            self._next = monotonic() + SECONDS
