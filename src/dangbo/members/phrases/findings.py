"""Say why an event of a member is refused, and what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from django.utils.translation import gettext_lazy as _

from dangbo.base.days import format_day
from dangbo.members.phrases.merging import MERGE_TEXTS
from dangbo.members.phrases.names import (
    activity_name,
    attribute_name,
    change_name,
    exit_name,
    field_name,
    number_name,
)
from dangbo.rules.verdicts import Finding, Verdict
from dangbo.ui import parts

NUMBERED: Final = frozenset({"NUMBER_TAKEN", "NUMBER_UNPROVEN", "MERGE_NUMBERS"})
TEXTS: Final = {
    **MERGE_TEXTS,
    "UNKNOWN_MEMBER_CHANGE": _("Không có loại việc “%(change)s”. Chọn một việc trong danh mục."),
    "PERSON_MISSING": _("Chưa nêu đảng viên nào. Chọn đảng viên."),
    "PERSON_UNKNOWN": _(
        "Sổ chưa có người mang khóa “%(person)s”. Kiểm tra khóa, hoặc ghi họ tên khi tiếp nhận."
    ),
    "FIELD_MISSING": _("%(change)s: chưa điền “%(field)s”. Điền vào."),
    "FIELD_UNKNOWN": _("%(change)s không có ô “%(field)s”. Bỏ ô này."),
    "STANDING_UNKNOWN": _("Không có tư cách đảng viên “%(value)s”. Chọn dự bị hoặc chính thức."),
    "ACTIVITY_UNKNOWN": _("Không có tình trạng sinh hoạt “%(value)s”. Chọn trong danh mục."),
    "NUMBER_KIND_UNKNOWN": _(
        "Không có loại số “%(value)s”. Chọn số lý lịch, số thẻ hoặc căn cước."
    ),
    "DAY_UNREADABLE": _("Không đọc được %(field)s “%(value)s”. Ghi ngày/tháng/năm."),
    "NUMBER_TAKEN": _(
        "%(kind)s này đang do %(other)s mang, nên không ghi được cho %(person)s. "
        "Kiểm tra lại số; nếu hai người là một thì đề nghị nhập hai hồ sơ."
    ),
    "NUMBER_UNPROVEN": _(
        "%(kind)s của %(person)s chưa ghi được ở đây. Kiểm tra lại số; nếu đúng, đề nghị cơ quan "
        "quản lý hồ sơ của toàn đảng bộ ghi."
    ),
    "ALREADY_A_MEMBER": _(
        "Ngày %(on)s, %(person)s đang là đảng viên tại %(org)s. "
        "Nếu chuyển nơi sinh hoạt thì dùng “Chuyển sinh hoạt chính thức”."
    ),
    "READMIT_INSTEAD": _(
        "%(person)s %(left)s, nên không kết nạp như người mới. Dùng “Kết nạp lại”."
    ),
    "CEREMONY_BEFORE_DECISION": _(
        "Lễ kết nạp của %(person)s (%(on)s) sớm hơn ngày quyết định kết nạp (%(admitted)s). "
        "Sửa một trong hai ngày."
    ),
    "NEVER_LEFT": _(
        "Đến ngày %(on)s, %(person)s chưa từng ra khỏi Đảng theo cách được kết nạp lại hay khôi "
        "phục. Kiểm tra ngày, hoặc ghi việc ra khỏi Đảng trước."
    ),
    "EXPEL_NEEDS_OFFICIAL": _(
        "Ngày %(on)s, %(person)s còn dự bị; khai trừ chỉ dùng với đảng viên chính thức. "
        "Đảng viên dự bị thì xóa tên."
    ),
    "NOT_PROBATIONARY": _(
        "Ngày %(on)s, %(person)s không phải đảng viên dự bị. Kiểm tra ngày, hoặc xem lại lần công "
        "nhận đã ghi."
    ),
    "ACTIVITY_ALREADY": _(
        "Ngày %(on)s, %(person)s đã ở tình trạng “%(activity)s” rồi. Kiểm tra ngày."
    ),
    "SAME_ORG": _("Ngày %(on)s, %(person)s đang sinh hoạt tại chính %(org)s. Chọn tổ chức khác."),
    "NO_TEMPORARY": _(
        "Ngày %(on)s, %(person)s không sinh hoạt tạm thời ở đâu. Kiểm tra ngày, hoặc ghi lần "
        "chuyển sinh hoạt tạm thời trước."
    ),
    "DEAD": _("%(person)s đã từ trần ngày %(died)s. Kiểm tra ngày, hoặc đính chính việc đã ghi."),
    "NOT_A_MEMBER": _(
        "Ngày %(on)s, %(person)s không phải đảng viên%(because)s, nên không ghi được “%(change)s”. "
        "Kiểm tra ngày, hoặc đính chính việc đã ghi."
    ),
    "ORG_NOT_STANDING": _(
        "%(org)s không tồn tại ngày %(on)s nên %(person)s không sinh hoạt tại đó được. "
        "Chọn tổ chức khác, hoặc đổi ngày."
    ),
    "MEMBERS_LEFT": _(
        "%(org)s kết thúc ngày %(on)s khi %(person)s còn sinh hoạt tại đó. "
        "Ghi nơi sinh hoạt mới từ ngày đó, hoặc chọn tổ chức khác."
    ),
    "NO_REASON": _("Đính chính cần lý do hoặc văn bản làm căn cứ. Nhập một trong hai."),
    "VOID_OR_DATE": _("Chọn một: hủy việc đã ghi, hoặc đổi ngày."),
    "NOT_IN_FORCE": _("Việc này (nhật ký số %(act)s) đã bị hủy từ trước. Tải lại trang."),
    "SAME_DAY": _("Ngày mới trùng ngày đang ghi. Nhập ngày khác."),
    "PAPER_NEEDED": _(
        "Sửa thông tin nhân thân phải có văn bản làm căn cứ. Nhập số văn bản đã ghi trong sổ."
    ),
    "ATTRIBUTE_UNKNOWN": _("Không có loại thông tin này. Chọn trong danh mục."),
    "VALUE_UNKNOWN": _("Không đọc được giá trị này. Chọn trong danh mục."),
    "VALUE_DOUBTFUL": _("Giá trị này chỉ đọc được một phần. Chọn trong danh mục."),
    "VALUE_EMPTY": _("Chưa có giá trị. Điền vào."),
    "VALUE_TOO_LONG": _("Dài quá %(longest)s ký tự. Rút ngắn lại."),
    "NUMBER_EMPTY": _("Chưa có số. Điền số, hoặc chọn không còn dùng."),
    "NUMBER_FORM": _("Số này có %(signs)s ký tự, không đúng mẫu. Đối chiếu với giấy tờ gốc."),
    "NUMBER_OLD_IDENTITY": _(
        "Đây là số chứng minh nhân dân cũ (9 số). Nhập số căn cước công dân 12 số."
    ),
    "NUMBER_IMPOSSIBLE": _("Số căn cước này cho năm sinh chưa tới. Kiểm tra lại số."),
    "NUMBER_PLACEHOLDER": _("Số này chỉ để giữ chỗ, không phải số thật. Nhập số thật."),
    "NUMBER_DIGITS_LOST": _("Bảng tính đã làm mất chữ số cuối. Nhập lại số từ giấy tờ gốc."),
    "NUMBER_ZEROS_EATEN": _("Đã thêm lại %(missing)s số 0 ở đầu mà bảng tính làm mất."),
    "NUMBER_PROVINCE_UNKNOWN": _("Ba số đầu không phải mã tỉnh nào. Kiểm tra lại số."),
    "NUMBER_BIRTH_CONTRADICTS": _("Số căn cước cho năm sinh khác với hồ sơ. Kiểm tra cả hai."),
    "NUMBER_SEX_CONTRADICTS": _("Số căn cước cho giới tính khác với hồ sơ. Kiểm tra cả hai."),
    "NAME_EMPTY": _("Chưa có họ tên. Điền họ và tên."),
    "NAME_TOO_LONG": _("Họ tên quá dài. Rút ngắn lại."),
    "NAME_HAS_DIGITS": _("Họ tên có chữ số. Sửa lại."),
    "NAME_HAS_SIGNS": _("Họ tên có ký tự lạ. Sửa lại."),
    "NAME_ONE_WORD": _("Họ tên chỉ có một chữ. Kiểm tra xem có thiếu họ hay tên không."),
    "NAME_ABBREVIATED": _("Họ tên có chữ viết tắt. Ghi đủ nếu biết."),
    "NAME_FOREIGN_LETTERS": _("Họ tên có chữ cái không phải chữ Việt. Kiểm tra lại."),
    "DAY_IN_FUTURE": _("“%(field)s” sau ngày có hiệu lực. Kiểm tra lại ngày này."),
    "BIRTH_AFTER_ADMISSION": _("Ngày sinh sau ngày kết nạp. Kiểm tra cả hai ngày."),
    "ADMITTED_UNDER_AGE": _(
        "Khi kết nạp chưa đủ %(limit)s tuổi. Kiểm tra ngày sinh, ngày kết nạp."
    ),
    "TOO_OLD": _("Tuổi quá %(limit)s. Kiểm tra năm sinh."),
    "PICTURE_UNKNOWN": _("Tệp này không phải ảnh JPEG hay PNG. Chọn tệp ảnh khác."),
    "PICTURE_BROKEN": _("Ảnh bị hỏng hoặc chưa tải đủ. Mở thử ảnh, lưu rồi gửi lại."),
    "PICTURE_SIZE": _("Ảnh quá nhỏ hoặc quá lớn: mỗi chiều từ 80 đến 6.000 điểm. Chọn ảnh khác."),
    "PICTURE_HEAVY": _("Ảnh nặng quá %(size)s MB. Thu nhỏ ảnh rồi gửi lại."),
}
# What decisions about organisations are told when members stand against them.
ORG_TEXTS: Final = {
    "MEMBERS_LEFT": _(
        "%(org)s kết thúc ngày %(on)s khi còn %(count)s đảng viên sinh hoạt tại đó. "
        "Nêu trong bản soạn nơi tiếp nhận các đảng viên này."
    ),
    "ORG_NOT_STANDING": _(
        "%(org)s không tồn tại ngày %(on)s trong khi sổ đã ghi %(count)s đảng viên sinh hoạt tại "
        "đó. Đổi ngày hiệu lực, hoặc đính chính việc đã ghi của các đảng viên này trước."
    ),
    "MEMBERS_UNKNOWN": _(
        "Danh sách đảng viên của thay đổi này có %(count)s khóa mà sổ không có. "
        "Bỏ các khóa đó khỏi danh sách, hoặc kiểm tra lại tệp."
    ),
    "MEMBERS_ELSEWHERE": _(
        "Danh sách có %(count)s người mà ngày %(on)s không sinh hoạt tại các tổ chức nguồn; "
        "thay đổi này không chuyển họ đi. Kiểm tra lại danh sách."
    ),
    "SAME_ORG": _(
        "Ngày %(on)s sổ đã ghi %(count)s đảng viên chuyển về %(org)s; theo quyết định này họ đã ở "
        "đó rồi. Hủy việc chuyển ấy trước, hoặc đổi ngày hiệu lực."
    ),
    "NO_TEMPORARY": _(
        "Ngày %(on)s sổ đã ghi %(count)s đảng viên kết thúc sinh hoạt tạm thời; theo quyết định "
        "này việc ấy đã kết thúc từ trước. Hủy việc đã ghi, hoặc đổi ngày hiệu lực."
    ),
}
DAYS: Final = ("on", "admitted", "died")


@dataclass(frozen=True)
class Called:
    """What persons and organisations are called, by id."""

    persons: Mapping[int, str] = field(default_factory=dict)
    orgs: Mapping[int, str] = field(default_factory=dict)

    def person(self, fact: object) -> str:
        """Return the name of a person, or words for one whose name is not at hand."""
        known = self.persons.get(fact) if isinstance(fact, int) else None
        return known or str(_("người này"))

    def org(self, fact: object) -> str:
        """Return the name of an organisation, or words for one whose name is not at hand."""
        known = self.orgs.get(fact) if isinstance(fact, int) else None
        return known or str(_("tổ chức này"))


def finding_text(found: Finding, called: Called) -> str:
    """Return the sentence of a finding, with persons, days and organisations in words."""
    text = TEXTS.get(found.code)
    return str(text) % _values(found, called) if text else found.code


def _values(found: Finding, called: Called) -> dict[str, str]:
    values = {"because": "", "person": called.person(None), "org": called.org(None)}
    for name, fact in found.facts:
        values[name] = _in_words(found, name, fact, called)
    left = str(found.fact("left") or "")
    if left and found.code == "NOT_A_MEMBER":
        values["because"] = f" ({exit_name(left)})"
    return values


def _in_words(found: Finding, name: str, fact: object, called: Called) -> str:
    if name in DAYS:
        return format_day(date.fromisoformat(str(fact)))
    if name in {"person", "other"} and found.code != "PERSON_UNKNOWN":
        return called.person(fact)
    if name == "org":
        return called.org(fact)
    naming = {
        "change": change_name,
        "field": field_name,
        "activity": activity_name,
        "left": exit_name,
        "kind": number_name if found.code in NUMBERED else attribute_name,
    }
    return naming[name](str(fact)) if name in naming else str(fact)


def spoken_of(findings: Iterable[Finding]) -> tuple[set[int], set[int]]:
    """Return the ids of the persons and of the organisations that findings speak of."""
    persons: set[int] = set()
    orgs: set[int] = set()
    for found in findings:
        for name, fact in found.facts:
            if isinstance(fact, int) and not isinstance(fact, bool):
                if name in {"person", "other"}:
                    persons.add(fact)
                elif name == "org":
                    orgs.add(fact)
    return persons, orgs


def in_words(verdict: Verdict, called: Called) -> list[parts.Finding]:
    """Return a verdict as pages show it, refusals first."""
    levels: tuple[tuple[Literal["refusal", "warning"], tuple[Finding, ...]], ...] = (
        ("refusal", verdict.against),
        ("warning", verdict.warnings),
    )
    return [
        parts.Finding(level, finding_text(each, called), source=each.source)
        for level, findings in levels
        for each in findings
    ]


def told_against(verdict: Verdict) -> list[str]:
    """Return every reason against in a sentence, where no names are at hand."""
    return [finding_text(each, Called()) for each in verdict.against]
