"""Name the four terms, the fields of a record, and what makes two persons alike."""

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext_lazy as _

from dangbo.members.phrases.names import FIELDS, attribute_name, field_name, record_name
from dangbo.rules import likeness
from dangbo.rules.member_attributes import attribute_kinds
from dangbo.rules.record_groups import record_groups
from dangbo.rules.record_quality import CLEAN, COMPLETE, LIVE, RIGHT

TERMS: Final = {
    RIGHT: _("Đúng"),
    COMPLETE: _("Đủ"),
    CLEAN: _("Sạch"),
    LIVE: _("Sống"),
}
REASONS: Final = {
    likeness.SAME_NUMBER: _("cùng một số"),
    likeness.SAME_NAME: _("trùng họ tên"),
    likeness.NAME_WITHOUT_ACCENTS: _("họ tên chỉ khác dấu"),
    likeness.NAME_REORDERED: _("họ tên đảo thứ tự"),
    likeness.NAME_SHORTENED: _("họ tên thiếu một chữ"),
    likeness.SAME_BIRTH: _("trùng ngày sinh"),
    likeness.BIRTH_SWAPPED: _("ngày sinh đảo ngày và tháng"),
    likeness.BIRTH_MISTYPED: _("ngày sinh khác một chữ số"),
    likeness.BIRTH_POSSIBLE: _("cùng năm sinh, một bên chưa rõ ngày"),
}


def term_name(term: str) -> str:
    """Return what one of the four terms is called."""
    return str(TERMS[term])


def reason_words(reasons: Iterable[str]) -> str:
    """Return why two records may be of one person."""
    words = "; ".join(str(REASONS[each]) for each in reasons)
    return words[:1].upper() + words[1:]


def field_words(name: str) -> str:
    """Return what a field of a record is called."""
    if name in attribute_kinds():
        return attribute_name(name)
    if name in record_groups() and name not in FIELDS:
        return record_name(record_groups()[name])
    return field_name(name)
