"""Answer questions about the journal."""

from collections.abc import Callable, Iterable
from typing import Any

from dangbo.audit.access import payload_of
from dangbo.audit.models import Act


def params_of(act: Act) -> dict[str, Any]:
    """Return an act's parameters, wherever they lie."""
    if not act.payload:
        return dict(act.params)
    body = payload_of(act.payload)
    return dict(body) if isinstance(body, dict) else {}


def params_of_all(acts: Iterable[Act]) -> dict[int, dict[str, Any]]:
    """Return the parameters of several acts by their number."""
    return {act.seq: params_of(act) for act in acts}


Verifier = Callable[[], str | None]
_verifiers: dict[str, Verifier] = {}


def register_verifier(name: str, verifier: Verifier) -> None:
    """Have `dangbo verify` ask `verifier` for the first difference from the journal."""
    _verifiers[name] = verifier


def differences() -> Iterable[tuple[str, str | None]]:
    """Ask every verifier in the order of registration; yield its name and what it found."""
    for name, verifier in _verifiers.items():
        yield name, verifier()
