"""Say what stands against an act on rights, and write nothing."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from dangbo.rules.verdicts import RuleError, Verdict


def foresee(act: Callable[..., Any], **given: Any) -> Verdict:
    """Do an act and take it back; return every reason against it."""
    try:
        with transaction.atomic():
            act(**given)
            transaction.set_rollback(True)
    except RuleError as error:
        return error.verdict
    return Verdict()
