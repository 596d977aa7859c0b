"""Put members whose records need a look into the columns of lists."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.members.queries import MemberRow
from dangbo.members.tables.columns import (
    admitted_column,
    birth_column,
    member_of,
    name_column,
    org_column,
)
from dangbo.members.tables.members import standing_words
from dangbo.quality.phrases.findings import sentences
from dangbo.quality.queries import FoundRow
from dangbo.quality.tables.parts import STALE, mend_url
from dangbo.ui.tables import Column


def found_columns() -> list[Column]:
    """Return the columns of the members of whom a check says something."""
    return [
        name_column(member_of, sortable=True),
        Column("found", lazy("Cần xem"), value=lambda row: sentences(row.findings)),
        Column("mend", lazy("Sửa"), value=_mend, url=_mend_url),
        birth_column(member_of, sortable=True),
        org_column(member_of, value=lambda row: org_words(row.member), sortable=True),
        Column(
            "standing",
            lazy("Tư cách"),
            value=lambda row: standing_words(row.member),
            phone=False,
        ),
        admitted_column(member_of, sortable=True, shown=False),
    ]


def _mend(row: FoundRow) -> str:
    if not row.findings:
        return ""
    return _("Xác nhận") if row.findings[0].code == STALE else _("Mở để sửa")


def _mend_url(row: FoundRow) -> str:
    return mend_url(row.uid, row.findings[0]) if row.findings else ""


def org_words(row: MemberRow) -> str:
    """Return where a member is posted on the day."""
    return row.org.name if row.org else _("không sinh hoạt ngày này")
