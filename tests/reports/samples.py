"""Have more happen in the small register: posts, a badge, a card, a case, a temporary posting."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from factories.small_membership import happen

from dangbo.accounts.access import OPERATOR
from dangbo.cases.commands import open_case
from dangbo.cases.commands.opening import Wanted
from dangbo.honours.commands import record_badges, record_cards
from dangbo.posts.commands import record_posts

AS: Final[Any] = {"actor": OPERATOR, "invented": True}
PLAN: Final = {"change": "plan", "person": "em", "body": "bch", "title": "bi_thu"}
OUTSIDE: Final = {
    "change": "begin",
    "person": "chau",
    "title": "Ủy viên Ban Chấp hành",
    "outside": "Liên đoàn Lao động tỉnh",
    "level": "tinh",
    "side": "mass",
}
CANDIDATE: Final = {"name": "Vũ Thị Mai", "sex": "nu", "birth": "1998-04-20", "ethnicity": "tay"}


def begin(person: str, org: int, body: str, title: str) -> dict[str, Any]:
    """Return the beginning of a post."""
    return {
        "change": "begin",
        "person": person,
        "org": org,
        "body": body,
        "title": title,
        "how": "elected",
    }


def enrich(ids: Mapping[str, int]) -> None:
    """Let dung lead y-te and head its agency, chau sit outside, em be elsewhere for a time."""
    happen(
        date(2016, 6, 2),
        {"change": "attribute", "person": "dung", "kind": "head_of_agency", "value": "co"},
        {"change": "post_temporarily", "person": "em", "org": ids["bao-dai"]},
    )
    posts = [
        begin("dung", ids["y-te"], "bch", "uv_bch"),
        begin("dung", ids["y-te"], "bch", "bi_thu"),
        begin("an", ids["bao-dai"], "bch", "uv_bch"),
        OUTSIDE,
        {**PLAN, "org": ids["y-te"], "term": "2020-2025"},
    ]
    record_posts(on=date(2016, 7, 1), posts=posts, reason="ví dụ", **AS)
    card = {"person": "an", "kind": "first", "number": "12345678"}
    record_cards(on=date(2016, 9, 2), cards=[card], reason="ví dụ", **AS)
    wanted = Wanted("admission", date(2016, 8, 1), identity=CANDIDATE, org=ids["y-te-1"])
    open_case(wanted=wanted, **AS)


def honour(ids: Mapping[str, int]) -> None:
    """Give a badge of 30 years to one who has been a member since 1985."""
    since = {"admitted": "1985-05-19", "counted_from": "1985-05-19", "standing": "official"}
    identity = {"name": "Bùi Thị Hoa", "sex": "nu", "birth": "1960-03-02", "ethnicity": "kinh"}
    event = {"change": "enter", "person": "hoa", "org": ids["y-te-2"], "identity": identity}
    happen(date(2016, 1, 2), {**event, **since})
    badge = {"person": "hoa", "level": 30, "kind": "award"}
    record_badges(on=date(2016, 5, 19), badges=[badge], reason="đợt 19/5", **AS)
