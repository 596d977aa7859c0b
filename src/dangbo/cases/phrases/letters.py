"""Give the letters that cases add to those of the program."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

RESIGNATION: Final = """cấp trên: {superior}
cơ quan: {issuer}
số: {number}
nơi: {place}
loại: QUYẾT ĐỊNH
trích yếu: cho đảng viên ra khỏi Đảng
---
- {basis}

# {decider} QUYẾT ĐỊNH

**Điều 1.** Cho **{name}**, sinh ngày {birth}, kết nạp ngày {admitted}, sinh hoạt tại {cell}, ra khỏi Đảng theo đơn đề nghị.
**Điều 2.** {cell} thu hồi thẻ đảng viên (nếu có) và công bố quyết định này.
**Điều 3.** {cell} và {name} chịu trách nhiệm thi hành quyết định này. Quyết định có hiệu lực từ ngày {effective}.
---
thẩm quyền: {authority}
chức vụ: {post}
người ký: {signer}
nơi nhận: - Như Điều 3,
nơi nhận: - Lưu hồ sơ đảng viên.
"""  # noqa: E501 - each line of a template is one paragraph
RESIGNATION_FIELDS: Final = (
    *("superior", "issuer", "number", "place", "basis", "decider", "name", "birth", "admitted"),
    *("cell", "effective", "authority", "post", "signer"),
)
RESIGNATION_TITLE: Final[Any] = _("Quyết định cho ra khỏi Đảng")
