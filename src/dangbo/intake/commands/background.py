"""Check long lists beside the request, short ones within it."""

import logging
from threading import Thread
from typing import Final

from django.db import connections, transaction

from dangbo.accounts.access import Actor
from dangbo.intake.access import lock_intake
from dangbo.intake.commands.checking import CheckStopped, run_check, start_check
from dangbo.intake.enums import Stage
from dangbo.intake.models import Intake
from dangbo.rules.verdicts import finding

logger = logging.getLogger(__name__)
AT_ONCE: Final = 2_000


def check_soon(*, actor: Actor, intake: int) -> None:
    """Check a list: before this returns where it is short, else beside, the counter telling."""
    row = start_check(actor=actor, intake=intake)
    if row.rows <= AT_ONCE:
        run_check(actor=actor, row=row)
        return
    beside = Thread(target=_check, args=(actor, row), daemon=True)
    transaction.on_commit(beside.start)


def _check(actor: Actor, row: Intake) -> None:
    """Check in a thread of its own; what fails is logged, and the list waits to be checked."""
    try:
        run_check(actor=actor, row=row)
    except CheckStopped:
        logger.info("list %s: another check began", row.pk)
    except Exception:
        logger.exception("list %s was not checked to its end", row.pk)
        _give_up(actor, row)
    finally:
        connections.close_all()


@transaction.atomic
def _give_up(actor: Actor, row: Intake) -> None:
    kept = lock_intake(actor, row.pk)
    if kept.stage == Stage.CHECKING and kept.changed_at == row.changed_at:
        told = finding("CHECK_FAILED")
        kept.stage, kept.remarks = Stage.OPENED, [*kept.remarks, [told.code, {}]]
        kept.save()
