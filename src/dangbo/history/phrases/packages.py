"""Say what is wrong with a hand-over package or a receipt, and what to do about it."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = tuple[Promise, Promise | str]

AGAIN: Final = _("Đề nghị bên giao chép hoặc gửi lại gói.")
UNTOUCHED: Final = _("Dùng đúng gói bên giao đã lập: không giải nén, không sửa, không thêm tệp.")
PREFIX: Final = _("Ghi tiền tố cho khóa bị trùng (ở lệnh: --prefix), ví dụ: nhan-2025-.")

PACKAGE_WORDS: Final[Mapping[str, Words]] = {
    # The zip
    "PACKAGE_TOO_LARGE": (_("Gói lớn %(size)s MB; nhiều nhất %(most)s MB."), AGAIN),
    "PACKAGE_NOT_ZIP": (_("Tệp này không phải gói bàn giao (.zip)."), _("Chọn đúng tệp .zip.")),
    "PACKAGE_TRUNCATED": (_("Gói bị cắt cụt: thiếu phần cuối."), AGAIN),
    "PACKAGE_BROKEN": (_("Gói hỏng: mục lục của tệp nén không đọc được."), AGAIN),
    "PACKAGE_PART_BROKEN": (_("Tệp %(name)s trong gói bị hỏng."), AGAIN),
    "PACKAGE_MANY": (
        _("Gói có %(count)s tệp; gói bàn giao có đúng %(most)s tệp."),
        UNTOUCHED,
    ),
    "PACKAGE_STRANGE_NAME": (
        _("Gói có tệp mang đường dẫn lạ: «%(name)s». Không có gì được giải nén."),
        UNTOUCHED,
    ),
    "PACKAGE_EXTRA": (_("Gói có tệp thừa: «%(name)s»."), UNTOUCHED),
    "PACKAGE_TWICE": (_("Gói có hai tệp cùng tên %(name)s."), UNTOUCHED),
    "PACKAGE_MISSING": (_("Gói thiếu tệp %(name)s."), UNTOUCHED),
    "PACKAGE_LOCKED": (_("Tệp %(name)s trong gói đặt mật khẩu."), UNTOUCHED),
    "PACKAGE_METHOD": (_("Tệp %(name)s nén theo cách không nhận được."), UNTOUCHED),
    "PACKAGE_UNPACKS": (
        _("Tệp %(name)s bung ra quá %(most)s MB nên không được mở."),
        AGAIN,
    ),
    # The manifest
    "PACKAGE_NOT_A_PACKAGE": (
        _("Tệp nén này không có manifest.json nên không phải gói bàn giao."),
        _("Chọn gói do lệnh dangbo handover hoặc trang Bàn giao lập ra."),
    ),
    "PACKAGE_NOT_ONE": (
        _("Tệp manifest.json không phải của gói bàn giao."),
        _("Chọn gói do lệnh dangbo handover hoặc trang Bàn giao lập ra."),
    ),
    "PACKAGE_VERSION": (
        _("Gói theo mẫu số %(found)s; sổ này đọc được mẫu số %(known)s."),
        _("Nâng cấp Dangbo rồi nạp lại."),
    ),
    "PACKAGE_SHAPE": (_("Sai mẫu (%(words)s)."), UNTOUCHED),
    "PACKAGE_LISTED": (_("Danh sách tệp trong manifest.json không đúng mẫu."), UNTOUCHED),
    "PACKAGE_DIGEST": (
        _("Tệp %(name)s đã khác với lúc lập gói (mã kiểm tra không khớp)."),
        AGAIN,
    ),
    "PACKAGE_COUNTS": (
        _("Số tổ chức trong manifest.json không khớp danh sách của chính nó."),
        AGAIN,
    ),
    "PACKAGE_OTHER_ORG": (_("Tệp %(name)s là lịch sử của tổ chức khác."), AGAIN),
    "PACKAGE_DIFFERS": (
        _("Nạp xong, ngày %(on)s sổ này thấy khác với manifest.json: %(words)s."),
        _("Không có gì được ghi. Đề nghị bên giao lập lại gói."),
    ),
    # Loading it here
    "PACKAGE_OWN": (
        _("Gói này do chính sổ này lập."),
        _("Nạp gói ở sổ của bên nhận."),
    ),
    "CLASH_ORG": (
        _("Khóa %(key)s của «%(name)s» trong gói đã là của «%(mine)s» trong sổ này."),
        PREFIX,
    ),
    "CLASH_PAPER": (
        _("Khóa văn bản %(key)s trong gói đã là của văn bản khác trong sổ này."),
        PREFIX,
    ),
    "PREFIX_TAKEN": (
        _("Thêm tiền tố, khóa thành %(key)s thì cũng đã có."),
        _("Chọn tiền tố khác."),
    ),
    "PREFIX_MALFORMED": (
        _("Tiền tố «%(prefix)s» không dùng làm khóa được."),
        _("Chỉ dùng chữ không dấu, chữ số, dấu chấm, gạch ngang; bắt đầu bằng chữ hoặc số."),
    ),
    "PACKAGE_MEMBERS": (
        _("Danh sách đảng viên trong %(name)s không khớp với bản kê của gói."),
        AGAIN,
    ),
    "RECEIVE_MEMBERS": (
        _("Chưa nhận được đảng viên của gói: %(words)s"),
        _("Xử lý những người ấy trong sổ này trước, rồi nạp lại."),
    ),
    "RECEIVE_ON_EARLY": (
        _("Ngày tiếp nhận %(on)s trước ngày bàn giao %(given)s."),
        _("Chọn ngày bàn giao hoặc ngày sau đó."),
    ),
    "RECEIVE_NO_BASIS": (
        _("Gói không kèm quyết định nên chưa có căn cứ đưa về trực thuộc."),
        _("Ghi lý do (--reason)."),
    ),
    # Giving
    "GIVE_ABSENT": (
        _("%(name)s không tồn tại ngày %(on)s."),
        _("Chọn ngày tổ chức còn hoạt động."),
    ),
    "GIVE_INVENTED": (
        _("%(name)s là dữ liệu minh họa."),
        _("Muốn thử thì chọn kèm dữ liệu minh họa (--with-invented)."),
    ),
    "GIVE_NOT_WHOLE": (
        _(
            "Gói bàn giao phải đủ mọi đảng viên và văn bản của %(name)s; tài khoản thiếu quyền ở "
            "đó: %(acts)s."
        ),
        _("Đề nghị người có đủ các quyền ấy lập gói."),
    ),
    "GIVE_PAPER": (_("%(words)s"), _("Ghi số của văn bản đã có trong sổ.")),
    "GIVE_FONTS": (
        _("Chưa có phông chữ để in biên bản."),
        _("Chạy: ./run setup (hoặc cài lại Dangbo)."),
    ),
    # Receipts
    "RECEIPT_NOT_ONE": (
        _("Tệp này không phải biên nhận bàn giao."),
        _("Chọn tệp .bien-nhan.json do bên nhận gửi lại."),
    ),
    "RECEIPT_VERSION": (
        _("Biên nhận theo mẫu số %(found)s; sổ này đọc được mẫu số %(known)s."),
        _("Nâng cấp Dangbo rồi nạp lại."),
    ),
    "RECEIPT_UNKNOWN": (
        _("Sổ này chưa bàn giao gói nào có mã %(package)s."),
        _("Nạp biên nhận ở sổ đã lập gói."),
    ),
    "RECEIPT_NO_PACKAGE": (
        _("Gói đã giao không còn trên máy chủ, nên không rõ đảng viên nào đã đi cùng."),
        _("Khôi phục thư mục tệp từ bản sao lưu, rồi nạp lại biên nhận."),
    ),
    "RECEIPT_MEMBERS": (
        _("Chưa chuyển được đảng viên của gói ra khỏi sổ: %(words)s"),
        _("Đính chính những việc đã ghi sau ngày ấy cho họ, rồi nạp lại biên nhận."),
    ),
    "RECEIPT_OTHER_ORG": (
        _("Biên nhận ghi %(name)s, còn gói ấy bàn giao %(given)s."),
        _("Đề nghị bên nhận lập lại biên nhận."),
    ),
}
