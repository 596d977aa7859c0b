"""Give the accounts of the demonstration a confidential record to look at."""

from datetime import timedelta
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.access import actor_of, lend
from dangbo.rules.rights import CONFIDENTIAL_OPEN
from dangbo.sealed.access import accounts_in_use, readable_records
from dangbo.sealed.commands import Wanted, add_entry, add_reader, open_record
from dangbo.sealed.commands.opening import About
from dangbo.sealed.enums import EntryKind, RecordKind

# Who opens the record, and who is let in to read it.
OPENER: Final = "kiem-tra"
READER: Final = "thuong-truc"


def open_demonstration_record(*, usernames: list[str], **_signal: Any) -> None:
    """Open one record about nobody real, once."""
    accounts = accounts_in_use().filter(username__in={OPENER, READER} & {*usernames})
    found = {user.username: user for user in accounts}
    if found.keys() != {OPENER, READER}:
        return
    actor = lend(actor_of(found[OPENER]), CONFIDENTIAL_OPEN)
    if readable_records(actor).exists():
        return
    today = timezone.localdate()
    wanted = Wanted(
        RecordKind.VERIFICATION.value,
        _("Minh họa: xác minh đơn về việc thu, nộp đảng phí"),
        today - timedelta(days=9),
        About(others=_("Một người không có thật")),
        _("Dữ liệu minh họa. Nhận đơn, giao Ủy ban Kiểm tra xem xét."),
    )
    uid = open_record(actor=actor, wanted=wanted)
    reason = _("Chỉ đạo việc xác minh")
    add_reader(actor=actor, uid=uid, account=found[READER].pk, reason=reason)
    text = _("Dữ liệu minh họa. Đã làm việc với chi ủy, đối chiếu sổ thu đảng phí.")
    day = today - timedelta(days=2)
    add_entry(actor=actor, uid=uid, what=EntryKind.NOTE.value, on=day, text=text)
