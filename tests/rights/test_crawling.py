"""Sign in as each role and go to every page with ids of another branch: nothing may be told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from rights import matrix

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.accounts.models import User
from dangbo.audit.models import Act
from dangbo.cases.commands import open_case
from dangbo.cases.commands.opening import Wanted as CaseWanted
from dangbo.desk.commands import start_draft
from dangbo.honours.commands import record_badges
from dangbo.intake.commands import open_intake
from dangbo.members.commands import record_events
from dangbo.members.models import SavedFilter
from dangbo.orgs.models import Org
from dangbo.papers.commands import record_paper
from dangbo.posts.commands import record_posts
from dangbo.rights.commands import grant_role
from dangbo.rules.rights import MEMBER, roles_on
from dangbo.sealed.commands import Wanted, open_record

pytestmark = [pytest.mark.django_db, pytest.mark.by_grants]
ROLES: Final = roles_on(date(2026, 11, 23)).roles
START: Final = date(2023, 1, 1)
# Words that stand in the other branch alone, and may be in no answer.
NAMES: Final = ("Đỗ Văn Em", "Vũ Thị Giang")
TITLES: Final = ("Đơn kín ngoài nhánh", "Bộ lọc ngoài nhánh", "Văn bản ngoài nhánh")
FILE: Final = "ds-ngoai-nhanh.csv"
REASON: Final = "lý do ngoài nhánh"
MARKS: Final = (*NAMES, *TITLES, FILE, REASON)
# Everybody may know of organisations, of the forms of returns, and what roles there are.
OPEN: Final = frozenset({"orgs", "layouts", "letters", "ui"})
# Of the figures and reports of an organisation, of templates and of forms: what they tell is told
# of the branches of who asks, and held to the marks alone.
COUNTED: Final = frozenset({"reports", "returns", "history"})
# Who reads the logs reads all of them.
LOGS: Final = {"auditor": {"audit"}, "administrator": {"accounts"}}
# What stands in their addresses is a kind of thing, not a thing.
WITHOUT_IDS: Final = frozenset({"cases:open", "sealed:open", "papers:export"})
SHUT: Final = frozenset({302, 303, 403, 404, 405, 410})
MOST: Final = 2
# Who may open the most pages, and who reads what was done.
SEARCHING: Final = frozenset({"organisation", "auditor"})


@dataclass(frozen=True)
class Things:
    """What there is in the other branch: values for the parts of addresses, by area and name."""

    of_area: Mapping[str, Mapping[str, tuple[Any, ...]]]

    def values(self, area: str, name: str) -> tuple[Any, ...]:
        return self.of_area.get(area, {}).get(name) or self.of_area[""].get(name, ())


@pytest.fixture
def things(db: None) -> Things:
    """Fill two branches; put of everything something into the other one, for somebody there."""
    ids = matrix.fill()
    there = ids[matrix.THERE]
    other = User.objects.create(username="nguoi-la", demonstration=True)
    User.objects.create(username="khac", demonstration=True)
    actor = Actor("nguoi-la", other.pk)
    told: dict[str, Any] = {"reason": REASON, "recorded": date(2021, 3, 2)}
    event = {"change": "attribute", "person": "em", "kind": "discipline", "value": "canh_cao"}
    done = record_events(actor=OPERATOR, on=matrix.DAY, events=[event], reason=REASON)
    begin = {"change": "begin", "person": "em", "how": "elected", "org": there, "body": "chi_bo"}
    post = record_posts(
        actor=OPERATOR, on=date(2020, 1, 1), posts=[{**begin, "title": "bi_thu_chi_bo"}], **told
    )
    badge = [{"person": "em", "level": 30, "number": "7"}]
    honour = record_badges(actor=OPERATOR, on=date(2020, 5, 19), badges=badge, reason=REASON)
    case = open_case(actor=OPERATOR, wanted=CaseWanted("resignation", matrix.DAY, person="em"))
    paper = record_paper(actor=OPERATOR, number_raw="77-QĐ/GD", subject=TITLES[2])
    record = open_record(actor=actor, wanted=Wanted("appeal", TITLES[0], date(2026, 3, 2)))
    draft = start_draft(actor=actor, content={"title": TITLES[1], "changes": []})
    kept = SavedFilter.objects.create(name=TITLES[1], owner=other, shared=False, query="q=x")
    text = f"Họ và tên,Ngày sinh\n{NAMES[0]},03/02/1960\n".encode()
    intake = open_intake(actor=actor, content=text, name=FILE, on=matrix.DAY)
    grant = grant_role(
        actor=OPERATOR, username="nguoi-la", role="inspection", org=there, start=START,
        reason=REASON,
    )  # fmt: skip
    acts = (done.seq, post.seq, honour.seq, grant.seq)
    return Things(
        {
            "": {
                "uid": ("em", matrix.THERE),
                "pk": (1,),
                "act": acts,
                "seq": acts[:2],
                "draft": (draft.pk,),
                "change": ("die", 0),
                "group": ("family",),
                "one": ("em",),
                "other": ("giang",),
                "kept": ("em",),
                "gone": ("giang",),
                "kind": ("appeal", "exemption", "attribute"),
                "code": ("bch", "members", "cell_vote"),
                "key": ("admission_decision", "resignation_decision"),
                "form": ("docx", "csv"),
                "level": (30,),
                "step_id": (1,),
                "document_id": (1,),
                "field": ("orgs",),
                "username": ("nguoi-la",),
                "secret": ("x",),
                "account": (other.pk,),
                "number": (1,),
                "digest": ("0" * 64,),
            },
            "sealed": {"uid": (record,)},
            "papers": {"uid": (paper.uid,)},
            "orgs": {"uid": (matrix.THERE,)},
            "members": {"uid": ("em",), "pk": (kept.pk,), "act": (done.seq,)},
            "cases": {"pk": (case.pk,), "kind": ("exemption",)},
            "desk": {"pk": (draft.pk,)},
            "intake": {"pk": (intake.pk,)},
            "posts": {"act": (post.seq,)},
            "honours": {"act": (honour.seq,), "uid": ("em",)},
            "rights": {"act": (grant.seq,)},
        }
    )


def signed_in(code: str) -> Client:
    """Return a client with a role over y-te: the own record, or the whole register, as it is."""
    role = ROLES[code]
    user = User.objects.create(
        username=f"v-{code}", demonstration=True, is_staff=code == "administrator"
    )
    if code != "administrator":
        given: dict[str, Any] = {"username": user.username, "role": code, "start": START}
        if code == MEMBER:
            given["person"] = "binh"
        elif not role.whole:
            given["org"] = Org.objects.get(uid=matrix.HERE).pk
        grant_role(actor=OPERATOR, reason="ví dụ", **given)
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def pages() -> Iterator[tuple[str, str, URLPattern]]:
    """Yield area and name of each page whose address takes something."""
    for area in get_resolver().url_patterns:
        if isinstance(area, URLResolver) and area.namespace:
            for page in area.url_patterns:
                if isinstance(page, URLPattern) and page.pattern.converters:
                    yield area.namespace, f"{area.namespace}:{page.name}", page


def addresses(things: Things) -> Iterator[tuple[str, str, str]]:
    for area, name, page in pages():
        keys = list(page.pattern.converters)
        values = [
            [each for each in things.values(area, key) if takes(page, key, each)] for key in keys
        ]
        for told in list(product(*values))[:MOST]:
            yield area, name, reverse(name, kwargs=dict(zip(keys, told, strict=True)))


def takes(page: URLPattern, key: str, value: Any) -> bool:
    """Say whether a part of an address can be a value."""
    is_number = type(page.pattern.converters[key]).__name__ == "IntConverter"
    return is_number == isinstance(value, int)


def told_in(answer: Any) -> list[str]:
    content = b"".join(answer) if answer.streaming else answer.content
    text = content.decode(errors="replace")
    return [mark for mark in MARKS if mark in text]


def test_ids_of_another_branch_lead_nowhere(things: Things) -> None:
    tried = list(addresses(things))
    areas = {area for area, _name, _page in pages()} - {area for area, *_rest in tried}
    wrong = []
    for code in sorted(ROLES):
        client = signed_in(code)
        for area, name, address in tried:
            if area in LOGS.get(code, ()):
                continue
            answer = client.get(address)
            status, told = answer.status_code, told_in(answer)
            shut = status in SHUT or area in OPEN | COUNTED or name in WITHOUT_IDS
            if told or not shut or status >= 500:
                wrong.append((code, address, status, told))

    assert wrong == []
    assert areas <= COUNTED
    assert not Act.objects.filter(actor__startswith="v-").exists()


def test_lists_and_searches_tell_nothing_of_another_branch(things: Things) -> None:
    listed = [
        (area.namespace, reverse(f"{area.namespace}:{page.name}"))
        for area in get_resolver().url_patterns
        if isinstance(area, URLResolver) and area.namespace
        for page in area.url_patterns
        if isinstance(page, URLPattern) and not page.pattern.converters
    ]
    asked = {"q": "Giang", "tim": "ngoài nhánh"}
    wrong = []
    for code in sorted(SEARCHING):
        client = signed_in(code)
        for area, address in listed:
            if area in LOGS.get(code, ()):
                continue
            for query in (asked, {"to_chuc": matrix.THERE}):
                answer = client.get(address, query)
                told = told_in(answer)
                if told or answer.status_code >= 500:
                    wrong.append((code, address, query, answer.status_code, told))

    assert wrong == []
