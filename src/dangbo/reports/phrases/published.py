"""Name what becomes of a published figure, and why nothing was counted beside it."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from dangbo.rules.published_verdicts import Blank, Outcome

OUTCOMES: Final[Mapping[Outcome, Promise]] = {
    Outcome.IMPOSSIBLE: lazy("Không thể có"),
    Outcome.CONFLICTS: lazy("Mâu thuẫn"),
    Outcome.ROUNDED: lazy("Khớp sau làm tròn"),
    Outcome.AGREES: lazy("Khớp"),
    Outcome.UNKNOWN: lazy("Sổ không biết"),
}
BLANKS: Final[Mapping[Blank, Promise]] = {
    Blank.NOT_COUNTED: lazy("Sổ không ghi việc này; số được giữ như nguồn công bố."),
    Blank.OTHER_TIME: lazy("Nguồn nói về cả một thời kỳ, sổ chỉ đếm được vào một ngày."),
    Blank.NOT_OVER: lazy("Đến ngày đang xem, thời kỳ của số này chưa hết."),
    Blank.NOT_STANDING: lazy("Vào ngày ấy tổ chức không hoạt động theo sổ."),
    Blank.NOT_ALLOWED: lazy("Tài khoản chưa được giao quyền xem những gì phải đếm."),
    Blank.NONE_RECORDED: lazy("Sổ chưa ghi trường hợp nào vào lúc ấy."),
}


def outcome_name(outcome: Outcome) -> str:
    """Return what an outcome is called."""
    return str(OUTCOMES[outcome])


def blank_words(blank: Blank) -> str:
    """Say why nothing was counted."""
    return str(BLANKS[blank])
