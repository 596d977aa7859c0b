"""Prove that where members go is kept through drafts, files and tables, and done when signed."""

from datetime import date
from typing import Any

import pytest
from desk.samples import TODAY, content
from factories import small_membership

from dangbo.accounts.access import Actor
from dangbo.audit.queries import params_of
from dangbo.base.sheets import read_pasted
from dangbo.desk.commands import foresee_drafts, sign_drafts, start_draft
from dangbo.desk.commands.pasting import changes_of
from dangbo.desk.files import FileRefused, read_decision, write_decision
from dangbo.desk.phrases.values import told_change
from dangbo.members.models import Posting
from dangbo.rules.drafts import faults, stated
from dangbo.rules.filled_rows import COLUMNS
from dangbo.rules.pasted_tables import columns_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)


@pytest.fixture
def members(ids: dict[str, int]) -> dict[str, int]:
    """Post the invented members, and return the ids of organisations."""
    small_membership.build(ids)
    return ids


def where(ids: dict[str, int], on: date) -> dict[str, str]:
    """Return in which organisation each member is officially posted on a day."""
    keys = {pk: key for key, pk in ids.items()}
    rows = Posting.objects.filter(voided_by=None, kind="official", start__lte=on)
    return {row.person.uid: keys[row.org_id] for row in rows if row.end is None or row.end > on}


def dissolved(org: str, **more: Any) -> dict[str, Any]:
    return {"change": "dissolve", "org": org, **more}


def test_a_draft_says_nothing_of_members_where_nothing_is_chosen() -> None:
    empty = {"listed": {"an": ""}, "rest": ""}

    assert stated(dissolved("bao", members=empty)) == {"change": "dissolve", "org": "bao"}
    told = stated(dissolved("bao", members={"listed": {"an": "dai", "em": ""}}))
    assert told["members"] == {"listed": {"an": "dai"}}
    assert [each.code for each in faults([dissolved("bao")])] == []


def test_a_file_of_a_draft_reads_back_with_its_members() -> None:
    change = dissolved("bao", members={"listed": {"an": "dai", "em": "y-te-1"}, "rest": "khoi"})

    read = read_decision(write_decision(content(change)))

    assert read.content["changes"] == [change]


@pytest.mark.parametrize(
    ("members", "codes"),
    [
        ("khoi", ["NOT_A_MAPPING"]),
        ("{to: khoi}", ["UNKNOWN_FIELD"]),
        ("{rest: [khoi]}", ["NOT_A_TEXT"]),
        ("{listed: [an]}", ["NOT_A_MAPPING"]),
    ],
)
def test_a_file_that_says_it_wrongly_is_refused(members: str, codes: list[str]) -> None:
    text = f"changes:\n- change: dissolve\n  org: bao\n  members: {members}\n"

    with pytest.raises(FileRefused) as refused:
        read_decision(text.encode())

    assert [each.code for each in refused.value.problems] == codes
    assert refused.value.problems[0].line == 4


def test_a_column_of_a_table_says_where_all_members_go(
    officer: Actor, members: dict[str, int]
) -> None:
    sheet = read_pasted("Tổ chức\tNơi nhận đảng viên\ny-te-1\ty-te-2\nminh-hoa\t\n")

    found = changes_of(
        actor=officer,
        sheet=sheet,
        kind="dissolve",
        columns=columns_of(sheet.header, COLUMNS["dissolve"]),
        on=DAY,
        draft={"changes": []},
    )

    assert list(found.changes) == [
        dissolved("y-te-1", members={"rest": "y-te-2"}),
        dissolved("minh-hoa"),
    ]


def test_what_a_draft_says_of_members_is_told_in_words() -> None:
    change = dissolved("bao", members={"listed": {"an": "dai", "em": "dai"}, "rest": "khoi"})
    names = {"bao": "Báo", "dai": "Đài", "khoi": "Khối"}

    told = {each.field: each.text for each in told_change(change, names, DAY)}

    assert told["members"] == "2 người → Đài; tất cả còn lại → Khối"


def test_signing_takes_members_where_the_draft_says(
    officer: Actor, members: dict[str, int]
) -> None:
    change = dissolved("bao-dai", below="y-te")
    change["members"] = {"listed": {"an": "giam-dinh"}, "rest": "y-te-2"}
    draft = start_draft(actor=officer, content=content(change))
    before = where(members, date(2026, 10, 31))
    seen = foresee_drafts(actor=officer, contents=[draft.content], today=TODAY)

    signed = sign_drafts(
        actor=officer, drafts=[draft.pk], seen=seen.digest, since=seen.since, today=TODAY
    )

    moved = {"an": "giam-dinh", "binh": "y-te-2", "chau": "y-te-2"}
    assert where(members, DAY) == {**before, **moved}
    assert params_of(signed.acts[0])["changes"][0]["members"] == {
        "listed": {"an": members["giam-dinh"]},
        "rest": members["y-te-2"],
    }


def test_an_upgraded_cell_parts_its_members_among_its_new_cells(
    officer: Actor, members: dict[str, int]
) -> None:
    moved = [
        {"change": "transfer", "person": who, "org": members["minh-hoa"]} for who in ("an", "em")
    ]
    small_membership.happen(date(2023, 1, 1), *moved)
    cell = {"change": "found", "kind": "chi_bo_truc_thuoc", "superior": "minh-hoa"}
    changes = [
        {
            "change": "retype",
            "org": "minh-hoa",
            "kind": "dang_bo_co_so",
            "members": {"listed": {"an": "chi-bo-mot"}, "rest": "chi-bo-hai"},
        },
        {**cell, "org": "chi-bo-mot", "name": "Chi bộ Một"},
        {**cell, "org": "chi-bo-hai", "name": "Chi bộ Hai"},
    ]
    draft = start_draft(actor=officer, content=content(*changes))
    seen = foresee_drafts(actor=officer, contents=[draft.content], today=TODAY)

    sign_drafts(actor=officer, drafts=[draft.pk], seen=seen.digest, since=seen.since, today=TODAY)

    rows = Posting.objects.filter(voided_by=None, start=DAY, end=None)
    assert {row.person.uid: row.org.uid for row in rows} == {
        "an": "chi-bo-mot",
        "em": "chi-bo-hai",
    }
