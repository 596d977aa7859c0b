"""Prove that each row of a list gets the state it deserves, with every reason."""

import pytest
from base.old_codings import to_tcvn3
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from intake.lists import HEAD, ON, checked, codes, row, sheet, states

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.audit.models import Act
from dangbo.intake.commands import (
    check_rows,
    decide_rows,
    decode_rows,
    drop_intake,
    map_columns,
    mend_row,
    open_intake,
    take_intake,
)
from dangbo.intake.models import Intake, MappingMemory, Part
from dangbo.intake.queries.looking import Rows
from dangbo.members.models import Person
from dangbo.rules.column_mapping import NATIONAL
from dangbo.rules.row_states import STATES, FieldChange
from dangbo.rules.verdicts import RuleError

pytestmark = pytest.mark.usefixtures("ids")
AN = {"birth": "02/03/1985", "admitted": "", "org": "Đảng bộ Báo và Đài"}


def test_the_national_list_is_read_without_help() -> None:
    intake = checked(sheet(row("LÊ THỊ GẤM", citizen="001180000123", card="00012345")))

    (shown,) = Rows(intake, STATES)
    assert (intake.counts["new"], intake.counts["codes"]) == (1, {})
    assert shown.judged.values == {
        "name": "Lê Thị Gấm",
        "card": "00012345",
        "citizen": "001180000123",
        "birth": "1980-02-03",
        "admitted": "2005-05-19",
        "org": "y-te-1",
        "standing": "official",
    }


def test_checking_writes_nothing_into_the_register() -> None:
    before = (Act.objects.count(), Person.objects.count())

    checked(sheet(row("Lê Thị Gấm"), row("Nguyễn Văn An", **AN)))

    assert (Act.objects.count(), Person.objects.count()) == before


def test_states_of_rows_against_the_register() -> None:
    intake = checked(
        sheet(
            row("Lê Thị Gấm"),
            row("Nguyễn Văn An", **AN),
            row("Nguyễn Văn An", card="00011122", **{**AN, "residence": "Chi bộ khu 4"}),
            row("Nguyễn Văn Ân", birth="30/02/1980"),
        )
    )

    assert states(intake) == {2: "new", 3: "wrong", 4: "wrong", 5: "wrong"}
    assert codes(intake)[3] == ["PERSON_TWICE", "PERSON_IN_TWO_ROWS"]
    assert codes(intake)[5][0] == "DAY_IMPOSSIBLE"
    assert intake.counts["wrong"] == 3


def test_changes_are_told_field_by_field() -> None:
    intake = checked(sheet(row("Nguyễn Văn An", card="00011122", residence="Chi bộ khu 4", **AN)))

    (shown,) = Rows(intake, {"changed"})
    assert shown.judged.state.person == "an"
    assert shown.judged.state.changes == (
        FieldChange("residential_cell", "", "Chi bộ khu 4"),
        FieldChange("card", "", "00011122"),
    )


def test_a_posting_is_never_changed_by_a_list() -> None:
    intake = checked(sheet(row("Nguyễn Văn An", **{**AN, "org": "Chi bộ Văn phòng"})))
    accepted = decide_rows(
        actor=OPERATOR, intake=intake.pk, rows=[2], accepted=frozenset({"ORG_DIFFERS"})
    )

    assert (states(intake), codes(intake)) == ({2: "doubtful"}, {2: ["ORG_DIFFERS"]})
    assert states(check_rows(actor=OPERATOR, intake=accepted.pk)) == {2: "same"}


@pytest.mark.parametrize(
    ("org", "code"),
    [
        ("Chi bộ Báo", "ORG_ENDED"),
        ("Chi bộ Không Có", "ORG_UNKNOWN"),
        ("Đảng bộ Sở", "ORG_UNKNOWN"),
        ("", "ORG_MISSING"),
    ],
)
def test_an_organisation_has_to_be_meant_and_stand(org: str, code: str) -> None:
    assert codes(checked(sheet(row("Lê Thị Gấm", org=org)))) == {2: [code]}


