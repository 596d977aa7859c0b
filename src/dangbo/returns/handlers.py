"""Have the demonstration send some reports, so that the progress of a period can be looked at."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.reports.queries import first_org
from dangbo.returns.access import every
from dangbo.returns.commands import take_step
from dangbo.returns.models import Return
from dangbo.returns.queries.judging import Wanted
from dangbo.returns.queries.places import Place, place_of, places_below
from dangbo.returns.queries.reading import report_of
from dangbo.rules.return_periods import ReturnPeriod, periods_ended
from dangbo.rules.returns import REASONED, StepKind
from dangbo.rules.verdicts import RuleError

FORM: Final = "ket_nap_dang_vien"
SENDING: Final[tuple[StepKind, ...]] = ("confirm", "send")
# How far each of the first organisations below comes; the others send nothing.
COURSES: Final[Sequence[tuple[StepKind, ...]]] = (
    (*SENDING, "receive"),
    (*SENDING, "receive"),
    SENDING,
    (*SENDING, "send_back"),
    ("confirm",),
    ("remind",),
)


def report_in_demonstration(**_signal: Any) -> None:
    """Take the steps of a few reports of made-up organisations, once."""
    today = timezone.localdate()
    period = periods_ended(today=today, most=1)[0]
    org = first_org(actor=OPERATOR, on=period.cut_off)
    if org is None or every(Return).exists():
        return
    above = place_of(actor=OPERATOR, org=org, on=period.cut_off)
    below = places_below(actor=OPERATOR, place=above, on=period.cut_off)
    made_up = [each for each in below if each.org.invented]
    for place, course in zip_longest(made_up[: len(COURSES)], COURSES):
        if place is not None:
            _follow(place, period, course)


def _follow(place: Place, period: ReturnPeriod, course: Sequence[StepKind]) -> None:
    """Take the steps of a course as far as nothing stands against one."""
    for kind in course:
        report = report_of(actor=OPERATOR, period=period, org=place.org, form=FORM, states=True)
        reason = _reason(kind) if kind in REASONED else ""
        try:
            take_step(
                actor=OPERATOR,
                form=FORM,
                period=period,
                org=place.org,
                wanted=Wanted(kind, report.seen, reason),
            )
        except RuleError:
            return


def _reason(kind: StepKind) -> str:
    if kind == "remind":
        return _("Minh họa: đề nghị kiểm tra số liệu và gửi báo cáo, đã quá hạn.")
    return _("Minh họa: rà soát lại số đảng viên mới kết nạp rồi gửi lại.")
