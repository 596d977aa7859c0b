"""Show what stands against a template, in words, with the line."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dangbo.base.days import format_day
from dangbo.rules.verdicts import Verdict
from dangbo.ui import parts

LONGEST_QUOTE: Final = 80


class Words(NamedTuple):
    """What a finding says, and what to do about it."""

    text: Promise
    remedy: Promise


WORDS: Final[Mapping[str, Words]] = {
    "TEXT_TOO_LONG": Words(
        _("Mẫu dài %(length)s ký tự, nhiều nhất %(longest)s."), _("Rút ngắn lại.")
    ),
    "PARTS_MISSING": Words(
        _("Mẫu phải có đúng hai dòng “---”; đang có %(rules)s."),
        _("Đặt một dòng giữa phần đầu và nội dung, một dòng giữa nội dung và phần ký."),
    ),
    "HEAD_UNKNOWN": Words(
        _("Dòng %(line)s: không có mục “%(word)s” ở phần đầu hoặc phần ký."),
        _(
            "Phần đầu có: cấp trên, cơ quan, số, nơi, loại, trích yếu, khổ giấy; phần ký có:"
            " thẩm quyền, chức vụ, người ký, nơi nhận; sau mỗi tên mục là dấu hai chấm."
        ),
    ),
    "HEAD_TWICE": Words(_("Dòng %(line)s: mục “%(word)s” đã có ở trên."), _("Giữ lại một dòng.")),
    "SHEET_UNKNOWN": Words(_("Dòng %(line)s: khổ giấy không rõ."), _("Ghi “dọc” hoặc “ngang”.")),
    "FIELD_UNKNOWN": Words(
        _("Dòng %(line)s: không có trường {%(name)s}."),
        _("Chọn một trường trong danh sách bên cạnh."),
    ),
    "FIELD_NOT_ALONE": Words(
        _("Dòng %(line)s: trường {%(name)s} là một bảng hoặc danh sách."),
        _("Để trường này một mình trên một dòng của phần nội dung."),
    ),
    "FIELD_OPEN": Words(
        _("Dòng %(line)s: dấu ngoặc nhọn không thành cặp, hoặc bên trong không phải tên trường."),
        _("Viết tên trường giữa { và }, như trong danh sách bên cạnh."),
    ),
    "FIELD_MISSING": Words(
        _("Mẫu thiếu trường {%(name)s}, không có thì văn bản vô nghĩa."),
        _("Thêm trường này vào nội dung."),
    ),
    "BOLD_OPEN": Words(
        _("Dòng %(line)s: dấu ** phải thành cặp, và không dùng trong bảng."),
        _("Đặt ** trước và sau chữ cần in đậm."),
    ),
    "ROW_UNEVEN": Words(
        _("Dòng %(line)s: số ô khác dòng trên của bảng."), _("Thêm hoặc bớt dấu |.")
    ),
    "VALUE_MISSING": Words(
        _("Dòng %(line)s của mẫu cần trường {%(name)s}, nơi in không có."),
        _("Bỏ trường này khỏi mẫu."),
    ),
    "LATER_VERSION": Words(
        _("Đã có thay đổi của mẫu này từ ngày %(latest)s, sau ngày %(on)s."),
        _("Chọn ngày ấy hoặc ngày sau đó."),
    ),
    "CHANGED_MEANWHILE": Words(
        _("Mẫu này vừa được người khác thay đổi."),
        _("Mở lại trang để xem bản mới, rồi sửa tiếp; nội dung đã gõ còn ở dưới để chép lại."),
    ),
    "NOTHING_CHANGED": Words(_("Mẫu không khác bản đang dùng."), _("Sửa rồi hãy lưu.")),
}


def in_words(verdict: Verdict, text: str = "") -> list[parts.Finding]:
    """Return the findings of a verdict as pages show them, each with its line of the text."""
    lines = text.splitlines()
    return [
        parts.Finding(
            "refusal",
            WORDS[each.code].text % shown(dict(each.facts)),
            remedy=f"{quoted(lines, each.fact('line'))} {WORDS[each.code].remedy}".strip(),
            url=f"#id_{each.where}" if each.where else "",
        )
        for each in verdict.against
    ]


def quoted(lines: Sequence[str], at: object) -> str:
    """Return a line in quotation marks: a long one is wrapped on the page, so nobody can count."""
    if not isinstance(at, int) or at > len(lines):
        return ""
    line = lines[at - 1].strip()
    return f"“{line if len(line) <= LONGEST_QUOTE else line[:LONGEST_QUOTE] + '…'}”."


def shown(facts: Mapping[str, object]) -> dict[str, object]:
    """Return the facts of a finding with days as officers write them."""
    days = {"on", "latest"}
    return {
        name: format_day(date.fromisoformat(str(fact))) if name in days else fact
        for name, fact in facts.items()
    }
