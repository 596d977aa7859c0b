"""A register with two branches, and what can be asked and done in each: the matrix as trials."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from factories import small_register
from factories.built_once import built_once

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.cases.commands import open_case, take_step
from dangbo.cases.commands.opening import Wanted
from dangbo.cases.commands.stepping import StepGiven
from dangbo.honours.commands import record_badges
from dangbo.intake.access import new_intake
from dangbo.letters.commands import reset_template
from dangbo.members.commands import merge_persons, record_events
from dangbo.orgs.commands import decide
from dangbo.orgs.queries.names import OrgName
from dangbo.papers.commands import record_paper
from dangbo.posts.commands import record_posts
from dangbo.quality.commands import say_not_same
from dangbo.returns.commands import take_step as take_report_step
from dangbo.returns.queries.judging import Wanted as ReportStep
from dangbo.rights.commands import grant_role
from dangbo.rules import rights as r
from dangbo.rules.return_periods import period_called
from dangbo.rules.returns import StepKind

# The branch in which roles are given is y-te; giam-dinh is another one.
HERE, THERE, ROOT = "y-te", "giam-dinh", "khoi"
MEMBERS: Final[Mapping[str, tuple[str, str]]] = {
    "binh": ("Trần Thị Bình", "y-te-1"),
    "cuong": ("Lê Mạnh Cường", "y-te-1"),
    "em": ("Đỗ Văn Em", "giam-dinh"),
    "giang": ("Vũ Thị Giang", "giam-dinh"),
}
DAY: Final = date(2024, 5, 6)
FORM: Final = "bien_dong_dang_vien"


@built_once
def fill() -> dict[str, int]:
    """Fill the register; return its organisations by key."""
    ids = small_register.build()
    events = [
        {
            "change": "enter",
            "person": uid,
            "org": ids[org],
            "standing": "official",
            "admitted": "1990-05-19",
            "counted_from": "1990-05-19",
            "identity": {"name": name, "sex": "nu", "birth": "1960-02-03"},
        }
        for uid, (name, org) in MEMBERS.items()
    ]
    told = {"reason": "ví dụ", "invented": True, "recorded": date(2021, 3, 2)}
    record_events(actor=OPERATOR, on=date(2019, 2, 1), events=events, **told)
    return ids


@dataclass(frozen=True)
class Page:
    """A page with an address in each branch (none: in neither); `act` is what it asks for."""

    name: str
    here: Mapping[str, Any] = field(default_factory=dict)
    there: Mapping[str, Any] | None = None


def of_member(*names: str, **more: Any) -> list[Page]:
    """Return pages of a member here and of one there."""
    return [Page(name, {"uid": "binh", **more}, {"uid": "em", **more}) for name in names]


def of_org(*names: str, **more: Any) -> list[Page]:
    """Return pages of an organisation here and of one there."""
    return [Page(name, {"uid": HERE, **more}, {"uid": THERE, **more}) for name in names]


PAGES: Final = [
    *of_member("members:detail", "members:acts", "members:change_photo"),
    *of_member("members:act", change="die"),
    *of_member("posts:person", "posts:outside", "honours:card"),
    *of_org("orgs:detail", "orgs:branch"),
    *of_org("posts:board", "posts:begin", "posts:seats", "posts:plan"),
    *of_org("returns:detail", "returns:opening", form=FORM, period="2023h1"),
    *of_org("returns:step", form=FORM, period="2023h1", kind="confirm"),
]
# One group of the record for each act that opens one.
GROUPS: Final = {
    "work": r.MEMBER_READ,
    "residence": r.MEMBER_CONTACT,
    "family": r.MEMBER_PRIVATE,
    "discipline": r.DISCIPLINE_READ,
}


@dataclass(frozen=True)
class Deed:
    """Something done in a branch: `act` is what it asks for; `person` and `org` say where."""

    name: str
    act: str
    do: Callable[[Actor, str, int, str], object]


def badges(actor: Actor, person: str, org: int, other: str) -> object:
    given = [{"person": person, "level": 30, "number": "7"}]
    return record_badges(actor=actor, on=date(2020, 5, 19), badges=given, reason="x")


def opened(actor: Actor, person: str, org: int, other: str) -> object:
    return open_case(actor=actor, wanted=Wanted("exemption", DAY, person=person))


def decided(actor: Actor, person: str, org: int, other: str) -> object:
    case = open_case(actor=OPERATOR, wanted=Wanted("exemption", DAY, person=person))
    given = StepGiven("decision", DAY, "superior")
    return take_step(actor=actor, case=case.pk, given=given)


def prepared(actor: Actor, person: str, org: int, other: str) -> object:
    case = open_case(actor=OPERATOR, wanted=Wanted("exemption", DAY, person=person))
    return take_step(actor=actor, case=case.pk, given=StepGiven("cell_vote", DAY, "cell"))


def reported(kind: StepKind) -> Callable[[Actor, str, int, str], object]:
    """Return the deed of a step of a report."""

    def do(actor: Actor, person: str, org: int, other: str) -> object:
        period = period_called("2023h1")
        assert period is not None
        name = OrgName(org, "", "", invented=False)
        wanted = ReportStep(kind, 0)
        return take_report_step(actor=actor, form=FORM, period=period, org=name, wanted=wanted)

    return do


DEEDS: Final = [
    Deed("confirm a report", r.RETURN_SEND, reported("confirm")),
    Deed(
        "record an event of a member",
        r.MEMBER_CHANGE,
        lambda actor, person, org, other: record_events(
            actor=actor,
            on=DAY,
            events=[{"change": "die", "person": person}],
            reason="x",
        ),
    ),
    Deed(
        "enter a newcomer",
        r.MEMBER_CHANGE,
        lambda actor, person, org, other: record_events(
            actor=actor,
            on=DAY,
            events=[
                {
                    "change": "enter",
                    "person": "moi",
                    "org": org,
                    "standing": "official",
                    "identity": {"name": "Người Mới"},
                }
            ],
            reason="x",
        ),
    ),
    Deed(
        "merge two records",
        r.MEMBER_MERGE,
        lambda actor, person, org, other: merge_persons(
            actor=actor, kept=person, gone=other, on=DAY, reason="x"
        ),
    ),
    Deed(
        "say that two are not one",
        r.MEMBER_MERGE,
        lambda actor, person, org, other: say_not_same(
            actor=actor, one=person, other=other, reason="x"
        ),
    ),
    Deed(
        "record a post",
        r.POST_CHANGE,
        lambda actor, person, org, other: record_posts(
            actor=actor,
            on=DAY,
            posts=[{"change": "seats", "org": org, "body": "bch", "seats": 9}],
            reason="x",
        ),
    ),
    Deed("give a badge", r.HONOUR_CHANGE, badges),
    Deed("open a case", r.CASE_PREPARE, opened),
    Deed("take a step of the cell", r.CASE_PREPARE, prepared),
    Deed("take a step of the superior", r.CASE_DECIDE, decided),
    Deed(
        "decide about an organisation",
        r.ORG_CHANGE,
        lambda actor, person, org, other: decide(
            actor=actor,
            on=DAY,
            changes=[{"change": "rename", "org": org, "name": "Tên mới"}],
            reason="x",
        ),
    ),
    Deed(
        "grant a role",
        r.RIGHT_GRANT,
        lambda actor, person, org, other: grant_role(
            actor=actor, username="khac", role="treasurer", org=org, start=DAY, reason="x"
        ),
    ),
]
# Done in no branch: whoever may do it anywhere may.
UNPLACED: Final = [
    Deed(
        "register a paper",
        r.PAPER_WRITE,
        lambda actor, person, org, other: record_paper(
            actor=actor, number_raw="77-QĐ/TU", subject="Ví dụ"
        ),
    ),
    Deed(
        "bring a list",
        r.MEMBER_IMPORT,
        lambda actor, person, org, other: new_intake(actor),
    ),
    Deed(
        "change a template",
        r.LETTER_CHANGE,
        lambda actor, person, org, other: reset_template(
            actor=actor, key="admission_decision", on=DAY, seen=0, reason="x"
        ),
    ),
]
