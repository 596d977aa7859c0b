"""Answer questions about the journal and the log of accesses."""

from dangbo.audit.queries.journal import (
    Verifier,
    differences,
    params_of,
    params_of_all,
    register_verifier,
)

__all__ = ["Verifier", "differences", "params_of", "params_of_all", "register_verifier"]
