"""Open accounts."""

import secrets
from pathlib import Path
from typing import Final, NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dangbo.accounts.access import Actor, lock_accounts
from dangbo.accounts.events import demonstration_opened
from dangbo.accounts.models import User

# The offices of a committee's staff, as somebody who tries the register would sign in.
OFFICES = {
    "van-phong": _("Văn phòng Đảng ủy"),
    "to-chuc": _("Ban Tổ chức"),
    "kiem-tra": _("Ủy ban Kiểm tra"),
    "tuyen-giao": _("Ban Tuyên giáo"),
    "thuong-truc": _("Thường trực Đảng ủy"),
    "co-so": _("Cán bộ cấp ủy cơ sở"),
    "bi-thu": _("Bí thư chi bộ"),
    "nhat-ky": _("Kiểm soát nhật ký"),
    "quan-tri": _("Quản trị kỹ thuật"),
}
ADMINISTRATOR: Final = "quan-tri"


class DemonstrationAccount(NamedTuple):
    """One account to try the register with."""

    username: str
    office: str
    password: str


@transaction.atomic
def open_demonstration_accounts(*, actor: Actor, keep: Path) -> list[DemonstrationAccount]:
    """Open an account for each office under one password, kept in the file `keep`."""
    password = kept_password(keep)
    standing = {user.username: user for user in lock_accounts(actor, usernames=list(OFFICES))}
    for username, office in OFFICES.items():
        user = standing.get(username) or User(username=username, first_name=str(office))
        known = user.pk is not None and user.demonstration and user.check_password(password)
        if not known:
            user.demonstration, user.is_staff = True, username == ADMINISTRATOR
            user.set_password(password)
            user.save()
    demonstration_opened.send(sender=None, usernames=list(OFFICES))
    return [DemonstrationAccount(name, str(office), password) for name, office in OFFICES.items()]


def kept_password(keep: Path) -> str:
    """Return the password in `keep`, made at first use and readable by its owner only."""
    if not keep.exists():
        keep.parent.mkdir(parents=True, exist_ok=True)
        keep.touch(mode=0o600)
        keep.write_text(secrets.token_urlsafe(9), encoding="ascii")
    return keep.read_text(encoding="ascii").strip()
