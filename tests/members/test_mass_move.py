"""Move many organisations at once: members go with them, and no row of a member is written."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from factories.small_membership import happen, identity

from dangbo.accounts.access import OPERATOR
from dangbo.members.queries import members_of, total_members
from dangbo.orgs.commands import decide, register_orgs

pytestmark = pytest.mark.django_db
MOVED, EACH = 17, 3
BEGUN, COME, MOVE = date(2018, 1, 1), date(2019, 1, 1), date(2020, 1, 1)


def cells(superior: int, name: str, number: int) -> list[int]:
    """Found some cells below an organisation."""
    ids = register_orgs(actor=OPERATOR, uids=[f"{name}-{at}" for at in range(number)])
    founding = [
        {"change": "found", "org": org, "name": f"Chi bộ {uid}", "kind": "chi_bo_truc_thuoc",
         "superior": superior}
        for uid, org in ids.items()
    ]  # fmt: skip
    decide(actor=OPERATOR, on=BEGUN, changes=founding, reason="ví dụ")
    return list(ids.values())


def settle(orgs: list[int], name: str, each: int) -> None:
    """Make some members in each of them."""
    entered: list[dict[str, Any]] = [
        {"change": "enter", "person": f"{name}-{org}-{at}", "org": org, "standing": "official",
         "identity": identity("an")}
        for org in orgs for at in range(each)
    ]  # fmt: skip
    happen(COME, *entered)


def moved(orgs: list[int], superior: int) -> list[str]:
    """Move organisations; return the statements that it took."""
    with CaptureQueriesContext(connection) as made:
        changes = [{"change": "move", "orgs": orgs, "superior": superior}]
        decide(actor=OPERATOR, on=MOVE, changes=changes, reason="ví dụ")
    return [each["sql"] for each in made]


def rows_of_members() -> dict[str, list[tuple[Any, ...]]]:
    models = apps.get_app_config("members").get_models()
    return {each.__name__: list(each._default_manager.order_by("pk").values_list())
            for each in models}  # fmt: skip


def test_seventeen_organisations_move_without_a_row_of_a_member(ids: dict[str, int]) -> None:
    orgs = cells(ids["y-te"], "chuyen", MOVED)
    settle(orgs, "nguoi", EACH)
    before = rows_of_members()
    asked: dict[str, Any] = {"actor": OPERATOR, "org": ids["bao-dai"]}
    here = total_members(**asked, on=MOVE)

    written = [sql for sql in moved(orgs, ids["bao-dai"]) if not sql.startswith("SELECT")]

    assert written
    assert [sql for sql in written if "members_" in sql] == []
    assert rows_of_members() == before
    assert total_members(**asked, on=MOVE) == here + MOVED * EACH
    assert len(members_of(**asked, on=MOVE, limit=None)) == here + MOVED * EACH
    assert total_members(actor=OPERATOR, org=ids["y-te"], on=COME) >= MOVED * EACH


def test_a_move_takes_as_many_statements_however_many_the_members(ids: dict[str, int]) -> None:
    few, many = cells(ids["y-te"], "it", 2), cells(ids["y-te"], "nhieu", 2)
    settle(few, "it-nguoi", 1)
    settle(many, "nhieu-nguoi", 12)

    assert len(moved(few, ids["bao-dai"])) == len(moved(many, ids["bao-dai"]))
