"""Say which pages show what is personal, and which page shows what an act or a subject is."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db.models import Q, QuerySet

from dangbo.audit.enums import AccessCode
from dangbo.audit.panels import viewers_of
from dangbo.audit.queries.own import register_person_key
from dangbo.audit.queries.pages import register_act_page, register_subject
from dangbo.audit.queries.places import (
    register_acts_in,
    register_branch,
    register_file_pages,
    register_place,
    register_places_of,
)
from dangbo.audit.queries.readings import register_readings
from dangbo.audit.queries.search import register_about
from dangbo.cases.access import every as every_case_row
from dangbo.cases.models import Case
from dangbo.members.access import every as every_member_row
from dangbo.members.models import Event, Person, Posting
from dangbo.orgs.access import every as every_org_row
from dangbo.orgs.models import Org, OrgPath, Touch
from dangbo.rules.paths import AFTER_ALL
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
        "members:suggest",
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
        "rights:home",
        "rights:detail",
        # Who stands behind a figure.
        "layouts:cell",
        "reports:ask_list",
        "reports:behind",
        "returns:behind",
        "returns:compare",
    ),
    ("case", ""): ("cases:home", "cases:candidates", "cases:open", "cases:suggest"),
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
# Files about one organisation and no person.
FILES_OF_ORGS: Final = ("returns:detail",)
FIRST_EVENTS: Final = 5
ACT_PAGES: Final = (
    ("orgs.decided", "orgs:decision"),
    ("orgs.", "desk:corrected"),
    ("members.", "members:correct"),
    ("honours.decided", "honours:act"),
    ("posts.decided", "posts:correct"),
    ("rights.granted", "rights:detail"),
    ("rights.lent", "rights:detail"),
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
    register_place("member", _org_of_member)
    register_place("case", _org_of_case)
    register_place("org", _org_called)
    register_file_pages(FILES_OF_ORGS, key="uid")
    register_branch(_branch)
    register_acts_in(_acts_in_branch)
    register_acts_in(_acts_on_members_in)
    register_places_of(_orgs_touched)
    register_places_of(_orgs_of_events)
    register_person_key(_key_of)


def _acts_on_member(key: str) -> QuerySet[Any, Any]:
    return every_member_row(Event).filter(person__uid=key).values("act_id")


def _acts_on_org(key: str) -> QuerySet[Any, Any]:
    return every_org_row(Touch).filter(org__uid=key).values("act_id")


def _org_of_member(key: str) -> str:
    """Return where a person is posted, or was last."""
    postings = every_member_row(Posting).filter(person__uid=key, voided_by__isnull=True)
    return postings.order_by("-start").values_list("org__uid", flat=True).first() or ""


def _org_of_case(key: str) -> str:
    if not key.isdecimal():
        return ""
    cases = every_case_row(Case).filter(pk=key)
    return cases.values_list("org__uid", flat=True).first() or ""


def _org_called(key: str) -> str:
    return key if every_org_row(Org).filter(uid=key).exists() else ""


def _branch(key: str) -> QuerySet[Any, Any]:
    """Return an organisation and all that ever stood below it, where it ever stood."""
    own = every_org_row(OrgPath).filter(org__uid=key, closed_by__isnull=True)
    below = Q()
    for path in set(own.values_list("path", flat=True)):
        below |= Q(path__gte=path, path__lt=path + AFTER_ALL)
    rows = every_org_row(OrgPath).filter(below or Q(pk__in=[]), closed_by__isnull=True)
    return rows.values("org__uid")


def _acts_in_branch(key: str) -> QuerySet[Any, Any]:
    return every_org_row(Touch).filter(org__uid__in=_branch(key)).values("act_id")


def _acts_on_members_in(key: str) -> QuerySet[Any, Any]:
    """Return the acts on members that name an organisation of the branch."""
    return every_member_row(Event).filter(org__uid__in=_branch(key)).values("act_id")


def _orgs_touched(acts: Iterable[int]) -> Iterable[tuple[int, str]]:
    rows = every_org_row(Touch).filter(act__in=list(acts)).order_by("pk")
    return rows.values_list("act", "org__uid")


def _orgs_of_events(acts: Iterable[int]) -> Iterable[tuple[int, str]]:
    """Yield those of the first events of each of several acts, of one act those of all.

    An import has as many events as it has rows.
    """
    wanted = list(acts)
    rows = every_member_row(Event).filter(act__in=wanted, org__isnull=False)
    if len(wanted) > 1:
        rows = rows.filter(position__lt=FIRST_EVENTS)
    return rows.order_by("pk").values_list("act", "org__uid")


def _key_of(person: int) -> str:
    people = every_member_row(Person).filter(pk=person)
    return people.values_list("uid", flat=True).first() or ""
