"""Say why an act on badges or cards is refused, or what to heed, and what to do."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.members.phrases import Called, attribute_value
from dangbo.members.phrases.findings import finding_text
from dangbo.rules.verdicts import Finding, Verdict
from dangbo.ui import parts

TEXTS: Final = {
    "NOBODY": lazy("Chưa chọn ai. Chọn ít nhất một đảng viên."),
    "HONOURED_UNKNOWN": lazy("Sổ chưa có người này. Thêm đảng viên trước."),
    "NAMED_TWICE": lazy("Người này có hai lần trong danh sách. Bỏ bớt một."),
    "HONOURED_LATER": lazy(
        "Sau lần ghi này đã có lần ghi khác của cùng người dựa vào nó. Hủy lần ghi sau trước."
    ),
    "NO_REASON": lazy("Cần văn bản hoặc lý do. Nhập một trong hai."),
    "NOT_IN_FORCE": lazy("Lần ghi này không còn hiệu lực. Tải lại trang."),
    "BADGE_KIND_UNKNOWN": lazy("Không có cách tặng “%(value)s”. Chọn trong danh mục."),
    "BADGE_AGE_UNKNOWN": lazy(
        "Chưa rõ ngày tính tuổi đảng. Bổ sung ngày kết nạp vào hồ sơ rồi ghi."
    ),
    "BADGE_NO_LEVEL": lazy("Không có mức huy hiệu %(level)s năm. Chọn mức khác."),
    "BADGE_NOT_A_ROUND": lazy("Ngày này không phải một trong bốn đợt trao trong năm. Chọn đợt."),
    "BADGE_HELD": lazy("Đã được tặng Huy hiệu %(level)s năm. Bỏ dòng này, hoặc ghi cấp lại."),
    "BADGE_HIGHER_HELD": lazy("Đã có Huy hiệu cao hơn (%(level)s năm). Bỏ dòng này."),
    "BADGE_NOT_HELD": lazy("Chưa được tặng Huy hiệu %(level)s năm nên không cấp lại được."),
    "BADGE_NOT_OFFICIAL": lazy("Không phải đảng viên chính thức vào ngày trao."),
    "BADGE_SUSPENDED": lazy("Đang bị đình chỉ sinh hoạt; chờ đến khi sinh hoạt trở lại."),
    "BADGE_DISCIPLINED": lazy("Bị kỷ luật %(form)s; chờ đến ngày %(until)s."),
    "BADGE_HELD_BACK": lazy("Chưa xét đợt này. Hỏi cơ quan tổ chức của cấp ủy."),
    "BADGE_NOT_REACHED": lazy("Còn thiếu %(months)s tháng tuổi đảng. Để đến đợt sau."),
    "BADGE_EARLY": lazy("Sớm %(months)s tháng; chỉ dùng cho người bị bệnh nặng."),
    "BADGE_POSTHUMOUS": lazy("Truy tặng cho người đã từ trần."),
    "BADGE_OF_THE_DEAD": lazy("Đã từ trần trước ngày trao. Ghi là truy tặng."),
    "BADGE_NOT_DEAD": lazy("Sổ chưa ghi người này từ trần nên không truy tặng."),
    "BADGE_NOT_EARLY": lazy("Đã đủ tuổi đảng nên không phải tặng sớm. Ghi tặng đúng mức."),
    "BADGE_NUMBER_TWICE": lazy(
        "Số huy hiệu %(number)s (%(level)s năm) đã ghi cho người khác. Kiểm tra lại số."
    ),
    "CARD_KIND_UNKNOWN": lazy("Không có loại việc “%(value)s”. Chọn trong danh mục."),
    "CARD_NOT_OFFICIAL": lazy("Chỉ đảng viên chính thức được cấp thẻ."),
    "CARD_HELD": lazy("Đang có số thẻ rồi. Dùng đổi thẻ hoặc cấp lại."),
    "CARD_NONE": lazy("Chưa có số thẻ trong sổ. Ghi phát thẻ lần đầu trước."),
    "CARD_BORNE_BY_OTHER": lazy(
        "Số thẻ cũ %(number)s nay đã cấp cho người khác nên không trả lại được. Kiểm tra cả hai."
    ),
    "CARD_NUMBER_NOT_ASKED": lazy("Thu lại thẻ thì không ghi số mới. Để trống ô số."),
    "CARD_NOT_A_ROUND": lazy("Ngày này không phải một trong bốn đợt phát thẻ trong năm."),
    "CARD_KEPT_BY_FAMILY": lazy("Đảng viên từ trần thì gia đình được giữ thẻ, không phải thu."),
    "CARD_STILL_MEMBER": lazy("Người này vẫn là đảng viên vào ngày thu thẻ."),
    "NUMBER_EMPTY": lazy("Chưa có số thẻ. Nhập số in trên thẻ."),
    "NUMBER_FORM": lazy(
        "Số thẻ này có %(signs)s ký tự, không đúng mẫu. Đối chiếu với số in trên thẻ."
    ),
}


DISCIPLINE: Final = "discipline"


def in_words(
    verdict: Verdict, *, names: Mapping[str, str], called: Called | None = None
) -> list[parts.Finding]:
    """Return the findings of a verdict as pages show them, refusals first; `names` are by key."""
    spoken = called or Called()
    return [
        *(_shown(each, "refusal", names, spoken) for each in verdict.against),
        *(_shown(each, "warning", names, spoken) for each in verdict.warnings),
    ]


def _shown(
    found: Finding, level: Literal["refusal", "warning"], names: Mapping[str, str], called: Called
) -> parts.Finding:
    text = _sentence(found, called)
    if found.where in names:
        text = _("%(name)s: %(text)s") % {"name": names[found.where], "text": text}
    return parts.Finding(level, text, source=found.source)


def _sentence(found: Finding, called: Called) -> str:
    text = TEXTS.get(found.code)
    if not text:
        return finding_text(found, called)
    facts = {name: _fact(name, value) for name, value in found.facts}
    return str(text) % facts


def _fact(name: str, value: object) -> object:
    if name == "form":
        return attribute_value(DISCIPLINE, str(value)).lower()
    return format_day(date.fromisoformat(str(value))) if name == "until" else value


def reasons_of(found: Iterable[Finding]) -> str:
    """Return why somebody waits, in one cell."""
    return " ".join(_sentence(each, Called()) for each in found)
