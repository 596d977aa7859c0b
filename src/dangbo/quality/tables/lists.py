"""Put members whose records need a look into the columns of lists."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.members.queries import MemberRow
from dangbo.members.tables.members import birth_words, member_url, standing_words
from dangbo.orgs.tables.parts import org_url
from dangbo.quality.phrases.findings import sentences
from dangbo.quality.queries import FoundRow
from dangbo.quality.tables.parts import marks, mend_url
from dangbo.ui.tables import Column


def found_columns() -> list[Column]:
    """Return the columns of the members of whom a check says something."""
    return [
        Column(
            "name",
            lazy("Họ và tên"),
            value=lambda row: row.member.name,
            main=True,
            sortable=True,
            url=lambda row: member_url(row.uid),
            badges=lambda row: marks(invented=row.invented),
        ),
        Column("found", lazy("Cần xem"), value=lambda row: sentences(row.findings)),
        Column("mend", lazy("Sửa"), value=_mend, url=_mend_url),
        Column(
            "birth",
            lazy("Ngày sinh"),
            value=lambda row: birth_words(row.member),
            sortable=True,
            whole=True,
        ),
        Column(
            "org",
            lazy("Nơi sinh hoạt"),
            value=lambda row: org_words(row.member),
            url=lambda row: org_url(row.member.org.uid) if row.member.org else "",
            sortable=True,
        ),
        Column(
            "standing",
            lazy("Tư cách"),
            value=lambda row: standing_words(row.member),
            phone=False,
        ),
        Column(
            "admitted",
            lazy("Kết nạp"),
            value=lambda row: format_day(row.member.admitted) if row.member.admitted else "",
            sortable=True,
            whole=True,
            shown=False,
        ),
    ]


def _mend(row: FoundRow) -> str:
    return _("Mở để sửa") if row.findings else ""


def _mend_url(row: FoundRow) -> str:
    return mend_url(row.uid, row.findings[0]) if row.findings else ""


def org_words(row: MemberRow) -> str:
    """Return where a member is posted on the day."""
    return row.org.name if row.org else _("không sinh hoạt ngày này")
