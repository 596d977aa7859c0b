"""Hold the words of this area: what is wrong with a history file, and what to do about it."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dangbo.history.phrases.packages import PACKAGE_WORDS

Words = tuple[Promise, Promise | str]

PLAIN_ONLY: Final = _("Tệp lịch sử chỉ dùng YAML thường: viết thẳng giá trị ra.")
QUOTE: Final = _("Để cả đoạn chữ trong dấu ngoặc kép.")
ONE_FORM: Final = _("Viết năm-tháng-ngày (2022-04-12), tháng (2022-04) hoặc năm (2022).")
DECODE: Final = _("Chạy: dangbo load TỆP --decode-to TỆP-MỚI để có bản UTF-8, rồi xem lại.")

WORDS: Final[Mapping[str, Words]] = {
    # The file as bytes and as text
    "TOO_LARGE": (
        _("Tệp lớn %(size)s MB; nhiều nhất %(most)s MB."),
        _("Tách phần không cần ra khỏi tệp."),
    ),
    "OTHER_KIND_OF_FILE": (
        _("Đây là tệp %(kind)s, không phải tệp lịch sử."),
        _("Chọn tệp .yaml hoặc .json; tệp nén phải giải nén trước."),
    ),
    "OLD_ENCODING": (_("Tệp không phải UTF-8 mà là %(encoding)s."), DECODE),
    "NOT_TEXT": (_("Tệp không phải văn bản UTF-8."), _("Lưu lại tệp theo mã UTF-8.")),
    "TAB": (_("Dòng thụt vào bằng phím Tab."), _("Thay Tab bằng dấu cách.")),
    "YAML_SYNTAX": (
        _("Sai cú pháp YAML (%(words)s)."),
        _("Xem lại dấu cách, dấu hai chấm và dấu ngoặc ở dòng này."),
    ),
    "YAML_COLON": (_("Có dấu hai chấm ở giữa đoạn chữ."), QUOTE),
    "YAML_NO_COLON": (
        _("Thiếu dấu hai chấm sau tên trường."),
        _("Viết «tên: giá trị», có dấu cách sau dấu hai chấm."),
    ),
    "YAML_INDENT": (
        _("Thụt vào không đều."),
        _("Đưa các trường của một mục về cùng một cột."),
    ),
    "YAML_QUOTE": (_("Dấu ngoặc mở mà không đóng."), _("Thêm dấu ngoặc đóng.")),
    "YAML_SIGN": (_("Giá trị bắt đầu bằng dấu mà YAML dùng riêng."), QUOTE),
    "YAML_BRACKET": (
        _("Danh sách hoặc nhóm trong ngoặc viết dở."),
        _("Ngăn các phần bằng dấu phẩy và đóng ngoặc."),
    ),
    "YAML_CONTROL": (_("Có ký tự điều khiển."), _("Xóa ký tự không nhìn thấy ở dòng này.")),
    "YAML_ALIAS": (_("Dùng tham chiếu *%(name)s."), PLAIN_ONLY),
    "YAML_ANCHOR": (_("Dùng neo &%(name)s."), PLAIN_ONLY),
    "YAML_MERGE": (_("Dùng khóa gộp «<<»."), PLAIN_ONLY),
    "YAML_TAG": (_("Dùng nhãn kiểu %(tag)s."), PLAIN_ONLY),
    "YAML_KEY": (_("Tên trường không phải là chữ."), PLAIN_ONLY),
    "YAML_DOCUMENTS": (
        _("Tệp có nhiều phần ngăn bằng «---»."),
        _("Mỗi tệp chỉ có một phần."),
    ),
    "TOO_DEEP": (_("Lồng nhau quá %(most)s tầng."), _("Viết theo mẫu của tệp lịch sử.")),
    "KEY_TWICE": (
        _("Trường «%(field)s» đã có ở dòng %(line)s."),
        _("Giữ lại một lần."),
    ),
    "JSON_SYNTAX": (
        _("Sai cú pháp JSON (%(words)s)."),
        _("Xem lại dấu phẩy, dấu ngoặc kép và dấu ngoặc ở dòng này."),
    ),
    "JSON_NUMBER": (
        _("Có số không dùng được (%(words)s)."),
        _("Viết số thường, không có số mũ, không quá 40 chữ số."),
    ),
    # Its shape
    "NOT_A_HISTORY_FILE": (
        _("Tệp không có dạng của tệp lịch sử."),
        _("Bắt đầu tệp bằng «dangbo: 1» và «committee: khóa của đảng bộ»."),
    ),
    "SCHEMA": (_("Không đúng mẫu (%(words)s)."), _("Xem docs/history-file.md.")),
    "MISSING": (_("Thiếu trường «%(field)s»."), _("Thêm trường này.")),
    "UNKNOWN_FIELD": (
        _("Không có trường «%(field)s»."),
        _("Các trường dùng được: %(known)s."),
    ),
    "NO_VALUE": (_("Trường để trống."), _("Ghi giá trị, hoặc xóa cả dòng.")),
    "WRONG_TYPE": (_("Cần %(wanted)s, nhưng đây là %(found)s."), _("Viết lại cho đúng kiểu.")),
    "NUMBER_AS_TEXT": (
        _("“%(text)s” là chữ, không phải số."),
        _("Viết %(meant)s; chữ của nguồn để ở as_printed."),
    ),
    "NUMBER_IN_WORDS": (
        _("“%(text)s” là lời của nguồn."),
        _("Viết value: %(meant)s và operator: %(operator)s; lời của nguồn để ở as_printed."),
    ),
    "PAPER_FOR_NUMBER": (
        _("“%(text)s” giống số của văn bản, không phải số lượng."),
        _("Ghi số lượng ở đây; số văn bản ghi ở phần papers."),
    ),
    "PARTS_FOR_NUMBER": (
        _("“%(text)s” là phần trên tổng số."),
        _("Ghi phần và tổng số thành hai số liệu; lời của nguồn để ở as_printed."),
    ),
    "NOT_A_NUMBER": (
        _("“%(text)s” không phải số."),
        _(
            "Viết số như 5022 hoặc 90.5. Nếu nguồn in sai thì ghi as_printed, flags: [malformed] "
            "và read_as."
        ),
    ),
    "NOT_A_CHOICE": (_("Không có lựa chọn “%(text)s”."), _("Chọn một trong: %(known)s.")),
    "NOT_A_KEY": (
        _("“%(text)s” không dùng làm khóa được."),
        _("Khóa chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối, gạch dưới."),
    ),
    "NOT_A_CODE": (
        _("“%(text)s” không dùng làm mã được."),
        _("Mã chỉ gồm chữ thường không dấu, chữ số và gạch dưới."),
    ),
    "NOT_AN_ADDRESS": (
        _("“%(text)s” không phải địa chỉ trang."),
        _("Viết đầy đủ, bắt đầu bằng https://."),
    ),
    "NOT_A_FILE_NAME": (
        _("“%(text)s” không phải tên tệp."),
        _("Chỉ ghi tên tệp, không ghi thư mục."),
    ),
    "EMPTY": (_("Không được để rỗng."), _("Ghi giá trị, hoặc xóa trường này.")),
    "TOO_LONG": (_("Dài %(size)s, nhiều nhất %(most)s."), _("Rút ngắn lại.")),
    "NOT_THIS_VALUE": (_("Giá trị ở đây phải là %(wanted)s."), _("Sửa lại.")),
    "OUT_OF_RANGE": (_("%(value)s nằm ngoài khoảng cho phép."), _("Kiểm tra lại số này.")),
    "TWICE_IN_LIST": (_("Danh sách có giá trị lặp lại."), _("Giữ lại một lần.")),
    # Days
    "DAY_IMPOSSIBLE": (_("“%(text)s” không có trong lịch."), ONE_FORM),
    "DAY_SWAPPED": (
        _("“%(text)s” có tháng lớn hơn 12: ngày và tháng bị đổi chỗ."),
        _("Nếu đúng là %(meant)s thì viết như vậy."),
    ),
    "DAY_TWO_DIGITS": (
        _("“%(text)s” chỉ có hai chữ số của năm."),
        _("Viết đủ bốn chữ số của năm."),
    ),
    "NOT_A_DAY": (_("“%(text)s” không phải ngày."), ONE_FORM),
    "INFERRED_WITHOUT_WORDS": (
        _("Ngày suy ra mà không nói suy từ đâu."),
        _("Thêm text: câu chữ của nguồn làm căn cứ."),
    ),
    "PRECISION_DIFFERS": (
        _("Ghi precision là %(stated)s nhưng ngày viết đến mức %(written)s."),
        _("Bỏ precision, hoặc viết ngày đúng mức đó."),
    ),
    "RECORDED_IN_FUTURE": (
        _("recorded là %(recorded)s, ngày chưa đến."),
        _("Ghi ngày đã biết việc này, không muộn hơn hôm nay."),
    ),
    "BACKWARDS": (
        _("Khoảng thời gian kết thúc trước khi bắt đầu."),
        _("Đổi chỗ from và to, hoặc sửa ngày."),
    ),
    "DAY_OR_PERIOD": (
        _("Cần đúng một trong hai: day hoặc period."),
        _("Ghi day cho một thời điểm, period cho một khoảng."),
    ),
    "DAYS_EXCHANGED": (
        _("Ngày hiệu lực %(on)s và ngày văn bản %(paper)s chỉ khác ở chỗ ngày và tháng đổi nhau."),
        _("Kiểm tra lại theo bản gốc."),
    ),
    # What entries say of each other
    "ENTRY_TWICE": (_("Khóa «%(key)s» đã có ở dòng %(line)s."), _("Đặt khóa khác, hoặc bỏ mục.")),
    "NO_SUCH_SOURCE": (
        _("Không có nguồn «%(key)s» trong mục sources."),
        _("Thêm nguồn, hoặc sửa khóa."),
    ),
    "NO_SUCH_PAPER": (
        _("Không có văn bản «%(key)s» trong mục papers."),
        _("Thêm văn bản, hoặc sửa khóa."),
    ),
    "PLACE_UNREADABLE": (
        _("“%(text)s” không phải là tọa độ."),
        _("Ghi vĩ độ trước, kinh độ sau, ví dụ 20.951, 107.080."),
    ),
    "NO_SUCH_ORG": (
        _("Không có tổ chức «%(key)s» trong tệp và trong sổ."),
        _("Thêm vào mục organisations, hoặc sửa khóa."),
    ),
    "KEY_RESERVED": (
        _("Khóa «%(key)s» trùng với địa chỉ của một trang khác."),
        _("Đặt khóa khác."),
    ),
    "SUPERIOR_LOOP": (
        _("Cấp trên chạy vòng: %(chain)s."),
        _("Sửa superior để không tổ chức nào ở dưới chính mình."),
    ),
    "NO_PAPER": (
        _("Quyết định «%(key)s» chưa nêu văn bản."),
        _("Ghi paper: khóa của văn bản, hoặc number_not_known: true nếu nguồn không nêu số."),
    ),
    "PAPER_AND_NONE": (
        _("Quyết định «%(key)s» vừa nêu văn bản vừa ghi không rõ số."),
        _("Giữ một trong hai."),
    ),
    "DECISION_TWICE": (
        _("Quyết định này giống hệt «%(key)s» ở dòng %(line)s."),
        _("Bỏ một trong hai."),
    ),
    "NUMBER_KEPT_RAW": (
        _("Số “%(number)s” không theo mẫu, được giữ nguyên như in."),
        _("Đối chiếu bản gốc."),
    ),
    "OLD_TEXT": (_("Chữ theo mã cũ: “%(text)s”."), _("Đọc là “%(decoded)s”; thay vào nếu đúng.")),
    # Figures
    "NO_SUCH_INDICATOR": (
        _("Không có chỉ tiêu «%(code)s»."),
        _("Chọn mã trong danh mục chỉ tiêu (docs/history-file.md)."),
    ),
    "DOT_OF_THOUSANDS": (
        _("%(text)s: dấu chấm ở đây là dấu thập phân, không phải dấu phân cách hàng nghìn."),
        _("Nếu là hàng nghìn thì viết %(meant)s."),
    ),
    "MALFORMED_NUMBER": (
        _("%(text)s có quá nhiều chữ số sau dấu chấm, không đoán được."),
        _(
            'Nếu nguồn in như vậy: as_printed: "%(text)s", flags: [malformed], '
            "và read_as là số được hiểu."
        ),
    ),
    "MALFORMED_NEEDS": (
        _("Số in sai cần cả as_printed và read_as."),
        _("Thêm as_printed (chữ của nguồn) và read_as (số được hiểu)."),
    ),
    "VALUE_OF_MALFORMED": (
        _("Số in sai không có value."),
        _("Chuyển số này sang read_as."),
    ),
    "READ_AS_WITHOUT_FLAG": (
        _("read_as chỉ dùng cho số in sai."),
        _("Thêm flags: [malformed], hoặc chuyển sang value."),
    ),
    "NO_NUMBER": (_("Chưa có số."), _("Thêm value.")),
    "READING_WITHOUT_WORDS": (
        _("Có cờ reading mà không nói hiểu như thế nào."),
        _("Thêm reading: cách hiểu."),
    ),
    "NOT_MALFORMED": (
        _("“%(text)s” đọc được, không phải số in sai."),
        _("Bỏ cờ malformed, ghi số vào value."),
    ),
    "MALFORMED_PRINTED": (
        _("as_printed có “%(text)s”, không đọc được thành số."),
        _("Thêm flags: [malformed] và đổi value thành read_as; có thể là %(meant)s."),
    ),
    "VALUE_NOT_PRINTED": (
        _("Không thấy %(value)s trong as_printed."),
        _("Sửa value, hoặc để as_printed chỉ gồm chữ nói về số này."),
    ),
    "OTHER_UNIT": (
        _("Đơn vị của chỉ tiêu này là %(wanted)s, không phải %(stated)s."),
        _("Bỏ unit, hoặc chọn chỉ tiêu khác."),
    ),
    "NOT_WHOLE": (
        _("%(value)s không phải số nguyên (đơn vị: %(unit)s)."),
        _("Viết số nguyên, không có dấu chấm."),
    ),
    # Loading
    "RULE": (_("%(words)s"), ""),
    "EDITED": (
        _("«%(key)s» đã nạp trước đây và nay khác: «%(before)s» thành «%(after)s»."),
        _("Trả lại như cũ, hoặc nạp với --as-correction LÝ-DO để đính chính."),
    ),
    "GONE": (
        _("%(section)s «%(key)s» đã nạp trước đây và nay không còn trong tệp."),
        _("Trả lại mục này, hoặc nạp với --as-correction LÝ-DO để hủy."),
    ),
    "STAYS": (
        _("%(section)s «%(key)s» vẫn còn trong sổ; tệp không xóa được."),
        _("Sửa trong sổ nếu cần."),
    ),
    "MADE_ELSEWHERE": (
        _("«%(key)s» cũng do tệp của đảng bộ khác nạp nên không đính chính được bằng tệp này."),
        _("Trả lại như cũ trong tệp này."),
    ),
    "RECORDED_MOVED": (
        _("recorded sớm hơn ngày cuối trong nhật ký nên được ghi là %(recorded)s."),
        _("Không cần làm gì, nếu thứ tự nạp là đúng."),
    ),
    "SHARED": (
        _("Đã có trong sổ do tệp khác nạp; không nạp lại."),
        _("Kiểm tra hai tệp có nói cùng một điều."),
    ),
}

TYPE_NAMES: Final = {
    "string": _("chữ"),
    "integer": _("số nguyên"),
    "number": _("số"),
    "boolean": _("true hoặc false"),
    "object": _("nhóm trường"),
    "array": _("danh sách"),
    "null": _("giá trị trống"),
}


def sentence_of(code: str, facts: Mapping[str, str | int]) -> str:
    """Say what is wrong."""
    words = WORDS.get(code) or PACKAGE_WORDS.get(code)
    return code if words is None else str(words[0]) % _readable(facts)


def remedy_of(code: str, facts: Mapping[str, str | int]) -> str:
    """Say what to do about it, and what was probably meant."""
    words = WORDS.get(code) or PACKAGE_WORDS.get(code)
    text = "" if words is None else str(words[1]) % _readable(facts)
    if facts.get("near"):
        text = " ".join((_now("Có phải là «%(near)s»?") % facts, text))
    elif facts.get("meant") and code in {"DAY_IMPOSSIBLE", "NOT_A_DAY", "NOT_A_NUMBER"}:
        text = " ".join((_now("Có phải là %(meant)s?") % facts, text))
    return text


def _readable(facts: Mapping[str, str | int]) -> dict[str, str]:
    """Put the names of types into words."""
    found = {name: str(value) for name, value in facts.items()}
    for name in ("wanted", "found"):
        kinds = [TYPE_NAMES.get(each) for each in found.get(name, "").split("|")]
        if all(kinds):
            found[name] = _now(" hoặc ").join(map(str, kinds))
    return found
