"""Prove that the logs are searched by organisation, and what a member sees of who looked."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve
from factories import small_membership, small_register

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.accounts.models import User
from dangbo.audit.commands import record_access
from dangbo.audit.middleware import AccessMiddleware
from dangbo.audit.models import Access, Act
from dangbo.audit.panels import viewers_of
from dangbo.audit.queries.own import person_key, readings_of
from dangbo.audit.queries.places import place_in_address
from dangbo.audit.queries.search import LogFilter, accesses, acts
from dangbo.audit.views import own
from dangbo.members.models import Event, Person
from dangbo.orgs.models import Touch
from dangbo.rules.as_of import AsOf

pytestmark = pytest.mark.django_db
LOG = "/lam-viec/nhat-ky/"


@pytest.fixture
def ids() -> Mapping[str, int]:
    found = small_register.build()
    small_membership.build(found)
    return found


@pytest.mark.usefixtures("ids")
@pytest.mark.parametrize(
    ("kind", "subject", "facts", "place"),
    [
        ("member", "dung", {}, "y-te-1"),
        ("member", "an", {}, "bao-dai"),  # where the cell went that it was admitted in
        ("member", "khong-co", {}, ""),
        ("org", "y-te", {}, "y-te"),
        ("org", "khong-co", {}, ""),
        ("case", "99", {}, ""),
        ("case", "x", {}, ""),
        ("sealed", "dung", {}, ""),
        ("member", "", {"filter": {"to_chuc": "y-te"}}, "y-te"),
        ("member", "", {"filter": {"to_chuc": "Đảng bộ Y tế"}}, ""),
        ("file", "", {"filter": {"to_chuc": "khong-co, y-te, bao-dai"}}, "y-te"),
        ("file", "", {"filter": {"q": "y-te"}}, ""),
        ("page", "/lam-viec/", {}, ""),
    ],
)
def test_an_access_is_noted_with_the_organisation_it_concerns(
    kind: str, subject: str, facts: dict[str, object], place: str
) -> None:
    row = record_access(actor=OPERATOR, code="read", kind=kind, subject=subject, facts=facts)

    assert row.place == place


def test_a_place_that_is_told_stays() -> None:
    assert record_access(actor=OPERATOR, code="read", kind="x", place="dau-do").place == "dau-do"


@pytest.mark.usefixtures("ids")
def test_the_log_is_searched_by_an_organisation_and_all_below_it() -> None:
    for subject in ("dung", "em", "an", "khong-co"):
        record_access(actor=OPERATOR, code="read", kind="member", subject=subject)
    record_access(actor=OPERATOR, code="listed", kind="org", subject="y-te")

    def found(org: str) -> list[str]:
        rows = accesses(actor=OPERATOR, narrowed=LogFilter(org=org))
        return [row.subject for row in rows]

    assert found("y-te-1") == ["em", "dung"]
    assert found("y-te") == ["y-te", "em", "dung"]
    assert found("bao") == []
    assert found("bao-dai") == ["an"]
    assert found("khong-co") == []


@pytest.mark.usefixtures("ids")
def test_the_journal_is_searched_by_an_organisation_and_all_below_it() -> None:
    below = acts(actor=OPERATOR, narrowed=LogFilter(org="y-te"), limit=None)
    cell = acts(actor=OPERATOR, narrowed=LogFilter(org="y-te-1"), limit=None)

    assert {row.code for row in below} == {"orgs.decided", "members.decided"}
    assert {row.seq for row in cell} <= {row.seq for row in below}
    assert acts(actor=OPERATOR, narrowed=LogFilter(org="khong-co")) == []
    of_dung = acts(actor=OPERATOR, narrowed=LogFilter(subject="dung"))
    assert {row.seq for row in of_dung} <= {row.seq for row in cell}


@pytest.fixture
def auditor(client: Client) -> Client:
    client.force_login(User.objects.create(username="kiem-tra"))
    return client


@pytest.mark.usefixtures("ids")
def test_the_pages_search_by_organisation_and_lead_to_it(auditor: Client) -> None:
    auditor.get("/lam-viec/dang-vien/dung/")

    answer = auditor.get(f"{LOG}luot/?to_chuc=y-te")
    text = answer.content.decode()
    assert '<a href="/lam-viec/to-chuc/y-te-1/"' in text
    assert [str(chip.label) for chip in answer.context["chips"]] == ["Khóa tổ chức, kể cả cấp dưới"]
    assert (
        "/lam-viec/dang-vien/dung/" not in auditor.get(f"{LOG}luot/?to_chuc=bao").content.decode()
    )
    row = Access.objects.get(subject="dung")
    assert (row.place, row.code) == ("y-te-1", "read")
    detail = auditor.get(f"{LOG}luot/{row.seq}/")
    told = {str(fact.label): (str(fact.value), fact.url) for fact in detail.context["facts"]}
    assert told["Thuộc tổ chức"] == ("y-te-1", "/lam-viec/to-chuc/y-te-1/")


def looked(name: str, subject: str = "dung", kind: str = "member") -> None:
    lan = Actor(name, user_id=7, role="secretary", behalf="binh", origin="10.0.0.7")
    facts = {"filter": {"q": "bí mật"}}
    record_access(actor=lan, code="read", kind=kind, subject=subject, facts=facts)


@pytest.mark.usefixtures("ids")
def test_who_looked_is_told_without_where_from_and_what_for() -> None:
    looked("lan")
    looked("mai", subject="em")
    looked("tra", kind="sealed")
    looked("cuc")

    rows = readings_of(person="dung")
    assert [(row.name, row.role, row.behalf, row.code) for row in rows] == [
        ("cuc", "secretary", "binh", "read"),
        ("lan", "secretary", "binh", "read"),
    ]
    assert [row.name for row in readings_of(person="dung", before=rows[0].seq)] == ["lan"]
    assert [row.name for row in readings_of(person="dung", limit=1)] == ["cuc"]


def page(actor: Actor, user: User, **query: str) -> HttpResponse:
    request = RequestFactory().get(f"{LOG}ho-so-cua-toi/", query)
    request.actor, request.user, request.session = actor, user, {}  # type: ignore[attr-defined]
    request.as_of = AsOf(on=date(2026, 1, 1), known=None, today=date(2026, 1, 1))  # type: ignore[attr-defined]
    request.resolver_match = resolve(request.path)
    return AccessMiddleware(own)(request)  # type: ignore[arg-type, return-value]


@pytest.mark.usefixtures("ids")
def test_a_member_sees_who_looked_at_his_own_record(client: Client) -> None:
    dung = Person.objects.get(uid="dung")
    assert person_key(dung.pk) == "dung"
    assert (person_key(None), person_key(0), person_key(10**9)) == ("", "", "")
    for number in range(53):
        looked(f"nguoi-{number}")
    looked("ke-khac", subject="em")

    user = User.objects.create(username="hoang-dung")
    member = Actor("hoang-dung", user_id=user.pk, branches=(), person=dung.pk)
    text = page(member, user).content.decode()
    assert "Ai đã xem hồ sơ của tôi" in text
    assert text.count("nguoi-") == 50
    assert ("nguoi-52" in text, "nguoi-2 " in text) == (True, False)
    for hidden in ("10.0.0.7", "bí mật", "ke-khac"):
        assert hidden not in text
    older = page(member, user, truoc="4").content.decode()
    assert older.count("nguoi-") == 3

    client.force_login(user)
    assert client.get(f"{LOG}ho-so-cua-toi/").status_code == 404


@pytest.mark.usefixtures("ids")
def test_the_own_page_shows_the_panel_to_its_person_alone() -> None:
    looked("lan")
    dung = Person.objects.get(uid="dung")
    member = Actor("hoang-dung", user_id=5, branches=(), person=dung.pk)
    provide = viewers_of("member")
    asked = {"subject": dung, "on": date(2026, 1, 1), "known": None}

    panel = provide(actor=member, **asked)  # type: ignore[arg-type]
    assert panel is not None
    assert panel.context["all_url"] == f"{LOG}ho-so-cua-toi/"
    (moment,) = panel.context["moments"]
    assert (moment.title, moment.text, moment.url) == ("lan (secretary), thay binh", "Xem", "")
    assert provide(actor=replace(member, person=dung.pk + 1), **asked) is None  # type: ignore[arg-type]


@pytest.mark.usefixtures("ids")
def test_the_journal_shows_on_which_organisations_acts_are(client: Client) -> None:
    client.force_login(User.objects.create(username="kiem-tra"))
    found = {row.seq: (row.place, row.places) for row in acts(actor=OPERATOR, limit=None)}
    entered = Event.objects.get(person__uid="an", change="admit").act_id
    renamed = Touch.objects.filter(org__uid="y-te", act__on=date(2018, 5, 1)).get().act_id
    began = Touch.objects.filter(org__uid="y-te", act__on=date(2012, 3, 1)).get().act_id
    paper = Act.objects.filter(code="papers.recorded").values_list("seq", flat=True)[0]

    assert found[entered] == ("bao", ("bao",))
    assert (found[renamed], found[paper]) == (("y-te", ("y-te",)), ("", ()))
    place, places = found[began]
    assert (place, len(places)) == (places[0], len(set(places)))
    assert len(places) > 2
    page = client.get(LOG, {"to_chuc": "y-te", "tu": "", "viec": "orgs.decided"})
    words = page.content.decode()
    assert f"{LOG}viec/{renamed}/" in words
    assert f"{place} và {len(places) - 1} tổ chức khác" in words
    assert "Thuộc tổ chức" in words
    several = client.get(f"{LOG}viec/{began}/")
    assert [each for each, _url in several.context["places"]] == list(places)
    assert all(f'/{each}/">{each}</a>' in several.content.decode() for each in places)
    one = client.get(f"{LOG}viec/{renamed}/").content.decode()
    assert "Các tổ chức có liên quan" not in one
    assert "Thuộc tổ chức" in one


def test_roles_are_named(client: Client) -> None:
    client.force_login(User.objects.create(username="kiem-tra"))
    lan = Actor("lan", role="office, organisation, truoc-kia")
    record_access(actor=lan, code="read", kind="member", subject="an", facts={})

    words = client.get(f"{LOG}luot/").content.decode()
    assert "lan (Văn phòng, Ban Tổ chức, truoc-kia)" in words
    assert "organisation" not in words


@pytest.mark.usefixtures("ids")
def test_a_file_about_an_organisation_is_noted_with_it() -> None:
    assert place_in_address("returns:detail", {"uid": "y-te", "form": "x"}) == "y-te"
    assert place_in_address("returns:detail", {"uid": "khong-co"}) == ""
    assert place_in_address("members:detail", {"uid": "y-te"}) == ""
