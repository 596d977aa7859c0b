"""Prove that a made register is what its journal tells, so that what is measured on it is real."""

from collections import Counter

from dangbo.orgs.models import Decision, OrgPath, OrgVersion, Succession, Touch
from dangbo.orgs.queries import verifying


def unlike_the_journal() -> list[str]:
    """Return the tables in which what is believed now is not what the journal says."""
    ledger = verifying.rebuilt()
    told = {
        OrgVersion: (verifying.VERSION, verifying._versions(ledger.version_rows)),
        OrgPath: (verifying.PATH, verifying._paths(ledger.path_rows)),
        Touch: (verifying.TOUCH, verifying._facts(ledger.touch_rows, verifying.TOUCH)),
        Succession: (
            verifying.SUCCESSION,
            verifying._facts(ledger.succession_rows, verifying.SUCCESSION),
        ),
        Decision: (verifying.DECISION, verifying._decisions(ledger.decision_rows)),
    }
    return [
        model._meta.db_table
        for model, (fields, rows) in told.items()
        if Counter(row for row in rows if row[-1] is None)
        != Counter(model.objects.filter(voided_by=None).values_list(*fields))
    ]
