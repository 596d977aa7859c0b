"""Say why an act on posts is refused, or what to heed, and what to do."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, Literal

from django.utils.translation import gettext_lazy as _

from dangbo.base.days import format_day
from dangbo.posts.phrases.names import body_name, status_name, title_name
from dangbo.rules.verdicts import Finding, Verdict
from dangbo.ui import parts

TEXTS: Final = {
    "NO_POSTS": _("Chưa có ai trong danh sách. Ghi ít nhất một người."),
    "UNKNOWN_POST_CHANGE": _("Không có loại việc «%(change)s»."),
    "FIELD_MISSING": _("Còn thiếu %(field)s."),
    "FIELD_UNKNOWN": _("Việc này không có %(field)s. Bỏ đi."),
    "PLACE_UNCLEAR": _(
        "Chức vụ hoặc ở một tổ chức trong sổ, hoặc ở ngoài ghi bằng lời; không thể cả hai."
    ),
    "VALUE_UNKNOWN": _("«%(value)s» không nằm trong danh mục của %(field)s."),
    "TOO_LONG": _("%(field)s dài quá %(most)s ký tự. Rút gọn lại."),
    "SIGN_NOT_ALLOWED": _("%(field)s không được có ký tự %(sign)s. Dùng dấu khác."),
    "NOT_A_COUNT": _("Số lượng «%(value)s» không phải số nguyên dương hợp lệ."),
    "NOT_A_YEAR": _("«%(value)s» không phải một năm hợp lệ."),
    "PERSON_UNKNOWN": _("Sổ chưa có người mang mã %(person)s. Ghi người đó vào sổ trước."),
    "ORG_NOT_STANDING": _(
        "%(org)s không tồn tại ngày %(on)s. Kiểm tra ngày, hoặc chọn tổ chức khác."
    ),
    "BODY_UNKNOWN": _("Ngày này không có cơ quan «%(body)s» trong danh mục."),
    "BODY_NOT_HERE": _("%(org)s thuộc loại hình không có %(body)s."),
    "TITLE_NOT_HERE": _("%(body)s không có chức danh %(title)s."),
    "HOLDS_ALREADY": _("%(person)s đang giữ chức danh %(title)s rồi. Bỏ dòng này."),
    "HOLDS_LATER": _(
        "%(person)s đã được ghi giữ chức danh %(title)s từ ngày %(since)s. "
        "Sửa ngày của quyết định đó thay vì ghi thêm."
    ),
    "NOT_HELD": _("%(person)s không giữ chức danh %(title)s trước ngày %(on)s nên không thể thôi."),
    "BEGINS_NOTHING": _(
        "Sau khi sửa, việc %(person)s giữ chức danh %(title)s từ ngày %(on)s không còn đúng: "
        "đang giữ rồi, hoặc tổ chức không tồn tại. Sửa cả quyết định đó."
    ),
    "ONE_AT_A_TIME": _(
        "%(title)s chỉ một người giữ; %(person)s giữ từ ngày %(since)s. "
        "Ghi thôi giữ chức trước, hoặc trong cùng lần này."
    ),
    "RIVAL_TITLES": _("%(person)s không thể vừa là %(title)s vừa là %(other)s. Ghi thôi một chức."),
    "SEATS_EXCEEDED": _(
        "%(body)s có %(sitting)s người, vượt số lượng đã được quyết định là %(seats)s."
    ),
    "SHARE_EXCEEDED": _(
        "%(body)s có %(count)s người; nhiều nhất %(most)s, trên tổng số %(whole)s."
    ),
    "SHARE_UNSURE": _(
        "%(body)s có %(count)s người trong khi mới ghi %(whole)s ủy viên cấp ủy (nhiều nhất "
        "%(most)s). Ghi đủ cấp ủy, hoặc số lượng đã quyết định, để biết chắc."
    ),
    "NO_STANDING_COMMITTEE": _("Cấp ủy dưới %(least)s người không lập %(body)s."),
    "NOT_IN_COMMITTEE": _(
        "%(person)s giữ chức danh %(title)s nên phải nằm trong %(body)s. "
        "Ghi cả việc bầu vào %(body)s trong cùng lần này."
    ),
    "COMMITTEE_NOT_RECORDED": _("Sổ chưa ghi %(body)s nên chưa biết %(person)s có trong đó không."),
    "NOT_A_MEMBER": _("%(person)s không phải đảng viên trong sổ ngày %(on)s."),
    "TOO_FEW_MEMBERS": _("Chi bộ dưới %(least)s đảng viên chính thức thì không lập chi ủy."),
    "LARGER_THAN_USUAL": _("%(body)s có %(count)s người, nhiều hơn mức thường là %(most)s."),
    "SMALLER_THAN_USUAL": _("%(body)s có %(count)s người, ít hơn mức thường là %(least)s."),
    "PLANNED_ALREADY": _("%(person)s đã có trong quy hoạch chức danh %(title)s của nhiệm kỳ này."),
    "NOT_PLANNED": _("%(person)s không có trong quy hoạch chức danh %(title)s của nhiệm kỳ này."),
    "PLANNED_FOR_MANY": _(
        "%(person)s được quy hoạch %(count)s chức danh; thường không quá %(most)s."
    ),
    "TOO_MANY_PLANNED": _(
        "%(title)s có %(count)s người được quy hoạch; thường không quá %(most)s."
    ),
    "DECLARATION_BACKWARD": _(
        "Bản kê khai năm %(year)s của %(person)s đang ở bước «%(before)s», không lùi hay ghi lại "
        "bước «%(after)s». Nếu ghi nhầm, sửa lần ghi trước."
    ),
    "DECLARATION_SKIPS": _("Bản kê khai năm %(year)s của %(person)s chưa ghi bước đã kê khai."),
    "YEAR_TO_COME": _("Năm %(year)s chưa đến."),
    "BEFORE_THE_LAW": _("Năm %(year)s trước khi có quy định về kê khai đang áp dụng."),
    "NO_REASON": _("Cần văn bản hoặc lý do."),
    "VOID_OR_DATE": _("Chọn một: hủy lần ghi này, hoặc ghi ngày đúng."),
    "NOT_IN_FORCE": _("Lần ghi này không còn hiệu lực, hoặc đã được hủy."),
    "SAME_DAY": _("Ngày mới trùng ngày đang ghi."),
}
FIELDS: Final = {
    "person": _("người"),
    "title": _("chức danh"),
    "org": _("tổ chức"),
    "body": _("cơ quan"),
    "seats": _("số lượng"),
    "name": _("tên nhiệm kỳ"),
    "term": _("nhiệm kỳ"),
    "year": _("năm"),
    "kind": _("loại kê khai"),
    "status": _("tình trạng"),
    "how": _("cách giữ chức"),
    "reason": _("lý do"),
    "level": _("cấp"),
    "side": _("khối"),
    "outside": _("nơi giữ chức"),
    "receiver": _("nơi nhận"),
}
Named = Mapping[object, str]


def in_words(verdict: Verdict, *, on: date, names: Named) -> list[parts.Finding]:
    """Return the findings of a verdict as pages show them, refusals first.

    `names` has persons by key and organisations by id.
    """
    return [
        *(_shown(each, "refusal", on, names) for each in verdict.against),
        *(_shown(each, "warning", on, names) for each in verdict.warnings),
    ]


def sentence_of(finding: Finding, *, on: date, names: Named) -> str:
    """Return a finding as a sentence: what it is, and what to do."""
    facts = {name: _fact(name, value, on, names) for name, value in finding.facts}
    text = TEXTS.get(finding.code)
    return str(text) % facts if text else finding.code


def _shown(
    finding: Finding, level: Literal["refusal", "warning"], on: date, names: Named
) -> parts.Finding:
    return parts.Finding(level, sentence_of(finding, on=on, names=names), source=finding.source)


def _fact(name: str, value: object, on: date, names: Named) -> object:
    if name in {"person", "org"}:
        return names.get(value, value)
    if name in WORDS:
        return WORDS[name](str(value), on)
    return value


def _day(text: str, _on: date) -> str:
    return format_day(date.fromisoformat(text))


def _status(text: str, _on: date) -> str:
    return status_name(text)


def _field(text: str, _on: date) -> str:
    return str(FIELDS.get(text, text))


WORDS: Final[Mapping[str, Callable[[str, date], str]]] = {
    "body": body_name,
    "title": title_name,
    "other": title_name,
    "on": _day,
    "since": _day,
    "before": _status,
    "after": _status,
    "field": _field,
}
