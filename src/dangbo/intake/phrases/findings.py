"""Say what is wrong with a list or with one of its rows, what is doubtful, and what to do."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

from django.utils.translation import gettext_lazy as _

from dangbo.base.days import format_day
from dangbo.base.labels import label_of
from dangbo.desk.phrases.pasted import UNREADABLE
from dangbo.intake.enums import Stage
from dangbo.intake.phrases.names import field_name, value_words
from dangbo.members.phrases.findings import TEXTS as MEMBER_TEXTS
from dangbo.members.phrases.findings import Called, finding_text
from dangbo.rules.verdicts import Finding, Verdict
from dangbo.ui import parts

# What keeps a list from going on.
STEPS: Final = {
    "SHEET_EMPTY": _("Tệp không có dòng nào dưới tiêu đề. Chọn tệp hoặc trang tính khác."),
    "COLUMN_OF_NAME_MISSING": _(
        "Chưa rõ cột nào cho biết là ai. Chọn cột «Họ và tên», hoặc số căn cước, hoặc khóa."
    ),
    "LIST_NOT_OPEN": _("Danh sách này ở trạng thái «%(stage)s» nên không sửa được. Tải lại trang."),
    "LIST_NOT_CHECKED": _("Danh sách chưa đối chiếu xong. Đối chiếu với sổ rồi xác nhận."),
    "LIST_NOT_TAKEN": _("Danh sách này ở trạng thái «%(stage)s» nên không có gì để hoàn tác."),
    "REGISTER_CHANGED_SINCE": _(
        "Sổ đã có việc ghi mới từ lúc đối chiếu. Đối chiếu lại, xem kết quả rồi xác nhận."
    ),
    "NOTHING_TO_TAKE": _("Không có dòng nào mới hay thay đổi để nhập."),
    "COUNT_CHANGED": _(
        "Lúc xác nhận có %(expected)s dòng sẵn sàng, nay là %(count)s. Xem lại rồi xác nhận."
    ),
    "PAPER_FOR_IDENTITY": _(
        "Có dòng sửa thông tin nhân thân của người đã có trong sổ: việc này phải có văn bản. "
        "Nhập số văn bản đã ghi trong sổ, hoặc bỏ các dòng ấy ra."
    ),
    "PAPER_UNKNOWN": _("%(why)s Kiểm tra số văn bản."),
    "LATER_ACTS": _(
        "Đã có việc ghi sau cho %(count)s người của danh sách này (%(names)s). "
        "Đính chính những việc ấy trước, rồi mới hoàn tác được."
    ),
    "NO_FILE": _("Chưa chọn tệp nào. Chọn một tệp Excel (.xlsx, .xlsm, .xls) hay CSV."),
    "DAY_OF_LIST_AHEAD": _("Ngày của danh sách sau hôm nay. Nhập ngày lập danh sách."),
    "FILE_TOO_LARGE": _("Tệp nặng hơn %(limit)s MB. Chia thành nhiều tệp, hoặc lưu thành CSV."),
}
# What is worth knowing of a list.
REMARKS: Final = {
    "NO_HEADINGS": _("Không thấy dòng tiêu đề. Chọn mỗi cột là gì ở dưới."),
    "COLUMN_DOUBLED": _("Có %(count)s cột cùng là «%(field)s»; chỉ đọc cột đầu. Chọn lại nếu cần."),
    "COLUMNS_UNMAPPED": _("%(count)s cột chưa rõ là gì nên không đọc. Chọn nếu cần."),
    "CHECK_FAILED": _("Lần đối chiếu trước bị dừng giữa chừng. Bấm «Đối chiếu lại»."),
    "LIST_HIDDEN_ROWS": _("Có %(count)s dòng đang ẩn trong Excel: vẫn đọc, và đánh dấu «ẩn»."),
    "LIST_MACROS": _("Tệp có macro: không chạy, chỉ đọc giá trị trong ô."),
    "LIST_CODING": _("Tệp dùng bảng mã %(coding)s: đã chuyển sang Unicode. Xem kỹ dấu tiếng Việt."),
    "LIST_LEGACY": _(
        "Chữ trong tệp có vẻ gõ bằng bảng mã cũ %(coding)s. Bấm «Chuyển sang Unicode»."
    ),
    "LIST_TABS": _("Tệp có nhiều trang tính: %(names)s."),
    "LIST_TAKEN_BEFORE": _("Chính tệp này đã được nhập vào sổ ngày %(day)s (lần %(number)s)."),
    "SHEET_MERGED_CELLS": _("Có %(count)s vùng ô gộp: giá trị được điền xuống các dòng của vùng."),
    "SHEET_OTHER_TABS": _("Chỉ đọc trang tính «%(tab)s»; còn %(count)s trang tính khác."),
    "LEGACY_CODING_ROWS": _("%(count)s dòng có chữ gõ bằng bảng mã cũ."),
    "NUMBER_ZEROS_EATEN_ROWS": _(
        "%(count)s dòng có số bị bảng tính làm mất số 0 ở đầu: đã thêm lại."
    ),
    "DAY_SHORT_YEAR_ROWS": _("%(count)s dòng ghi năm bằng hai chữ số: xem lại thế kỷ."),
    "DAY_FROM_SERIAL_ROWS": _("%(count)s dòng có ngày ở dạng số của Excel: đã đổi thành ngày."),
}
# What is wrong with a row, or doubtful.
ROWS: Final = {
    "NAME_MISSING": _("Thiếu họ và tên. Điền họ và tên."),
    "ORG_MISSING": _(
        "Chưa rõ sinh hoạt ở chi bộ nào. Điền chi bộ, hoặc chọn chi bộ cho cả danh sách."
    ),
    "STANDING_MISSING": _(
        "Chưa rõ chính thức hay dự bị. Điền trạng thái, hoặc chọn cho cả danh sách."
    ),
    "BIRTH_MISSING": _("Chưa có ngày sinh."),
    "ORG_UNKNOWN": _("Sổ không có tổ chức «%(text)s». Gần nhất: %(near)s. Sửa tên."),
    "ORG_AMBIGUOUS": _(
        "«%(text)s» khớp %(count)s tổ chức: %(near)s. Ghi thêm đảng bộ cấp trên, hoặc ghi mã."
    ),
    "ORG_ENDED": _(
        "«%(text)s» không còn vào ngày của danh sách. Ghi tổ chức kế tiếp, hoặc đổi ngày."
    ),
    "DAY_UNREADABLE": _("«%(field)s» không phải ngày: «%(text)s». Ghi ngày/tháng/năm."),
    "DAY_IMPOSSIBLE": _("«%(field)s»: không có ngày «%(text)s» trong lịch. Sửa theo giấy tờ gốc."),
    "DAY_IN_FUTURE": _("«%(field)s» sau ngày của danh sách. Kiểm tra năm."),
    "DAY_SWAPPED": _(
        "«%(field)s» ghi «%(text)s»: tháng lớn hơn 12, có lẽ là %(read)s. Chấp nhận hoặc sửa."
    ),
    "DAY_EITHER_WAY": _(
        "«%(field)s» ghi «%(text)s», các dòng khác ghi tháng trước ngày: %(read)s hay %(other)s?"
    ),
    "DAY_SWAPPED_BY_EXCEL": _(
        "«%(field)s»: Excel có lẽ đã đổi chỗ ngày và tháng: %(read)s hay %(other)s?"
    ),
    "DAY_SHORT_YEAR": _("«%(field)s» chỉ có hai chữ số của năm: đọc là %(year)s."),
    "DAY_FROM_SERIAL": _("«%(field)s» là số của Excel: đọc là %(read)s."),
    "DAY_WITHOUT_SIGNS": _("«%(field)s» ghi liền: đọc là %(read)s."),
    "BIRTH_AFTER_ADMISSION": _("Ngày sinh sau ngày kết nạp. Kiểm tra cả hai ngày."),
    "ADMITTED_UNDER_AGE": _(
        "Khi kết nạp chưa đủ %(limit)s tuổi. Kiểm tra ngày sinh, ngày kết nạp."
    ),
    "RECOGNISED_BEFORE_ADMISSION": _("Ngày chính thức trước ngày kết nạp. Kiểm tra cả hai ngày."),
    "RECOGNISED_TOO_SOON": _("Chính thức khi chưa đủ %(limit)s tháng dự bị. Kiểm tra cả hai ngày."),
    "TOO_OLD": _("Tuổi quá %(limit)s. Kiểm tra năm sinh."),
    "STANDING_CONTRADICTS": _("Ghi là dự bị nhưng lại có ngày chính thức. Kiểm tra trạng thái."),
    "STATUS_UNKNOWN": _("Không rõ trạng thái «%(text)s». Ghi chính thức, dự bị, miễn sinh hoạt…"),
    "STATUS_LEFT": _("Trạng thái «%(text)s»: có lẽ không sinh hoạt ở đây. Bỏ ra, hoặc chấp nhận."),
    "NUMBER_TWICE": _("«%(field)s» trùng với dòng %(rows)s. Sửa số, hoặc bỏ dòng thừa."),
    "PERSON_TWICE": _("Cùng họ tên và ngày sinh với dòng %(rows)s. Bỏ dòng thừa nếu là một người."),
    "ROW_REPEATED": _("Giống hệt dòng %(other)s. Bỏ dòng này."),
    "PERSON_IN_TWO_ROWS": _("Cùng một người trong sổ với dòng %(rows)s. Giữ lại một dòng."),
    "NUMBERS_OF_TWO": _(
        "Các số trong dòng thuộc %(count)s người khác nhau trong sổ. Đối chiếu với giấy tờ gốc."
    ),
    "NUMBER_TAKEN": _("«%(field)s» đang do người khác trong sổ mang. Kiểm tra lại số."),
    "NUMBER_UNPROVEN": _(
        "«%(field)s» chưa nhập được ở đây. Người nhập danh sách cho toàn đảng bộ mở danh sách "
        "này, kiểm tra lại rồi nhập."
    ),
    "NUMBER_OF_ANOTHER": _(
        "«%(field)s» trong sổ là của người khác tên, khác ngày sinh. Chọn là ai, hoặc sửa số."
    ),
    "PERHAPS_SAME": _(
        "Trong sổ có người trùng họ tên, ngày sinh. Chọn cùng người ấy hay người mới."
    ),
    "SEVERAL_NAMESAKES": _("Trong sổ có %(count)s người trùng họ tên, ngày sinh. Chọn là ai."),
    "KEY_UNKNOWN": _("Sổ không có khóa «%(text)s». Sửa khóa, hoặc để trống."),
    "PERSON_GONE": _(
        "Người này có trong sổ nhưng không là đảng viên vào ngày của danh sách. "
        "Dùng kết nạp lại, khôi phục hoặc tiếp nhận."
    ),
    "IDENTITY_CHANGES": _(
        "Sửa «%(field)s» của người đã có trong sổ: phải có văn bản. Chấp nhận nếu có."
    ),
    "ORG_DIFFERS": _(
        "Sổ ghi sinh hoạt ở %(old)s, dòng này ghi %(new)s. Giữ như sổ; chuyển sinh hoạt làm riêng."
    ),
    "STANDING_DIFFERS": _(
        "Sổ ghi «%(old)s», dòng này ghi «%(new)s». Giữ như sổ; việc này ghi bằng quyết định riêng."
    ),
    "ADMITTED_DIFFERS": _(
        "Ngày kết nạp trong sổ là %(old)s, dòng này ghi %(new)s. Giữ như sổ; sửa thì đính chính."
    ),
    "CELL_ERROR": _("«%(field)s» là lỗi công thức %(text)s. Sửa trong Excel, hoặc gõ lại."),
    "CELL_FORMULA": _("«%(field)s» là công thức chưa có giá trị. Gõ lại giá trị."),
    "TOO_LONG_CELL": _("«%(field)s» dài quá %(limit)s ký tự. Rút ngắn lại."),
    "VALUE_UNKNOWN": _("«%(field)s»: không có «%(text)s» trong danh mục. Sửa theo danh mục."),
    "VALUE_DOUBTFUL": _(
        "«%(field)s»: «%(text)s» chỉ đọc được một phần: %(meant)s. Chấp nhận hoặc sửa."
    ),
    "VALUE_EMPTY": _("«%(field)s» không có giá trị. Điền vào, hoặc xóa ô."),
    "LEGACY_CODING": _("Dòng này gõ bằng bảng mã cũ %(coding)s. Chuyển cả danh sách sang Unicode."),
    "ROW_ASIDE": _("Dòng này không nêu ai (dòng cộng, chữ ký, tên nhóm): không đọc."),
}
TEXTS: Final = {**UNREADABLE, **STEPS, **REMARKS, **ROWS}
ISO_DAYS: Final = frozenset({"read", "other", "day", "near"})


def sentence_of(found: Finding, orgs: Mapping[str, str] | None = None) -> str:
    """Return a finding in words; organisations by the names given."""
    text = TEXTS.get(found.code)
    if text is None:
        return _of_member(found)
    values = {name: _words(found, name, fact, orgs or {}) for name, fact in found.facts}
    if not values.get("near", "–"):
        values["near"] = str(_("không có tên nào gần"))
    return str(text) % {"near": "", "text": "", "field": field_name(found.where), **values}


def _of_member(found: Finding) -> str:
    if found.code not in MEMBER_TEXTS:
        return found.code
    told = finding_text(found, Called())
    return f"{field_name(found.where)}: {told}" if found.where and "." not in found.where else told


def _words(found: Finding, name: str, fact: object, orgs: Mapping[str, str]) -> str:
    text = str(fact)
    if name == "field":
        return field_name(text)
    if name == "stage":
        return label_of(Stage, text)
    if name in {"old", "new"}:
        return value_words(found.where, text, orgs)
    if name == "meant":
        return value_words(found.where, text)
    return _day(text) if name in ISO_DAYS else text


def _day(text: str) -> str:
    try:
        return format_day(date.fromisoformat(text))
    except ValueError:
        return text


def in_words(verdict: Verdict) -> list[parts.Finding]:
    """Return a verdict as pages show it, refusals first."""
    levels: tuple[tuple[Literal["refusal", "warning"], tuple[Finding, ...]], ...] = (
        ("refusal", verdict.against),
        ("warning", verdict.warnings),
    )
    return [
        parts.Finding(level, sentence_of(each), source=each.source)
        for level, findings in levels
        for each in findings
    ]
