"""Say why a change is refused, or what follows from it, and what to do."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from dangbo.base.days import format_day
from dangbo.orgs.phrases.names import kind_name
from dangbo.rules.verdicts import Finding

TEXTS: Final = {
    "NOT_STANDING": _(
        "%(org)s không tồn tại ngày %(on)s. Kiểm tra ngày hiệu lực, hoặc chọn tổ chức khác."
    ),
    "ENDED_IN_THIS_DECISION": _(
        "%(org)s đã kết thúc ngay trong quyết định này. Bỏ một trong hai thay đổi, hoặc đổi thứ tự."
    ),
    "ALREADY_STANDING": _(
        "%(org)s đang tồn tại ngày %(on)s nên không thành lập được nữa. "
        "Dùng thay đổi khác, hoặc chọn mã khác cho tổ chức mới."
    ),
    "NEVER_STOOD": _("%(org)s chưa từng tồn tại nên không lập lại được. Dùng «Thành lập»."),
    "STOOD_BEFORE": _(
        "%(org)s đã từng tồn tại rồi kết thúc. Dùng «Lập lại», hoặc chọn mã khác cho tổ chức mới."
    ),
    "NO_NAME_OR_KIND": _("%(org)s chưa có tên hoặc loại hình. Điền đủ cả hai."),
    "CONTRADICTION": _(
        "Quyết định này đổi %(field)s của %(org)s hai lần với giá trị khác nhau. Giữ lại một lần."
    ),
    "NOT_UNDER_SOURCE": _(
        "%(org)s không trực thuộc tổ chức nguồn ngày %(on)s. Bỏ khỏi danh sách, hoặc chuyển riêng."
    ),
    "NOT_A_RESULT": _(
        "%(result)s không nằm trong các tổ chức tiếp nhận nên không nhận được %(org)s."
    ),
    "BEGAN_SAME_DAY": _(
        "%(org)s vừa ra đời ngày %(on)s nên không thể kết thúc cùng ngày. "
        "Đổi ngày, hoặc bỏ cả hai thay đổi."
    ),
    "LEFT_BELOW": _(
        "%(org)s kết thúc ngày %(on)s khi %(child)s còn trực thuộc. "
        "Chuyển tổ chức đó đi trước, hoặc nêu nơi tiếp nhận."
    ),
    "UNKNOWN_KIND": _(
        "Loại hình «%(kind)s» của %(org)s không có trong danh mục ngày %(on)s. "
        "Chọn loại hình trong danh mục."
    ),
    "UNDER_ITSELF": _("%(org)s không thể trực thuộc chính mình. Chọn tổ chức cấp trên khác."),
    "SUPERIOR_NOT_STANDING": _(
        "%(superior)s không tồn tại ngày %(on)s nên %(org)s không thể trực thuộc. "
        "Chọn tổ chức cấp trên khác, hoặc đổi ngày."
    ),
    "KIND_NOT_UNDER": _(
        "%(org)s là %(kind)s, không được đặt trực thuộc %(superior_kind)s. "
        "Đổi loại hình hoặc tổ chức cấp trên."
    ),
    "SUPERIOR_ENDS": _(
        "%(superior)s không còn tồn tại từ ngày %(on)s trong khi %(org)s vẫn trực thuộc. "
        "Chuyển %(org)s trước ngày đó, hoặc chọn tổ chức cấp trên khác."
    ),
    "CYCLE": _(
        "Từ ngày %(on)s, %(org)s vừa ở trên vừa ở dưới %(above)s. "
        "Chọn tổ chức cấp trên không nằm dưới tổ chức được chuyển."
    ),
    "MERGE_OF_ONE": _("Hợp nhất cần ít nhất hai tổ chức nguồn. Thêm nguồn, hoặc dùng «Đổi tên»."),
    "NO_SOURCES": _("Sáp nhập chưa có tổ chức nguồn nào. Thêm ít nhất một tổ chức nguồn."),
    "SPLIT_INTO_ONE": _(
        "Chia, tách cần ít nhất hai tổ chức tiếp nhận. Thêm tổ chức, hoặc dùng thay đổi khác."
    ),
    "NO_ROWS": _("Sắp xếp lại chưa có dòng nào. Thêm ít nhất một dòng nguồn và kết quả."),
    "NOTHING_TO_MOVE": _("Chưa chọn tổ chức nào để chuyển giao. Chọn ít nhất một tổ chức."),
    "ROW_TWICE": _("Một cặp nguồn và kết quả được nêu hai lần. Giữ lại một lần."),
    "WHOLE_AND_PART": _(
        "Một nguồn vừa chuyển toàn bộ vừa có dòng khác. Ghi mọi dòng là một phần, hoặc bỏ bớt."
    ),
    "LONE_PART": _(
        "Một nguồn chỉ có một dòng «một phần»: phần còn lại đi đâu? "
        "Thêm dòng cho phần còn lại (có thể là chính nó), hoặc ghi toàn bộ."
    ),
    "INTO_ITSELF": _("Tổ chức không thể nhập vào chính mình. Bỏ nó khỏi các nguồn."),
    "RESULT_WITHOUT_SOURCE": _("Một tổ chức mới không có nguồn nào. Thêm nguồn, hoặc «Thành lập»."),
    "NOTHING_CHANGES": _("%(org)s đã như vậy từ trước; thay đổi này không làm khác đi."),
    "GAP_UNKNOWN": _("%(org)s được lập lại, nhưng không rõ đã kết thúc từ ngày nào."),
    "DUPLICATE_DECISION": _(
        "Quyết định này đã được ghi, hiệu lực ngày %(on)s (nhật ký số %(act)s). "
        "Không ghi lần nữa; nếu là quyết định khác thì nhập số văn bản khác."
    ),
    "KEY_RESERVED": _("Khóa «%(key)s» trùng địa chỉ của một trang. Chọn khóa khác."),
    "KEY_MALFORMED": _(
        "Khóa «%(key)s» chỉ được gồm chữ không dấu, chữ số, dấu chấm, gạch nối, gạch dưới, "
        "tối đa 100 ký tự. Sửa khóa."
    ),
    "VOID_OR_DATE": _("Chọn một: hủy quyết định, hoặc đổi ngày hiệu lực."),
    "SAME_DATE": _("Ngày mới trùng ngày hiệu lực đang ghi (%(on)s). Nhập ngày khác."),
    "VOID_ALREADY": _(
        "Quyết định này (nhật ký số %(act)s) đã bị hủy từ trước. "
        "Để quyết định có hiệu lực trở lại, nhập ngày hiệu lực."
    ),
    "CORRECTED_TWICE": _(
        "Quyết định ở nhật ký số %(act)s được đính chính hai lần cùng lúc. Giữ lại một lần."
    ),
    "NOTHING_TO_CORRECT": _("Chưa chọn quyết định nào để đính chính. Chọn ít nhất một quyết định."),
    "NO_REASON": _("Đính chính cần lý do hoặc văn bản làm căn cứ. Nhập một trong hai."),
}

# Of the place of an office (docs/rules/org-places.md), not of decisions.
PLACES: Final = {
    "PLACE_NO_REASON": _("Cần văn bản hoặc lý do."),
    "PLACE_NOT_ON_EARTH": _(
        "Vĩ độ phải từ -90 đến 90, kinh độ từ -180 đến 180. Vĩ độ ghi trước, kinh độ ghi sau."
    ),
    "PLACE_FAR_OFF": _(
        "Tọa độ này nằm ngoài nước ta. Kiểm tra xem vĩ độ (khoảng 8 đến 23) có đứng trước kinh độ "
        "(khoảng 102 đến 110) không."
    ),
    "PLACE_NONE": _("Không ghi tọa độ và địa chỉ: từ ngày này coi như không rõ tổ chức đặt ở đâu."),
}

FIELDS: Final = {
    "name": _("tên"),
    "short_name": _("tên viết tắt"),
    "kind": _("loại hình"),
    "superior": _("tổ chức cấp trên"),
    "code": _("mã"),
    "sector": _("khối ngành"),
}

ORGS: Final = ("org", "superior", "child", "result", "above")


def register_texts(texts: Mapping[str, object]) -> None:
    """Add the words of findings that a higher area has against decisions; call it in `ready()`."""
    TEXTS.update(texts)  # type: ignore[arg-type]


def finding_text(finding: Finding, names: Mapping[int, str]) -> str:
    """Return the sentence of a finding, with the names of the organisations it speaks of."""
    text = str({**PLACES, **TEXTS}.get(finding.code, finding.code)) % _values(finding, names)
    if finding.source:
        text += " " + str(_("(Căn cứ: %(source)s)")) % {"source": finding.source}
    return text


def _values(finding: Finding, names: Mapping[int, str]) -> dict[str, str]:
    """Turn ids into names, days into dd/mm/yyyy, codes into terms."""
    values = {key: str(value) for key, value in finding.facts}
    day = date.fromisoformat(values["on"]) if "on" in values else date.max
    if "on" in values:
        values["on"] = format_day(day)
    for key, fact in finding.facts:
        if key in ORGS and isinstance(fact, int):
            values[key] = names.get(fact, f"#{fact}")
        elif key in {"kind", "superior_kind"}:
            values[key] = kind_name(str(fact), day) if fact else str(_("đỉnh của cây tổ chức"))
        elif key == "field":
            values[key] = str(FIELDS.get(str(fact), fact))
    return values
