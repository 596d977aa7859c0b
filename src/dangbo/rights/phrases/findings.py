"""Say why a grant is refused, and what to do."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from dangbo.rules.verdicts import Finding, Verdict
from dangbo.ui import parts

TEXTS: Final = {
    "NO_REASON": _("Ghi lý do hoặc chọn văn bản làm căn cứ."),
    "ROLE_UNKNOWN": _("Không có vai trò «%(role)s» để giao."),
    "SELF_GRANT": _("Không ai tự giao quyền cho mình. Đề nghị người khác có quyền giao."),
    "ROLE_OF_REGISTER": _("Vai trò này chỉ giao trên toàn hệ thống. Bỏ trống đơn vị."),
    "ROLE_OF_PERSON": _("Vai trò đảng viên gắn với hồ sơ của một người. Bỏ trống đơn vị."),
    "PERSON_NEEDED": _("Vai trò đảng viên cần hồ sơ của người đó. Ghi mã đảng viên."),
    "PERSON_NOT_MEANT": _("Chỉ vai trò đảng viên mới gắn với hồ sơ một người. Bỏ trống mã."),
    "PERSON_UNKNOWN": _("Sổ chưa có người mang mã này. Kiểm tra lại mã."),
    "ENDS_BEFORE_START": _("Ngày hết phải sau ngày bắt đầu."),
    "ROLE_HELD": _("Tài khoản đang giữ vai trò này ở đây rồi."),
    "ROLE_NOT_OWN": _("Chỉ ủy quyền được vai trò đang giữ của chính mình."),
    "LENT_TO_SELF": _("Chọn một tài khoản khác để ủy quyền."),
    "LENT_BACKWARDS": _("Ủy quyền bắt đầu từ hôm nay trở đi."),
    "LENT_TOO_LONG": _("Ủy quyền nhiều nhất %(days)s ngày. Lâu hơn thì giao quyền."),
    "GRANT_ENDED": _("Quyền này đã hết trước ngày đó."),
    "NOT_IN_FORCE": _("Quyền này không còn hiệu lực."),
}


def sentence_of(found: Finding) -> str:
    """Return a finding as one sentence."""
    text = TEXTS.get(found.code)
    return str(text) % dict(found.facts) if text else found.code


def in_words(verdict: Verdict) -> list[parts.Finding]:
    """Return the findings of a verdict as pages show them."""
    return [parts.Finding("refusal", sentence_of(each)) for each in verdict.against]
