"""Say on every page on whose behalf somebody works, or as whom somebody looks."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.orgs.queries import names_on
from dangbo.rights.phrases import role_name
from dangbo.rights.queries.granted import lent_to
from dangbo.rights.queries.holding import BEHALF, SEEN_AS
from dangbo.rights.tables.grants import last_day
from dangbo.ui.modes import Mode


def mode_of(request: HttpRequest) -> Mode | None:
    """Return the way in which a session is used, where it is another than one's own."""
    actor, session = getattr(request, "actor", None), getattr(request, "session", None)
    if actor is None or actor.user_id is None or session is None:
        return None
    if act := session.get(BEHALF):
        return _on_behalf(actor, act)
    if seen := session.get(SEEN_AS):
        return _seen_as(actor, seen["role"], seen["org"])
    return None


def _on_behalf(actor: Actor, act: int) -> Mode:
    today = timezone.localdate()
    url = reverse("rights:stop")
    row = next((row for row in lent_to(actor=actor, on=today) if row.act == act), None)
    if row is None:
        text = _("Việc làm thay đã hết; đang làm với quyền của chính mình.")
        return Mode(text, _("Đã rõ"), url, "info")
    told = {
        "name": row.behalf,
        "role": role_name(row.role, on=today),
        "day": last_day(row.end),
    }
    text = _("Đang làm thay %(name)s: %(role)s, đến hết ngày %(day)s") % told
    return Mode(text, _("Thôi làm thay"), url, "user-check")


def _seen_as(actor: Actor, role: str, org: int | None) -> Mode:
    today = timezone.localdate()
    names = names_on(actor=actor, orgs={org}, on=today) if org is not None else {}
    where = names[org].name if org in names else _("toàn hệ thống")
    told = {"role": role_name(role, on=today), "where": where}
    text = _("Đang xem như %(role)s, %(where)s. Chỉ xem, không ghi.") % told
    return Mode(text, _("Thôi"), reverse("rights:stop"), "eye")
