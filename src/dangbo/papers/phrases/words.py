"""Hold the words of each finding about papers and their files."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Words(NamedTuple):
    """What a finding says, what to do about it, and which rule it comes from."""

    text: Promise
    remedy: Promise
    rule: Promise


FORM: Final = _("Thể thức và số văn bản")
SECRETS: Final = _("Bảo vệ bí mật nhà nước")
REGISTER: Final = _("Sổ văn bản")
FILES: Final = _("Tệp đính kèm")

WORDS: Final[Mapping[str, Words]] = {
    "NOTHING_TO_CITE": Words(
        _("Chưa có gì để dẫn văn bản này."),
        _("Ghi số và ký hiệu, hoặc trích yếu, hoặc loại văn bản cùng ngày ban hành."),
        REGISTER,
    ),
    "FIELD_TOO_LONG": Words(
        _("Nội dung dài %(length)s ký tự, nhiều nhất %(longest)s."), _("Rút ngắn lại."), REGISTER
    ),
    "UID_MALFORMED": Words(
        _("Mã “%(uid)s” không dùng được."),
        _("Mã chỉ gồm chữ không dấu, chữ số, dấu chấm và gạch nối, và bắt đầu bằng chữ hoặc số."),
        REGISTER,
    ),
    "UID_TAKEN": Words(
        _("Mã “%(uid)s” đã thuộc về một văn bản khác."),
        _("Chọn mã khác, hoặc mở văn bản đó."),
        REGISTER,
    ),
    "FORCE_UNKNOWN": Words(
        _("“%(force)s” không phải một tình trạng hiệu lực."),
        _("Chọn một trong các tình trạng có sẵn."),
        REGISTER,
    ),
    "NUMBER_NOT_KNOWN": Words(
        _("Văn bản không rõ số."),
        _("Nếu có bản gốc thì ghi số và ký hiệu như trên văn bản; nếu không, vẫn ghi được."),
        FORM,
    ),
    "NUMBER_AS_PRINTED": Words(
        _("“%(number)s” không theo mẫu số của Đảng hay của Nhà nước, nên được giữ nguyên như in."),
        _("Kiểm tra lại bản gốc; mẫu đúng ví dụ 537-QĐ/TU hoặc 30/2020/NĐ-CP."),
        FORM,
    ),
    "KIND_UNKNOWN": Words(
        _("“%(kind)s” không có trong danh mục loại văn bản."),
        _("Kiểm tra lại ký hiệu; nếu đúng như bản gốc thì vẫn ghi được."),
        FORM,
    ),
    "KIND_DIFFERS": Words(
        _("Số %(number)s ghi loại %(stated)s, nhưng loại được chọn là %(given)s."),
        _("Sửa số, hoặc để trống loại văn bản để lấy theo số."),
        FORM,
    ),
    "ISSUER_DIFFERS": Words(
        _("Số %(number)s do %(stated)s ban hành, nhưng ký hiệu được ghi là %(given)s."),
        _("Sửa số, hoặc để trống ký hiệu cơ quan ban hành để lấy theo số."),
        FORM,
    ),
    "DAY_DIFFERS": Words(
        _("Số văn bản ghi ngày %(stated)s, nhưng ngày ban hành được ghi là %(given)s."),
        _("Sửa một trong hai ngày."),
        FORM,
    ),
    "YEAR_DIFFERS": Words(
        _("Số văn bản ghi năm %(stated)s, nhưng ngày ban hành được ghi là %(given)s."),
        _("Sửa số hoặc ngày ban hành."),
        FORM,
    ),
    "DAY_NOT_KNOWN": Words(
        _("Chưa rõ ngày ban hành."),
        _("Nếu chỉ biết tháng hoặc năm thì ghi như 5/1965 hoặc 1965; nếu không, vẫn ghi được."),
        REGISTER,
    ),
    "DAY_TOO_EARLY": Words(
        _("Ngày %(day)s sớm hơn năm 1900."), _("Viết đủ bốn chữ số của năm."), REGISTER
    ),
    "DAY_IN_FUTURE": Words(
        _("Ngày ban hành %(day)s chưa đến."),
        _("Kiểm tra lại ngày; nếu đúng thì vẫn ghi được."),
        REGISTER,
    ),
    "SECRECY_UNKNOWN": Words(
        _("“%(level)s” không phải một độ mật."),
        _("Chọn Mật, Tối mật hoặc Tuyệt mật."),
        SECRETS,
    ),
    "SECRET_WITH_SUBJECT": Words(
        _("Văn bản %(level)s không được ghi trích yếu hay nội dung vào hệ thống này."),
        _("Xóa trích yếu; sổ chỉ giữ số, ngày, loại, cơ quan ban hành và nơi lưu bản gốc."),
        SECRETS,
    ),
    "SECRET_WITHOUT_PLACE": Words(
        _("Văn bản %(level)s chưa ghi nơi lưu bản gốc."),
        _("Ghi nơi lưu để tìm được bản gốc khi cần."),
        SECRETS,
    ),
    "SECRET_WITH_FILE": Words(
        _("Văn bản %(level)s không được có tệp trong hệ thống này."),
        _("Giữ bản gốc ở nơi lưu tài liệu mật; tệp vừa gửi không được lưu lại."),
        SECRETS,
    ),
    "SECRET_HAS_FILES": Words(
        _("Văn bản còn %(files)s tệp đính kèm, nên chưa đặt được độ mật."),
        _("Gỡ hết tệp trước, rồi đặt độ mật."),
        SECRETS,
    ),
    "SUBJECT_STAYS_IN_JOURNAL": Words(
        _("Trích yếu đã ghi trước đây vẫn còn trong nhật ký."),
        _("Báo người phụ trách bảo vệ bí mật của cơ quan để xử lý bản ghi đó."),
        SECRETS,
    ),
    "OWN_SERIES_WITHOUT_NUMBER": Words(
        _("Văn bản đi của cấp ủy phải có số theo mẫu của Đảng."),
        _("Ghi số như 01-NQ/ĐU, hoặc bỏ dấu “văn bản đi”."),
        FORM,
    ),
    "OWN_SERIES_WITHOUT_TERM": Words(
        _("Văn bản đi được đánh số theo nhiệm kỳ, nhưng chưa ghi nhiệm kỳ."),
        _("Ghi nhiệm kỳ, ví dụ 2020-2025."),
        FORM,
    ),
    "TWIN_IN_TERM": Words(
        _("Nhiệm kỳ %(term)s đã có văn bản mang số này: %(paper)s."),
        _("Mở văn bản đó, hoặc sửa số hay nhiệm kỳ."),
        FORM,
    ),
    "TWIN_ON_DAY": Words(
        _("Sổ đã có văn bản cùng cơ quan, loại, số và ngày: %(paper)s."),
        _("Mở văn bản đó, hoặc sửa số hay ngày."),
        REGISTER,
    ),
    "SAME_NUMBER": Words(
        _("Sổ đã có văn bản cùng số: %(papers)s."),
        _("Nếu là văn bản khác (khác nhiệm kỳ) thì vẫn ghi được; khi dẫn cần nêu cả ngày."),
        REGISTER,
    ),
    "REASON_MISSING": Words(
        _("Chưa nêu lý do."), _("Ghi lý do; lý do được giữ trong nhật ký."), REGISTER
    ),
    "NOTHING_CHANGES": Words(
        _("Không có gì thay đổi."), _("Sửa ít nhất một ô, hoặc quay lại."), REGISTER
    ),
    "FILE_EMPTY": Words(_("Tệp “%(name)s” rỗng."), _("Chọn lại tệp."), FILES),
    "FILE_TOO_LARGE": Words(
        _("Tệp “%(name)s” lớn hơn mức cho phép (%(limit)s)."),
        _("Quét lại với độ phân giải thấp hơn (200–300 dpi), hoặc tách thành nhiều tệp."),
        FILES,
    ),
    "FILE_TYPE_NOT_TAKEN": Words(
        _("Không nhận tệp “%(name)s”: nội dung %(looks_like)s."),
        _("Chỉ nhận PDF, Word (.docx), PNG, JPEG, WebP, TIFF. Mở tệp và lưu lại thành PDF."),
        FILES,
    ),
    "FILE_EXTENSION_DIFFERS": Words(
        _("Tên tệp “%(name)s” không hợp với nội dung, vốn là loại %(wanted)s."),
        _("Kiểm tra tệp có đúng không; nếu đúng, đổi đuôi tên thành %(wanted)s rồi gửi lại."),
        FILES,
    ),
    "FILE_BROKEN": Words(
        _("Tệp “%(name)s” hỏng hoặc chưa tải đủ."), _("Mở thử tệp, rồi lưu và gửi lại."), FILES
    ),
    "FILE_LOCKED": Words(
        _("Tệp “%(name)s” bị khóa bằng mật khẩu."), _("Bỏ mật khẩu rồi gửi lại."), FILES
    ),
    "FILE_HAS_MACROS": Words(
        _("Tệp “%(name)s” có macro, có thể chạy lệnh trên máy người mở."),
        _("Lưu lại thành .docx không có macro, hoặc thành PDF."),
        FILES,
    ),
    "FILE_HOLDS_ARCHIVE": Words(
        _("Tệp “%(name)s” chứa một tệp nén bên trong."),
        _("Bỏ tệp nén đó ra, hoặc lưu lại thành PDF."),
        FILES,
    ),
    "FILE_UNPACKS_TOO_LARGE": Words(
        _("Tệp “%(name)s” khi mở ra lớn bất thường, có thể gây hại cho máy."),
        _("Lưu lại thành PDF rồi gửi."),
        FILES,
    ),
    "FILE_ALREADY_ATTACHED": Words(
        _("Văn bản đã có tệp với đúng nội dung này."), _("Không cần gửi lại."), FILES
    ),
}
