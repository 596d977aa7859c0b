"""Say what the columns of a report about a person are called."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from dangbo.members.phrases.names import FIELDS as OF_MEMBERS
from dangbo.rules.member_attributes import attribute_kinds
from dangbo.rules.record_groups import record_groups
from dangbo.ui.parts import Text

ACT: Final = _("Ghi ở nhật ký số")
OWN: Final[Mapping[str, Text]] = {
    "act": ACT,
    "act_id": ACT,
    "actor": _("Người ghi"),
    "at": _("Lúc"),
    "basis_id": _("Căn cứ, nhật ký số"),
    "before": _("Số trước đó"),
    "behalf": _("Thay cho"),
    "behalf_id": _("Thay cho tài khoản số"),
    "birth_name": _("Họ và tên khai sinh"),
    "body": _("Nội dung, cơ quan"),
    "by": _("Ai làm"),
    "carried": _("Đi theo tổ chức"),
    "case_id": _("Việc số"),
    "change": _("Loại việc"),
    "changed_at": _("Sửa lần cuối"),
    "closed_by_id": _("Khép ở nhật ký số"),
    "closed_on": _("Ngày xong"),
    "code": _("Mã việc"),
    "conditions": _("Điều kiện"),
    "corrects": _("Đính chính nhật ký số"),
    "day": _("Ngày"),
    "due": _("Hạn"),
    "end": _("Đến ngày"),
    "end_basis_id": _("Căn cứ khi hết, nhật ký số"),
    "end_reason": _("Lý do hết"),
    "facts": _("Chi tiết"),
    "field": _("Mục"),
    "fields": _("Các mục"),
    "gone_id": _("Hồ sơ được nhập vào, số"),
    "hash": _("Dấu của dòng"),
    "how": _("Hình thức"),
    "intake": _("Danh sách số"),
    "intake_id": _("Danh sách số"),
    "invented": _("Dữ liệu minh họa"),
    "kept_id": _("Hồ sơ được giữ, số"),
    "key": _("Khóa"),
    "level": _("Mức, cấp"),
    "name": _("Tên"),
    "note": _("Ghi chú"),
    "number": _("Số"),
    "numbers_id": _("Số hiệu, dòng"),
    "one_id": _("Hồ sơ thứ nhất, số"),
    "opened_by_id": _("Ghi ở nhật ký số"),
    "opened_on": _("Ngày bắt đầu"),
    "org_id": _("Tổ chức số"),
    "origin": _("Từ đâu"),
    "other_id": _("Hồ sơ thứ hai, số"),
    "outcome": _("Kết quả"),
    "outside": _("Ngoài hệ thống"),
    "pages": _("Số trang"),
    "paper": _("Văn bản"),
    "paper_id": _("Văn bản số"),
    "payload": _("Phần dài"),
    "person_id": _("Hồ sơ số"),
    "pk": _("Số"),
    "place": _("Thuộc tổ chức"),
    "places": _("Số tổ chức"),
    "position": _("Thứ tự"),
    "precision": _("Ngày biết đến"),
    "raw": _("Như trong danh sách"),
    "reason": _("Lý do"),
    "receiver": _("Nơi nhận"),
    "recorded": _("Ngày ghi"),
    "reference": _("Ký hiệu"),
    "result": _("Tổ chức sau đó, số"),
    "result_id": _("Việc ghi ra, nhật ký số"),
    "reward": _("Tiền thưởng"),
    "reward_certain": _("Tiền thưởng chắc chắn"),
    "reward_source": _("Căn cứ tiền thưởng"),
    "role": _("Vai trò"),
    "row": _("Dòng"),
    "sealed": _("Phần niêm phong"),
    "seq": _("Nhật ký số"),
    "side": _("Khối"),
    "signed": _("Đã ký"),
    "source": _("Tổ chức trước đó, số"),
    "stage": _("Bước"),
    "start": _("Từ ngày"),
    "state": _("Trạng thái"),
    "status": _("Tình trạng"),
    "step": _("Bước"),
    "subject": _("Đối tượng"),
    "term": _("Nhiệm kỳ"),
    "title": _("Tên, chức danh"),
    "to_org_id": _("Tổ chức đến, số"),
    "user_id": _("Tài khoản số"),
    "voided_by_id": _("Hủy ở nhật ký số"),
    "year": _("Năm"),
}


def column_name(name: str) -> str:
    """Return what a column, or a part of one, is called; its own name where no words are held."""
    if name in OWN or name in OF_MEMBERS:
        return str(OWN.get(name) or OF_MEMBERS[name])
    if name in attribute_kinds():
        return attribute_kinds()[name].name
    return record_groups()[name].name if name in record_groups() else name