def test_one_organisation_is_told_from_its_namesakes_by_the_one_above() -> None:
    head = ["Họ tên", "Chi bộ", "Đảng bộ", "Trạng thái", "Ngày sinh"]
    rows = [("Lê Thị Gấm", "Chi bộ Thanh tra", "Đảng bộ Báo và Đài", "Dự bị", "1980")]

    intake = checked(sheet(*rows, head=head))

    (shown,) = Rows(intake, STATES)
    assert (shown.judged.values["org"], intake.counts["new"]) == ("y-te-2", 1)


def test_a_number_of_somebody_else_is_never_taken() -> None:
    first = checked(sheet(row("Lê Thị Gấm", citizen="001180000123")))
    take_intake(actor=OPERATOR, intake=first.pk)

    again = checked(sheet(row("Phạm Văn Hùng", citizen="001180000123", birth="01/01/1975")))
    new = decide_rows(actor=OPERATOR, intake=again.pk, rows=[2], person="new")

    assert "NUMBER_OF_ANOTHER" in codes(again)[2]
    assert states(again) == {2: "doubtful"}
    assert states(check_rows(actor=OPERATOR, intake=new.pk)) == {2: "wrong"}


def test_rows_mended_and_left_out_are_judged_anew() -> None:
    intake = checked(sheet(row("Lê Thị Gấm", birth="31/02/1980"), row("Chữ ký", org="", birth="x")))
    before = states(intake)

    mend_row(actor=OPERATOR, intake=intake.pk, row=2, texts={"birth": "29/02/1980"})
    decide_rows(actor=OPERATOR, intake=intake.pk, rows=[3], left=True)
    again = check_rows(actor=OPERATOR, intake=intake.pk)

    assert before == {2: "wrong", 3: "wrong"}
    assert states(again) == {2: "new", 3: "left"}
    assert (again.counts["new"], again.counts["left"]) == (1, 1)


def test_an_accepted_doubt_is_open_again_when_the_row_is_mended() -> None:
    intake = checked(sheet(row("Lê Thị Gấm", birth="02/25/1980")))
    decide_rows(actor=OPERATOR, intake=intake.pk, rows=[2], accepted=frozenset({"DAY_SWAPPED"}))
    accepted = states(check_rows(actor=OPERATOR, intake=intake.pk))

    mend_row(actor=OPERATOR, intake=intake.pk, row=2, texts={"name": "Lê Thị Gấm Hoa"})

    assert accepted == {2: "new"}
    assert states(check_rows(actor=OPERATOR, intake=intake.pk)) == {2: "doubtful"}


