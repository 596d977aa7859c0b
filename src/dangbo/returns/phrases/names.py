"""Name states, steps and periods of reports, and write their figures."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dangbo.base.days import format_day
from dangbo.layouts.phrases import cell_words
from dangbo.layouts.phrases.languages import named_period
from dangbo.rules.return_periods import Level, ReturnPeriod
from dangbo.rules.returns import State, StepKind
from dangbo.ui.parts import Badge, Text, Tone

AREA: Final = _("Báo cáo gửi cấp trên")
NOT_BEGUN: Final = "none"
STATES: Final[Mapping[str, tuple[Text, Tone]]] = {
    NOT_BEGUN: (_("Chưa lập"), "plain"),
    "draft": (_("Đang lập"), "warn"),
    "confirmed": (_("Đã xác nhận, chưa gửi"), "note"),
    "sent": (_("Đã gửi, chờ nhận"), "gold"),
    "received": (_("Đã nhận"), "good"),
}
# What an officer does, and how the course tells it afterwards.
STEPS: Final[Mapping[str, tuple[Text, Text, str]]] = {
    "fill": (_("Điền số"), _("Đã điền số"), "pencil"),
    "confirm": (_("Xác nhận số liệu"), _("Đã xác nhận số liệu"), "circle-check"),
    "take_up": (_("Sửa lại"), _("Lấy lại để sửa"), "refresh-cw"),
    "send": (_("Gửi lên cấp trên"), _("Đã gửi lên cấp trên"), "arrow-up"),
    "receive": (_("Nhận báo cáo"), _("Cấp trên đã nhận"), "badge-check"),
    "send_back": (_("Trả lại"), _("Cấp trên trả lại"), "corner-down-right"),
    "reopen": (_("Mở lại"), _("Cấp trên mở lại"), "refresh-cw"),
    "reopen_along": (_("Mở lại"), _("Mở lại vì báo cáo cấp dưới được mở lại"), "refresh-cw"),
    "remind": (_("Nhắc gửi báo cáo"), _("Cấp trên nhắc"), "bell"),
}


def state_name(state: State, *, begun: bool = True) -> Text:
    """Return how far a report is."""
    return STATES[state if begun or state != "draft" else NOT_BEGUN][0]


def state_badge(state: State, *, begun: bool = True) -> Badge:
    """Return how far a report is, as a badge."""
    return Badge(*STATES[state if begun or state != "draft" else NOT_BEGUN])


def step_name(kind: StepKind) -> Text:
    """Return a step as something to do."""
    return STEPS[kind][0]


def step_past(kind: StepKind) -> Text:
    """Return a step as something that was done."""
    return STEPS[kind][1]


def step_icon(kind: StepKind) -> str:
    """Return the icon of a step."""
    return STEPS[kind][2]


def period_name(period: ReturnPeriod) -> str:
    """Return the name of a period."""
    return named_period(period)


def value_words(value: Fraction | None, unit: str = "") -> str:
    """Return a figure as it is shown; a dash where there is none."""
    return cell_words(value, unit) or "–"


def reminder_text(*, form: str, period: ReturnPeriod, org: str, level: Level) -> str:
    """Return the words of a reminder, to be changed, copied or sent as a note."""
    values = {
        "org": org,
        "form": form,
        "period": period_name(period),
        "day": format_day(period.due[level]),
    }
    return (
        gettext(
            "Đề nghị %(org)s kiểm tra, xác nhận và gửi biểu “%(form)s”, kỳ %(period)s, hạn gửi "
            "%(day)s. Nếu có vướng mắc, đề nghị báo lại để cùng giải quyết."
        )
        % values
    )
