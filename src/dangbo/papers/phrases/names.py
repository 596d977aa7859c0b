"""Name papers, their kinds, issuers and fields in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day, format_partial
from dangbo.papers.enums import Force, Secrecy
from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.paper_numbers import issuers, paper_kind_terms, paper_kinds

LABELS: Final = {
    "uid": lazy("Mã văn bản"),
    "number_raw": lazy("Số và ký hiệu"),
    "kind": lazy("Loại văn bản"),
    "issuer_code": lazy("Ký hiệu cơ quan ban hành"),
    "issuer": lazy("Cơ quan ban hành"),
    "term": lazy("Nhiệm kỳ"),
    "own_series": lazy("Văn bản đi của cấp ủy"),
    "day": lazy("Ngày ban hành"),
    "subject": lazy("Trích yếu"),
    "force": lazy("Hiệu lực"),
    "secrecy": lazy("Độ mật"),
    "kept_at": lazy("Nơi lưu bản gốc"),
    "reason": lazy("Lý do"),
    "file": lazy("Tệp"),
}
ACTS: Final = {
    "papers.recorded": lazy("Ghi vào sổ văn bản"),
    "papers.amended": lazy("Sửa thông tin văn bản"),
    "papers.file_attached": lazy("Đính kèm tệp"),
    "papers.file_removed": lazy("Gỡ tệp"),
}
LONG_SUBJECT: Final = 90


def kind_name(code: str) -> str:
    """Return the name of a kind, the code itself where the kind is not a known one."""
    terms = paper_kind_terms() if get_language() == "en" else paper_kinds()
    name = terms.get(code, code)
    return name[:1].upper() + name[1:]


def issuer_name(code: str, text: str) -> str:
    """Return who issued a paper: as it was stated, else the body that signs with the code."""
    known = issuers().get(code)
    return text or (known.name if known else code)


def day_words(day: PartialDay | None) -> str:
    """Return the day of a paper as exactly as it is known, what was inferred said to be so."""
    if day is None:
        return ""
    if day.precision is Precision.INFERRED:
        return _("%(day)s, theo ngữ cảnh") % {"day": format_day(day.first)}
    return format_partial(day)


def citation(*, normal: str, kind: str, subject: str, day: PartialDay | None) -> str:
    """Return how a paper is cited in running text: number and day, else kind, subject and day."""
    name = normal or " ".join(filter(None, (kind_name(kind), _shortened(subject))))
    if not name:
        name = _("Văn bản không rõ số")
    if day is None:
        return name
    if day.precision is Precision.DAY:
        return _("%(name)s ngày %(day)s") % {"name": name, "day": format_day(day.first)}
    return f"{name}, {day_words(day)}"


def value_in_words(name: str, value: Any) -> str:
    """Return the value of a field of the journal as officers read it."""
    if value in (None, ""):
        return ""
    if name == "day" and isinstance(value, Mapping):
        first = date.fromisoformat(value["first"])
        return day_words(PartialDay(first, Precision(value["precision"]), value["text"]))
    if name == "kind":
        return kind_name(str(value))
    if isinstance(value, bool):
        return _("có") if value else _("không")
    choices = {"force": Force, "secrecy": Secrecy}.get(name)
    return str(choices(value).label) if choices else str(value)


def _shortened(subject: str) -> str:
    if len(subject) <= LONG_SUBJECT:
        return subject
    return f"{subject[:LONG_SUBJECT].rsplit(' ', 1)[0]}…"
