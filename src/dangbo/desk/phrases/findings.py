"""Say what is missing in a draft or stands against it, and what to do."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, Literal

from django.utils.translation import gettext_lazy as _

from dangbo.desk.enums import State
from dangbo.desk.phrases.gathering import gathered
from dangbo.desk.phrases.names import field_name
from dangbo.desk.phrases.pasted import PASTED
from dangbo.desk.phrases.warnings import WARNINGS, warning_text
from dangbo.orgs.phrases import finding_text
from dangbo.orgs.phrases.findings import TEXTS as ORG_TEXTS
from dangbo.papers.phrases import sentence_of as paper_sentence
from dangbo.papers.phrases.words import WORDS as PAPER_WORDS
from dangbo.rules.verdicts import Finding, Verdict
from dangbo.ui import parts

TEXTS: Final = {
    "FIELD_MISSING": _("Chưa điền «%(field)s». Điền vào, hoặc bỏ thay đổi này."),
    "UNRESOLVED": _(
        "Chưa rõ «%(text)s» (%(field)s) là tổ chức nào. Chọn một tổ chức, hoặc bỏ dòng này."
    ),
    "TOO_LONG": _("«%(field)s» dài quá %(longest)s ký tự. Rút ngắn lại."),
    "NOT_A_COUNT": _("«%(field)s» phải là số nguyên, không phải «%(text)s». Sửa lại."),
    "NO_CHANGES": _("Bản soạn chưa có thay đổi nào. Thêm ít nhất một thay đổi."),
    "KEY_TWICE": _("Khóa «%(key)s» dùng cho hai tổ chức mới. Sửa một trong hai khóa."),
    "DAY_MISSING": _("Chưa có ngày hiệu lực. Nhập ngày quyết định có hiệu lực."),
    "DAY_UNREADABLE": _("Không đọc được ngày «%(text)s». %(why)s"),
    "PAPER_MISSING": _(
        "Chưa có văn bản làm căn cứ. Nhập số văn bản mới, hoặc chọn văn bản đã có trong sổ."
    ),
    "PAPER_UNKNOWN": _("Sổ văn bản không có «%(text)s». Chọn lại văn bản."),
    "NOT_OPEN": _("Bản soạn đang ở trạng thái «%(state)s» nên không sửa được. Tải lại trang."),
    "SIGNED_ALREADY": _(
        "Bản soạn đã được áp dụng. Muốn sửa thì đính chính quyết định đã ghi vào sổ."
    ),
    "CHANGE_GONE": _("Thay đổi này đã bị người khác bỏ khỏi bản soạn. Tải lại trang."),
    "TOO_MANY_CHOSEN": _(
        "Một ô chọn được nhiều nhất %(limit)s tổ chức. Chia thành nhiều thay đổi."
    ),
    "TOO_MANY_CHANGES": _("Một bản soạn có nhiều nhất %(limit)s thay đổi. Chia thành nhiều bản."),
    "UNKNOWN_CHANGE": _("Không có loại thay đổi «%(text)s». Chọn loại trong danh mục."),
    "MIXED_DAYS": _(
        "Các bản soạn ký cùng lúc phải cùng có hiệu lực ngay, hoặc cùng chờ đến ngày. "
        "Ký riêng những bản có hiệu lực sau."
    ),
    "NOBODY_TO_TELL": _(
        "Quyết định có hiệu lực sau hôm nay nên phải có người ký để được báo kết quả. "
        "Thêm --actor với tên đăng nhập của người ký."
    ),
    "NO_SUCH_PERSON": _("Không có tài khoản «%(text)s» đang hoạt động. Kiểm tra tên đăng nhập."),
    "OWN_DRAFT": _("Đây là bản soạn của chính người này. Nhập tên đăng nhập khác."),
}

Names = Mapping[int, str]


def sentence_of(finding: Finding, names: Names) -> str:
    """Return a finding in words, whichever area it comes from."""
    if finding.code in ORG_TEXTS:
        return finding_text(finding, names)
    if finding.code in WARNINGS:
        return warning_text(finding, names)
    if finding.code in PAPER_WORDS and finding.code not in TEXTS:
        return paper_sentence(finding)
    values = {key: str(value) for key, value in finding.facts}
    if "field" in values:
        values["field"] = field_name(values["field"])
    if finding.code == "NOT_OPEN":
        values["state"] = str(State(values["state"]).label)
    text = TEXTS.get(finding.code) or PASTED.get(finding.code) or finding.code
    return str(text) % values


def rule_of(finding: Finding) -> str:
    """Return the body of rules that a finding comes from."""
    if finding.code in ORG_TEXTS:
        return str(_("Quy tắc sắp xếp tổ chức"))
    if finding.code in WARNINGS:
        return str(_("Đối chiếu với sổ"))
    if finding.code in PAPER_WORDS and finding.code not in TEXTS:
        return str(_("Quy tắc ghi văn bản"))
    return str(_("Bản soạn phải đủ và rõ"))


def in_words(
    verdict: Verdict, names: Names, *, url_of: Callable[[Finding], str] | None = None
) -> list[parts.Finding]:
    """Return a verdict as pages show it, refusals first; each leads to what it speaks of."""
    levels: tuple[tuple[Literal["refusal", "warning"], tuple[Finding, ...]], ...] = (
        ("refusal", verdict.against),
        ("warning", verdict.warnings),
    )
    return [
        parts.Finding(
            level,
            sentence_of(replace(each, source=""), called),
            rule=rule_of(each),
            source=each.source,
            url=url_of(each) if url_of else "",
        )
        for level, findings in levels
        for each, called in gathered(findings, names)
    ]
