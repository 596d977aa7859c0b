"""Name kinds, entries and acts of confidential records."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from dangbo.base.labels import label_of
from dangbo.sealed.enums import EntryKind, RecordKind
from dangbo.ui.parts import Text

AREA: Final = _("Hồ sơ kín")
WAYS: Final[Mapping[str, Text]] = {
    "opened": _("Mở hồ sơ"),
    "reader_added": _("Thêm người đọc"),
    "reader_removed": _("Bỏ người đọc"),
    "closed": _("Khép hồ sơ"),
    "reopened": _("Mở lại hồ sơ"),
}
PAGES: Final[Mapping[str, Text]] = {
    "sealed:detail": _("trang hồ sơ"),
    "sealed:readers": _("người đọc"),
    "sealed:file": _("tải tệp"),
    "audit:act": _("dòng nhật ký"),
    "audit:access": _("dòng nhật ký"),
    "audit:acts": _("nhật ký"),
    "audit:accesses": _("nhật ký"),
}
KINDS: Final = tuple(RecordKind.choices)


def kind_name(code: str) -> str:
    """Return what a record is about."""
    return label_of(RecordKind, code)


def what_name(code: str) -> str:
    """Return what an entry is."""
    return label_of(EntryKind, code)


def page_name(page: str) -> Text:
    """Return which page of a record somebody looked at."""
    return PAGES.get(page, _("trang ghi"))
