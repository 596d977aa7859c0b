"""Name kinds of case, steps, roles and what steps are told."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

KINDS: Final[dict[str, Any]] = {
    "admission": _("Kết nạp đảng viên"),
    "recognition": _("Công nhận đảng viên chính thức"),
    "transfer_out": _("Chuyển sinh hoạt đảng chính thức"),
    "transfer_in": _("Tiếp nhận đảng viên từ ngoài sổ"),
    "transfer_internal": _("Chuyển sinh hoạt đảng nội bộ"),
    "transfer_temporary": _("Chuyển sinh hoạt đảng tạm thời"),
    "temporary_outside": _("Sinh hoạt đảng tạm thời ngoài sổ"),
    "transfer_abroad": _("Chuyển sinh hoạt đảng ra ngoài nước"),
    "transfer_with_org": _("Chuyển giao cùng tổ chức"),
    "exemption": _("Miễn công tác và sinh hoạt đảng"),
    "suspension": _("Đình chỉ sinh hoạt đảng"),
    "resumption": _("Trở lại sinh hoạt đảng"),
    "strike_off": _("Xóa tên đảng viên"),
    "resignation": _("Xin ra khỏi Đảng"),
    "expulsion": _("Khai trừ"),
    "readmission": _("Kết nạp lại"),
    "restoration": _("Khôi phục đảng tịch"),
    "annulment": _("Hủy quyết định kết nạp"),
    "death": _("Đảng viên từ trần"),
}
STEPS: Final[dict[str, Any]] = {
    "listed": _("Đưa vào danh sách cảm tình Đảng"),
    "certificate": _("Học lớp nhận thức về Đảng"),
    "dossier": _("Lập hồ sơ"),
    "cell_vote": _("Chi bộ họp, biểu quyết"),
    "departmental_appraisal": _("Đảng ủy bộ phận thẩm định"),
    "grassroots_resolution": _("Đảng ủy cơ sở ra nghị quyết"),
    "decision": _("Cấp có thẩm quyền quyết định"),
    "receipt": _("Chi bộ nhận quyết định"),
    "ceremony": _("Lễ kết nạp"),
    "member_file": _("Lập lý lịch và phiếu đảng viên"),
    "course": _("Học lớp đảng viên mới"),
    "self_review": _("Tự kiểm điểm"),
    "sponsor_remarks": _("Nhận xét của người giúp đỡ"),
    "opinions": _("Tổng hợp ý kiến nhận xét"),
    "notice": _("Gửi phiếu báo"),
    "request": _("Đề nghị của đảng viên"),
    "introduction": _("Chi bộ giới thiệu"),
    "grassroots_endorsement": _("Cấp cơ sở giới thiệu"),
    "superior_endorsement": _("Cấp trên trực tiếp giới thiệu"),
    "province_endorsement": _("Cấp tỉnh giới thiệu"),
    "file_sealed": _("Niêm phong, giao hồ sơ"),
    "receiving_superior_endorsement": _("Cấp trên nơi đến tiếp nhận"),
    "receiving_grassroots_endorsement": _("Cấp cơ sở nơi đến tiếp nhận"),
    "letter": _("Nộp giấy giới thiệu tại chi bộ nơi đến"),
    "file_received": _("Nhận hồ sơ"),
    "confirmation": _("Chi bộ nơi đến xác nhận tiếp nhận"),
    "review": _("Nhận xét của nơi tạm thời"),
    "return": _("Trở về sinh hoạt"),
    "departure": _("Xuất cảnh"),
    "review_abroad": _("Kiểm điểm ở ngoài nước"),
    "supplement": _("Bổ sung lý lịch sau khi về nước"),
    "list": _("Lập danh sách"),
    "minutes": _("Biên bản bàn giao"),
    "health_paper": _("Giấy tờ y tế"),
    "report": _("Báo cáo cấp trên"),
    "proposal": _("Đề nghị đình chỉ"),
    "extension": _("Gia hạn đình chỉ"),
    "hearing": _("Làm việc với đảng viên"),
    "appeal": _("Khiếu nại"),
    "application": _("Đơn xin vào lại Đảng"),
    "consent": _("Cấp tỉnh đồng ý"),
    "conclusion": _("Kết luận của cấp có thẩm quyền"),
    "resumption": _("Nối lại sinh hoạt đảng"),
    "death": _("Từ trần"),
    "stopped": _("Dừng hồ sơ"),
}
ROLES: Final[dict[str, Any]] = {
    "member": _("Đảng viên"),
    "cell": _("Chi bộ"),
    "departmental": _("Đảng ủy bộ phận"),
    "grassroots": _("Đảng ủy cơ sở"),
    "superior": _("Cấp ủy cấp trên trực tiếp"),
    "superior_standing": _("Ban thường vụ cấp ủy cấp trên trực tiếp"),
    "empowered_committee": _("Đảng ủy cơ sở được ủy quyền"),
    "grassroots_standing": _("Ban thường vụ đảng ủy cơ sở"),
    "province": _("Cấp tỉnh"),
    "receiving_superior": _("Cấp ủy cấp trên nơi đến"),
    "receiving_grassroots": _("Đảng ủy cơ sở nơi đến"),
    "receiving_cell": _("Chi bộ nơi đến"),
}
REASONS: Final[dict[str, Any]] = {
    "old_age": _("Tuổi cao"),
    "weak_health": _("Sức khỏe yếu"),
    "long_treatment": _("Điều trị bệnh dài ngày"),
    "private_abroad": _("Ra nước ngoài việc riêng"),
    "isolated_work": _("Làm việc nơi biệt lập"),
    "mobile_work": _("Công việc lưu động"),
    "maternity": _("Nghỉ thai sản"),
    "no_activity": _("Bỏ sinh hoạt chi bộ (số tháng trong năm)"),
    "no_dues": _("Không đóng đảng phí (số tháng trong năm)"),
    "card_given_up": _("Tự ý trả hoặc hủy thẻ đảng viên"),
    "lost_will": _("Giảm sút ý chí phấn đấu (số tháng đã giáo dục)"),
    "unfit_years": _("Hai năm liền không hoàn thành nhiệm vụ (số năm)"),
    "probation_failed": _("Đảng viên dự bị không đủ tư cách"),
    "wrong_standard": _("Kết nạp sai tiêu chuẩn"),
    "wrong_authority": _("Kết nạp sai thẩm quyền"),
    "wrong_procedure": _("Kết nạp sai thủ tục"),
}
DECISIONS: Final[dict[str, Any]] = {
    "admission": _("đề nghị kết nạp"),
    "recognition": _("đề nghị công nhận chính thức"),
    "strike_off": _("đề nghị xóa tên"),
    "resignation": _("đồng ý cho ra khỏi Đảng"),
    "exemption": _("cho miễn công tác và sinh hoạt đảng"),
    "expulsion_proposal": _("đề nghị khai trừ"),
    "expulsion": _("khai trừ"),
    "resolution": _("ra nghị quyết"),
    "admission_by_committee": _("quyết định kết nạp"),
}
OUTCOMES: Final[dict[str, Any]] = {
    "": _("Đang giải quyết"),
    "done": _("Đã xong"),
    "stopped": _("Đã dừng"),
}
UNITS: Final[dict[str, Any]] = {
    "months": _("tháng"),
    "years": _("năm"),
    "times": _("lần"),
}


def kind_name(code: str) -> str:
    """Return a kind of case in words."""
    return str(KINDS.get(code, code))


def step_name(code: str) -> str:
    """Return a step in words."""
    return str(STEPS.get(code, code))


def role_name(code: str) -> str:
    """Return who takes a step, in words."""
    return str(ROLES.get(code, code))


def reason_name(code: str) -> str:
    """Return a reason in words."""
    return str(REASONS.get(code, code))
