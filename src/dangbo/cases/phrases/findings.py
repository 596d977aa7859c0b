"""Say why a step is refused, or what to heed about it, with the rule and what to do."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal

from django.utils.translation import gettext_lazy as _

from dangbo.base.days import format_day
from dangbo.cases.phrases.names import (
    DECISIONS,
    UNITS,
    kind_name,
    reason_name,
    role_name,
    step_name,
)
from dangbo.members.phrases.findings import Called
from dangbo.members.phrases.findings import finding_text as member_text
from dangbo.members.phrases.names import exit_name
from dangbo.rules.member_documents import document_type
from dangbo.rules.verdicts import Finding, Verdict
from dangbo.ui import parts

TEXTS: Final[Mapping[str, Any]] = {
    "KIND_UNKNOWN": _("Không mở được hồ sơ loại “%(kind)s”. Chọn loại trong danh mục."),
    "CASE_RUNS": _("Người này đang có một hồ sơ cùng loại. Mở hồ sơ ấy để làm tiếp."),
    "ORG_NEEDED": _("Chưa rõ chi bộ. Nêu chi bộ."),
    "TARGET_NEEDED": _("Chưa nêu nơi đến. Nêu chi bộ nơi đến, hoặc ghi nơi đến ngoài sổ."),
    "NOT_A_CELL": _("Ngày này, tổ chức được nêu không phải là một chi bộ. Chọn chi bộ."),
    "TARGET_IS_HERE": _("Đảng viên đang sinh hoạt tại chính chi bộ ấy. Chọn nơi đến khác."),
    "MEMBER_NEEDED": _("Hồ sơ này chỉ mở cho đảng viên; ngày này người được nêu không phải."),
    "NO_MEMBER_WANTED": _("Ngày này người được nêu đang là đảng viên nên không mở hồ sơ này."),
    "PERSON_MISSING": _("Chưa nêu người. Ghi họ tên, hoặc chọn người đã có trong sổ."),
    "CASE_CLOSED": _("Hồ sơ đã khép lại. Nếu ghi nhầm thì hủy bước cuối."),
    "CASE_BOUND": _("Đã qua bước “%(step)s” nên không dừng hồ sơ được nữa."),
    "STEP_UNKNOWN": _("Hồ sơ này không có bước ấy."),
    "STEP_DONE": _("Bước này đã ghi rồi. Tải lại trang."),
    "STEP_MISSING": _("Còn thiếu bước “%(missing)s”. Ghi bước ấy trước."),
    "STEP_OVERTAKEN": _("Đã ghi bước “%(by)s” ở sau nên không quay lại bước này."),
    "ROLE_NOT_COMPETENT": _("%(role)s không phải cấp làm bước này. Chọn đúng cấp."),
    "VOTE_NEEDED": _("Bước này phải biểu quyết. Ghi số dự họp và số tán thành."),
    "STEP_IN_FUTURE": _("Ngày này còn ở phía trước (hôm nay là %(today)s). Ghi ngày đã làm."),
    "STEP_TOO_EARLY": _("Sớm hơn bước “%(after)s” (%(day)s). Sửa ngày."),
    "STEP_HAS_LATER": _("Đã ghi “%(step)s” ở sau. Hủy bước sau trước."),
    "STEP_GONE": _("Bước này đã bị hủy. Tải lại trang."),
    "DOCUMENT_UNKNOWN": _("Danh mục không có loại giấy tờ số %(number)s."),
    "DOCUMENT_VOID": _("Giấy tờ này đã được bỏ ra khỏi hồ sơ. Tải lại trang."),
    "TOO_YOUNG": _("Chưa đủ 18 tuổi tính theo tháng (mới %(months)s tháng, cần %(limit)s)."),
    "TOO_OLD": _("Quá %(limit)s tháng tuổi (nay %(months)s tháng); cần cấp có thẩm quyền đồng ý."),
    "AGE_UNCERTAIN": _("Ngày sinh chưa đủ rõ để biết có đúng tuổi hay không. Xem giấy khai sinh."),
    "EDUCATION_TOO_LOW": _("Trình độ học vấn dưới mức được xem xét (lớp %(needed)s)."),
    "EDUCATION_NEEDS_CONSENT": _(
        "Chưa học xong lớp %(needed)s; cần cấp có thẩm quyền đồng ý mới được xem xét."
    ),
    "EDUCATION_UNPROVED": _("Chưa có giấy tờ chứng minh học xong trung học cơ sở."),
    "NOT_A_CITIZEN": _("Chưa ghi nhận là công dân Việt Nam."),
    "CERTIFICATE_MISSING": _("Chưa có giấy chứng nhận học lớp nhận thức về Đảng."),
    "CERTIFICATE_EXPIRED": _(
        "Giấy chứng nhận học lớp nhận thức về Đảng hết giá trị từ %(last)s (quá %(months)s tháng). "
        "Phải học lại."
    ),
    "SPONSORS_TOO_FEW": _("Mới có %(named)s đảng viên giới thiệu, cần %(needed)s."),
    "SPONSOR_NOT_OFFICIAL": _("Người giới thiệu phải là đảng viên chính thức."),
    "SPONSOR_ELSEWHERE": _(
        "Người giới thiệu không sinh hoạt trong cùng tổ chức cơ sở đảng với người vào Đảng. "
        "Chọn đảng viên khác."
    ),
    "SPONSOR_TOO_SHORT": _(
        "Người giới thiệu phải cùng công tác, học tập, cư trú ít nhất %(months)s tháng."
    ),
    "YOUTH_UNION_MISSING": _("Còn tuổi Đoàn và nơi ấy có Đoàn, nên phải được Đoàn giới thiệu."),
    "DOCUMENTS_OUT_OF_ORDER": _("%(first)s có ngày sau %(second)s. Kiểm tra ngày trên giấy tờ."),
    "DOCUMENT_MISSING": _("Hồ sơ thiếu %(number)s."),
    "DOCUMENT_AGED": _("%(number)s đã quá %(months)s tháng; làm lại hoặc xác nhận lại."),
    "VOTE_IMPOSSIBLE": _(
        "Số không khớp: cơ sở tính %(base)s, dự họp %(present)s, tán thành %(agreed)s."
    ),
    "QUORUM_MISSED": _("Họp không đủ: có %(present)s trên %(base)s, cần ít nhất %(needed)s."),
    "VOTE_MISSED": _(
        "Chưa đủ tán thành để %(decision)s: %(agreed)s trên %(base)s, cần %(needed)s."
    ),
    "CELL_NOT_AGREED": _("Chưa có biểu quyết của chi bộ."),
    "GRASSROOTS_NOT_AGREED": _("Chưa có nghị quyết của đảng ủy cơ sở."),
    "STEPS_OUT_OF_ORDER": _("Cấp trên ghi ngày sớm hơn cấp dưới. Kiểm tra các ngày."),
    "DECIDER_NOT_COMPETENT": _("Ngày này, %(decider)s không có thẩm quyền quyết định."),
    "DECISION_LATE": _("Quyết định quá hạn %(due)s, chậm %(days)s ngày."),
    "CEREMONY_BEFORE_DECISION": _("Lễ kết nạp không thể trước ngày %(first)s."),
    "CEREMONY_LATE": _(
        "Lễ kết nạp quá hạn %(due)s, chậm %(days)s ngày; phải báo cáo cấp trên kèm lý do."
    ),
    "RECEIPT_UNKNOWN": _(
        "Thời hạn tính từ ngày chi bộ nhận quyết định, mà chưa ghi ngày nhận; tạm tính từ ngày ký."
    ),
    "NOT_PROBATIONARY": _("Ngày này không phải đảng viên dự bị."),
    "PROBATION_RUNS": _("Chưa hết 12 tháng dự bị; chi bộ xem xét từ ngày %(day)s."),
    "COURSE_MISSING": _("Chưa có giấy chứng nhận học lớp đảng viên mới."),
    "RECOGNITION_LATE": _(
        "Chi bộ xem xét quá hạn %(due)s, chậm %(days)s ngày; vẫn là đảng viên chính thức từ "
        "%(official)s."
    ),
    "REPAIR_INSTEAD": _("Sai thủ tục thì khắc phục, không hủy quyết định."),
    "REASON_UNKNOWN": _("Lý do không có trong quy định của ngày này. Chọn lý do khác."),
    "BEFORE_EFFECT": _("Sớm hơn ngày %(day)s. Sửa ngày."),
    "TRANSFER_LATE": _("Làm thủ tục chuyển quá hạn %(due)s, chậm %(days)s ngày."),
    "LETTER_LATE": _("Nộp giấy giới thiệu quá hạn %(due)s, chậm %(days)s ngày; phải giải trình."),
    "MOVES_SUSPENDED": _("Đang bị đình chỉ sinh hoạt; việc đình chỉ theo đến nơi mới."),
    "CASES_OPEN": _("Còn %(count)s hồ sơ khác đang giải quyết; các hồ sơ ấy đi theo đảng viên."),
    "END_MISSING": _("Chưa ghi đình chỉ đến ngày nào. Ghi ngày ấy."),
    "END_UNKNOWN": _("Chưa ghi ngày hết sinh hoạt tạm thời."),
    "ENDS_BEFORE_START": _("Ngày hết phải sau ngày bắt đầu."),
    "TEMPORARY_SHORT": _("Sinh hoạt tạm thời thường từ %(months)s tháng trở lên."),
    "TEMPORARY_LONG": _("Sinh hoạt tạm thời thường không quá %(months)s tháng."),
    "NOT_ACTIVE": _("Đảng viên đang không sinh hoạt bình thường nên không xét miễn."),
    "REQUEST_MISSING": _("Chưa có đơn đề nghị."),
    "SUSPENDED_ALREADY": _("Đang bị đình chỉ rồi."),
    "NOT_SUSPENDED": _("Không bị đình chỉ nên không gia hạn."),
    "SUSPENSION_LONG": _("Đình chỉ quá thời hạn (đến %(due)s)."),
    "ACTIVITY_ALREADY": _("Đang sinh hoạt bình thường rồi."),
    "NOT_A_MEMBER": _("Ngày này không phải đảng viên."),
    "REASON_NOT_FOR": _("Lý do “%(reason)s” không dùng cho đảng viên có tư cách này."),
    "REASON_NOT_REACHED": _("“%(reason)s”: mới %(count)s %(unit)s, cần %(needed)s."),
    "EXCUSED": _("Có lý do chính đáng nên không xóa tên."),
    "DESERVES_EXPULSION": _("Vi phạm đến mức khai trừ thì không xóa tên, không cho ra khỏi Đảng."),
    "EXPEL_NEEDS_OFFICIAL": _("Khai trừ chỉ dùng với đảng viên chính thức; dự bị thì xóa tên."),
    "DECISION_MISSING": _("Chưa có biểu quyết của cấp có thẩm quyền."),
    "READMISSION_EARLY": _("Chưa đủ %(months)s tháng từ khi ra khỏi Đảng; xem xét từ %(day)s."),
    "READMITTED_BEFORE": _("Đã kết nạp lại %(times)s lần; chỉ được một lần."),
    "GROUND_BARS": _("Ra khỏi Đảng vì lý do không được xem xét kết nạp lại."),
    "CONSENT_MISSING": _("Chưa có đồng ý bằng văn bản của ban thường vụ tỉnh ủy."),
    "RECORD_NOT_CLEARED": _("Chưa được xóa án tích."),
    "SENTENCE_RECENT": _("Chưa đủ %(months)s tháng từ khi xóa án tích; xem xét từ %(day)s."),
    "EXIT_IS_FINAL": _("Sau khi %(left_by)s thì không có cách trở lại này."),
    "CONCLUSION_MISSING": _("Chưa có kết luận việc ra khỏi Đảng là sai."),
    "NO_REASON": _("Hủy bước cần lý do hoặc văn bản. Nhập một trong hai."),
}
# What the rule book and this place of the case call by the same code, but say of a member.
MEMBERS: Final = frozenset({"ALREADY_A_MEMBER", "DEAD", "ORG_NOT_STANDING", "MEMBERS_LEFT"})
DAYS: Final = frozenset({"today", "day", "due", "first", "last", "official"})
NAMING: Final[Mapping[str, Any]] = {
    "step": step_name,
    "missing": step_name,
    "after": step_name,
    "by": step_name,
    "kind": kind_name,
    "role": role_name,
    "decider": role_name,
    "reason": reason_name,
    "left_by": exit_name,
}


def finding_text(found: Finding) -> str:
    """Return the sentence of a finding of the life cycle."""
    text = TEXTS.get(found.code)
    if text is None or (found.code in MEMBERS and found.code not in TEXTS):
        return member_text(found, Called())
    values = {name: _in_words(found, name, fact) for name, fact in found.facts}
    if found.code == "VOTE_MISSED":
        values["decision"] = str(DECISIONS.get(found.where, found.where))
    try:
        return str(text) % values
    except KeyError:
        # The same code from the register of members tells other facts.
        return member_text(found, Called())


def _in_words(found: Finding, name: str, fact: object) -> str:
    if found.code.startswith("DOCUMENT") and name in {"number", "first", "second"}:
        return _paper(fact)
    if name in DAYS:
        return format_day(date.fromisoformat(str(fact)))
    if name == "unit":
        return str(UNITS.get(str(fact), fact))
    return str(NAMING[name](str(fact))) if name in NAMING else str(fact)


def _paper(fact: object) -> str:
    try:
        kind = document_type(int(str(fact)), on=date.max)
    except (KeyError, ValueError):
        return str(fact)
    form = f" ({kind.form})" if kind.form else ""
    return f"“{kind.name}”{form}"


def in_words(verdict: Verdict) -> list[parts.Finding]:
    """Return a verdict as pages show it, refusals first, each with its source."""
    levels: tuple[tuple[Literal["refusal", "warning"], tuple[Finding, ...]], ...] = (
        ("refusal", verdict.against),
        ("warning", verdict.warnings),
    )
    return [
        parts.Finding(level, finding_text(each), source=each.source)
        for level, findings in levels
        for each in findings
    ]
