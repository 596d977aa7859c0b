"""Say which pages show what is personal, and which page shows what an act or a subject is."""

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import QuerySet

from dangbo.audit.enums import AccessCode
from dangbo.audit.panels import viewers_of
from dangbo.audit.queries.pages import register_act_page, register_subject
from dangbo.audit.queries.readings import register_readings
from dangbo.audit.queries.search import register_about
from dangbo.members.access import every as every_member_row
from dangbo.members.models import Event
from dangbo.orgs.access import every as every_org_row
from dangbo.orgs.models import Touch
from dangbo.ui.panels import register_panel

# What one person's page shows, by the kind of subject and the part of the address that names it.
READ: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("member", "uid"): (
        "members:detail",
        "members:photo",
        "members:acts",
        "members:act",
        "members:sheet",
        "members:change_photo",
        "posts:person",
        "posts:outside",
        "posts:end_outside",
        "honours:card",
        "honours:reissue",
        "honours:certificate",
    ),
    ("case", "pk"): (
        "cases:detail",
        "cases:step",
        "cases:withdraw",
        "cases:undo",
        "cases:document",
        "cases:void",
        "cases:letter",
    ),
    ("member", "one"): ("quality:not_same",),
    ("member", "kept"): ("quality:merge",),
    ("sealed", "uid"): (
        "sealed:detail",
        "sealed:readers",
        "sealed:add_reader",
        "sealed:remove_reader",
        "sealed:add",
        "sealed:close",
        "sealed:reopen",
        "sealed:forget",
        "sealed:file",
    ),
    ("act", "act"): (
        "members:correct",
        "honours:act",
        "posts:correct",
        "quality:undo",
        "quality:same_again",
        "quality:unconfirm",
    ),
}
LISTED: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("member", ""): (
        "members:home",
        "members:movement",
        "members:bulk",
        "members:choose",
        "orgs:search",
        "orgs:hints",
        "quality:list",
        "quality:confirm",
        "quality:confirmed",
        "quality:pairs",
        "quality:apart",
        "quality:merges",
        "quality:choose",
        "posts:home",
        "posts:plans",
        "posts:declarations",
        "posts:declare",
        "honours:home",
        "honours:award",
        "honours:awards",
        "honours:cards",
        "honours:issue",
        "honours:issues",
        "honours:paste",
    ),
    ("case", ""): ("cases:home", "cases:candidates", "cases:open"),
    ("org", "uid"): (
        "posts:board",
        "posts:body",
        "posts:begin",
        "posts:end",
        "posts:seats",
        "posts:plan",
        "posts:unplan",
    ),
    ("sealed", ""): ("sealed:home",),
    ("intake", "pk"): ("intake:columns", "intake:rows", "intake:take", "intake:undo"),
}
SUBJECTS: Final = (
    ("member", "members:detail", "uid"),
    ("case", "cases:detail", "pk"),
    ("org", "orgs:detail", "uid"),
    ("paper", "papers:detail", "uid"),
    ("act", "audit:act", "seq"),
    ("access", "audit:access", "seq"),
    ("intake", "intake:rows", "pk"),
    ("sealed", "sealed:detail", "uid"),
)
ACT_PAGES: Final = (
    ("orgs.decided", "orgs:decision"),
    ("orgs.", "desk:corrected"),
    ("members.", "members:correct"),
    ("honours.decided", "honours:act"),
    ("posts.decided", "posts:correct"),
    ("history.handed_over", "history:handover"),
    ("history.received", "history:handover"),
)


def register_log() -> None:
    """Tell the log of every area what it notes and where it leads."""
    for (kind, key), pages in READ.items():
        register_readings(kind, pages, key=key)
    for (kind, key), pages in LISTED.items():
        register_readings(kind, pages, key=key, code=AccessCode.LISTED)
    for kind, page, key in SUBJECTS:
        register_subject(kind, page, key)
    for prefix, page in ACT_PAGES:
        register_act_page(prefix, page)
    register_panel("member", 95, viewers_of("member"))
    register_about(_acts_on_member)
    register_about(_acts_on_org)


def _acts_on_member(key: str) -> QuerySet[Any, Any]:
    return every_member_row(Event).filter(person__uid=key).values("act_id")


def _acts_on_org(key: str) -> QuerySet[Any, Any]:
    return every_org_row(Touch).filter(org__uid=key).values("act_id")