@pytest.mark.parametrize("part", [1, 2, 3, 2_000])
def test_lines_that_name_a_cell_hold_for_those_below(
    part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dangbo.intake.queries.keeping.PART_ROWS", part)
    head = ["STT", "Họ và tên", "Ngày sinh", "Trạng thái"]
    rows = [
        ("I. Chi bộ Văn phòng", "", "", ""),
        (1, "Lê Thị Gấm", "1980", "Chính thức"),
        ("II. Chi bộ Giám định", "", "", ""),
        (1, "Phạm Văn Hùng", "1975", "Chính thức"),
        ("", "Tổng cộng: 2", "", ""),
        ("", "", "Người lập", ""),
    ]

    intake = checked(sheet(*rows, head=head))

    assert states(intake) == {2: "left", 3: "new", 4: "left", 5: "new", 6: "left", 7: "left"}
    assert [each.judged.values["org"] for each in Rows(intake, {"new"})] == ["y-te-1", "giam-dinh"]


def test_defaults_fill_what_a_list_does_not_say() -> None:
    opened = open_intake(
        actor=OPERATOR,
        content=sheet(("Lê Thị Gấm", "1980"), head=["Họ tên", "Năm sinh"]),
        name="ds",
        on=ON,
    )
    bare = check_rows(actor=OPERATOR, intake=opened.pk)
    mapped = map_columns(
        actor=OPERATOR, intake=opened.pk, columns=opened.columns, org="10.1", standing="official"
    )

    assert codes(bare) == {2: ["ORG_MISSING", "STANDING_MISSING"]}
    assert states(check_rows(actor=OPERATOR, intake=mapped.pk)) == {2: "new"}


def test_a_mapping_is_remembered_for_lists_of_the_same_headings() -> None:
    head = ["Họ tên", "Mã A", "Mã B"]
    opened = open_intake(actor=OPERATOR, content=sheet(("A", "1", "2"), head=head), name="1", on=ON)
    map_columns(actor=OPERATOR, intake=opened.pk, columns={"name": 0, "card": 2})

    again = open_intake(
        actor=OPERATOR,
        content=sheet(("2", "B", "1"), head=["Mã B", "HO TEN", "Mã A"]),
        name="2",
        on=ON,
    )

    assert opened.columns == {"name": 0}
    assert again.columns == {"name": 1, "card": 0}
    assert MappingMemory.objects.count() == 1


@pytest.mark.parametrize(
    ("columns", "code"),
    [({"birth": 4}, "COLUMN_OF_NAME_MISSING"), ({"name": 1, "card": 1}, "COLUMN_DOUBLED")],
)
def test_a_mapping_that_cannot_be_is_refused(columns: dict[str, int], code: str) -> None:
    opened = open_intake(actor=OPERATOR, content=sheet(row("A B")), name="ds", on=ON)

    with pytest.raises(RuleError) as refused:
        map_columns(actor=OPERATOR, intake=opened.pk, columns=columns)

    assert [each.code for each in refused.value.verdict.against] == [code]


def test_a_list_in_an_old_coding_is_doubted_until_it_is_decoded() -> None:
    cells = [to_tcvn3(each) for each in row("Nguyễn Thị Đào", residence="Chi bộ khu phố Đông")]
    head = [to_tcvn3(each) for each in HEAD]
    opened = open_intake(actor=OPERATOR, content=sheet(cells, head=head), name="ds", on=ON)

    doubted = states(check_rows(actor=OPERATOR, intake=opened.pk))
    decoded = decode_rows(actor=OPERATOR, intake=opened.pk)

    assert doubted == {2: "wrong"}
    assert ["LIST_LEGACY", {"coding": "TCVN3"}] in opened.remarks
    assert opened.columns == {name: at for at, name in enumerate(NATIONAL)}
    assert states(check_rows(actor=OPERATOR, intake=decoded.pk)) == {2: "new"}


def test_nothing_personal_is_kept_in_the_open() -> None:
    intake = checked(sheet(row("Lê Thị Gấm", citizen="001180000123")))
    mend_row(actor=OPERATOR, intake=intake.pk, row=2, texts={"phone": "0912345678"})

    kept = "".join(
        str(value)
        for model in (Intake, Part)
        for each in model.objects.values_list()
        for value in each
    )

    for secret in ("Gấm", "001180000123", "0912345678", "1980"):
        assert secret not in kept


def test_a_list_given_up_is_forgotten() -> None:
    intake = checked(sheet(row("Lê Thị Gấm")))

    drop_intake(actor=OPERATOR, intake=intake.pk)

    dropped = Intake.objects.get(pk=intake.pk)
    assert (dropped.stage, dropped.key, Part.objects.count()) == ("dropped", "", 0)


def test_the_number_of_statements_does_not_grow_with_the_rows() -> None:
    counted = []
    for size in (3, 300):
        rows = [
            row(f"Lê Thị {word}", birth=f"{at % 28 + 1:02}/03/1980") for at, word in _names(size)
        ]
        opened = open_intake(actor=OPERATOR, content=sheet(*rows), name=str(size), on=ON)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            check_rows(actor=OPERATOR, intake=opened.pk)
        counted.append(len(captured))

    assert counted[0] == counted[1]


def _names(size: int) -> list[tuple[int, str]]:
    letters = "abcdeghiklmnopqrstuvxy"
    return [(at, "An" + letters[at % 22] + letters[at // 22 % 22] + "a") for at in range(size)]


def test_somebody_without_rights_opens_nothing() -> None:
    with pytest.raises(PermissionDenied):
        open_intake(
            actor=Actor("x", branches=("0001",)),
            content=sheet(row("A B")),
            name="ds",
            on=ON,
        )
