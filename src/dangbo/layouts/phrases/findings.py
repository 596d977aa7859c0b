"""Show what stands against a change of a form, in words."""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dangbo.base.days import format_day
from dangbo.rules.verdicts import Verdict
from dangbo.ui import parts


class Words(NamedTuple):
    """What a finding says, and what to do about it."""

    text: Promise
    remedy: Promise


WORDS: Final[Mapping[str, Words]] = {
    "FORM_CODE": Words(
        _("Mã biểu “%(given)s” không dùng được."),
        _("Dùng từ 3 đến 40 chữ thường không dấu, chữ số, gạch dưới; bắt đầu bằng chữ."),
    ),
    "FORM_CODE_TAKEN": Words(_("Mã “%(given)s” đã có biểu khác dùng."), _("Chọn mã khác.")),
    "FORM_CHANGED_MEANWHILE": Words(
        _("Biểu này vừa được người khác thay đổi."),
        _("Mở lại trang để xem bản mới, rồi sửa tiếp; những gì đã gõ còn ở dưới để chép lại."),
    ),
    "FORM_NO_DRAFT": Words(_("Biểu này không có bản nháp."), _("Sửa biểu và lưu nháp trước.")),
    "FORM_FAULTY": Words(
        _("Bản nháp còn %(number)s chỗ sai."), _("Mở bản nháp, sửa những chỗ được nêu.")
    ),
    "FORM_LATER_VERSION": Words(
        _("Đã có phiên bản dùng từ ngày %(latest)s, sau ngày %(on)s."),
        _("Chọn ngày ấy hoặc ngày sau đó."),
    ),
    "FORM_UNCHANGED": Words(
        _("Bản nháp không khác phiên bản đang dùng."), _("Sửa rồi hãy ban hành, hoặc bỏ nháp.")
    ),
    "FORM_NOT_IN_FORCE": Words(
        _("Cơ quan không có phiên bản riêng nào đang dùng."), _("Không phải làm gì.")
    ),
    "FORM_NO_REASON": Words(_("Chưa nêu lý do."), _("Ghi một câu vì sao.")),
    "FORM_NO_VERSION": Words(_("Không có phiên bản này."), _("Mở lại trang của biểu.")),
    "FORM_CONFIRMED": Words(_("Bố cục này đã được xác nhận."), _("Không phải làm gì.")),
    "FORM_NOT_CONFIRMED": Words(_("Bố cục này chưa được xác nhận."), _("Không phải làm gì.")),
    "FORM_NO_GROUND": Words(
        _("Chưa nêu căn cứ."), _("Ghi số văn bản quy định bố cục, hoặc một lý do.")
    ),
}
DAYS: Final = {"on", "latest"}


def in_words(verdict: Verdict) -> list[parts.Finding]:
    """Return the findings of a verdict as pages show them."""
    return [
        parts.Finding(
            "refusal",
            WORDS[each.code].text % _shown(dict(each.facts)),
            remedy=WORDS[each.code].remedy,
            url=f"#id_{each.where}" if each.where else "",
        )
        for each in verdict.against
    ]


def _shown(facts: Mapping[str, object]) -> dict[str, object]:
    return {
        name: format_day(date.fromisoformat(str(fact))) if name in DAYS else fact
        for name, fact in facts.items()
    }
