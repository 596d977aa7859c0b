"""Prove that what was sent stands, and that each difference names the act recorded since."""

from collections.abc import Mapping
from datetime import date

from returns.register import FORM, happen, named, period, report, send, step

from dangbo.accounts.access import OPERATOR
from dangbo.members.commands import correct_events, record_events
from dangbo.orgs.commands import correct_together, decide
from dangbo.papers.commands import record_paper
from dangbo.returns.queries.comparing import Changed, compared
from dangbo.returns.queries.figures import Sent, frozen_items, sent_by
from dangbo.returns.queries.forms import form_of
from dangbo.returns.queries.judging import At, found_at
from dangbo.returns.queries.openings import opening_of
from dangbo.returns.queries.sums import added_up_below
from dangbo.rules.corrections import Correction
from dangbo.rules.form_formulas import CellKey

TOTAL = CellKey("cuoi_ky", "tong")


def sent(org: str, code: str = "2023h1") -> Sent:
    found = sent_by(actor=OPERATOR, sending=report(org, code).sendings[-1].sending or 0)
    assert found is not None
    return found


def changes(org: str, code: str = "2023h1") -> dict[CellKey, Changed]:
    found = compared(
        actor=OPERATOR, sent=sent(org, code), period=period(code), org=named(org), typed={}
    )
    return {each.key: each for each in found}


def at(org: str, code: str = "2023h1") -> At:
    layout = form_of(FORM, period(code))
    return found_at(actor=OPERATOR, report=report(org, code), layout=layout)


def transferred(person: str, org: str, *, on: date, recorded: date) -> int:
    event = {"change": "transfer", "person": person, "org": named(org).id}
    return happen(on, event, recorded=recorded).seq


def test_nothing_differs_as_long_as_nothing_is_recorded(ids: Mapping[str, int]) -> None:
    send("y-te")

    assert changes("y-te") == {}


def test_a_transfer_recorded_later_is_named_with_its_act(ids: Mapping[str, int]) -> None:
    send("y-te")
    paper = record_paper(actor=OPERATOR, number_raw="7-QĐ/ĐUK", recorded=date(2023, 7, 30))
    event = {"change": "transfer", "person": "an", "org": named("bao-dai").id}
    act = record_events(
        actor=OPERATOR,
        on=date(2023, 3, 1),
        events=[event],
        paper=paper,
        recorded=date(2023, 8, 1),
    )

    found = changes("y-te")

    assert (found[TOTAL].before, found[TOTAL].now) == (2, 1)
    [lost] = found[TOTAL].lost
    assert [each.seq for each in lost.causes] == [act.seq]
    assert lost.causes[0].paper is not None
    assert "7-QĐ/ĐUK" in lost.causes[0].paper.citation
    [came] = found[CellKey("chuyen_di", "tong")].gained
    assert [each.seq for each in came.causes] == [act.seq]
    assert sent("y-te").filled.cells[TOTAL].value == 2
    assert len(frozen_items(sent("y-te"), TOTAL) or ()) == 2


def test_of_several_acts_the_one_of_the_day_it_turned_is_named(ids: Mapping[str, int]) -> None:
    send("y-te")
    event = {"change": "attribute", "person": "an", "kind": "education", "value": "dai_hoc"}
    happen(date(2023, 2, 1), event, recorded=date(2023, 7, 20))
    act = transferred("an", "bao-dai", on=date(2023, 3, 1), recorded=date(2023, 8, 1))
    event = {"change": "attribute", "person": "an", "kind": "theory", "value": "cao_cap"}
    happen(date(2023, 2, 1), event, recorded=date(2023, 9, 1))

    [lost] = changes("y-te")[TOTAL].lost

    assert [each.seq for each in lost.causes] == [act]


def test_a_transfer_that_is_voided_is_named_by_the_voiding(ids: Mapping[str, int]) -> None:
    act = transferred("an", "bao-dai", on=date(2023, 3, 1), recorded=date(2023, 3, 2))
    send("y-te")
    by = correct_events(
        actor=OPERATOR, act=act, void=True, reason="ghi nhầm", recorded=date(2023, 9, 1)
    )

    found = changes("y-te")

    assert (found[TOTAL].before, found[TOTAL].now) == (1, 2)
    [gained] = found[TOTAL].gained
    assert [each.seq for each in gained.causes] == [by.seq]
    [gone] = found[CellKey("chuyen_di", "tong")].lost
    assert [each.seq for each in gone.causes] == [by.seq]


def test_a_decision_on_organisations_that_is_redated_is_named(ids: Mapping[str, int]) -> None:
    moved = {"change": "move", "orgs": [ids["bao-dai"]], "superior": ids["tinh"]}
    act = decide(
        actor=OPERATOR, on=date(2023, 3, 1), changes=[moved], reason="x", recorded=date(2023, 3, 1)
    )
    send("khoi")
    by = correct_together(
        actor=OPERATOR,
        corrections=[Correction(act.seq, date(2023, 7, 2))],
        reason="ghi nhầm ngày",
        recorded=date(2023, 9, 1),
    )

    found = changes("khoi")

    assert (found[TOTAL].before, found[TOTAL].now) == (3, 5)
    assert {each.seq for who in found[TOTAL].gained for each in who.causes} == {by.seq}


def test_sums_name_who_did_not_send_and_who_differs(ids: Mapping[str, int]) -> None:
    send("y-te")
    send("bao-dai")
    transferred("dung", "giam-dinh", on=date(2023, 5, 1), recorded=date(2023, 7, 9))

    found = added_up_below(actor=OPERATOR, at=at("khoi"))

    assert [each.org.uid for each in found.not_sent] == ["giam-dinh"]
    cells = {each.key: each for each in found.differing}
    total = cells[TOTAL]
    assert (total.above, total.below) == (5, 4)
    [missing] = total.above_only
    assert missing.org is not None
    assert (missing.org.uid, missing.sent, len(missing.items)) == ("giam-dinh", False, 1)
    assert [(org.uid, value) for org, value in total.parts] == [
        ("bao-dai", 2),
        ("giam-dinh", None),
        ("y-te", 2),
    ]


def test_sums_agree_once_all_have_sent_but_for_moves_inside(ids: Mapping[str, int]) -> None:
    transferred("dung", "giam-dinh", on=date(2023, 5, 1), recorded=date(2023, 5, 2))
    for org in ("y-te", "bao-dai", "giam-dinh"):
        send(org)

    found = added_up_below(actor=OPERATOR, at=at("khoi"))

    assert found.not_sent == []
    assert {(each.key.row, each.inside, len(each.below_only)) for each in found.differing} == {
        ("chuyen_den", 1, 0),
        ("chuyen_di", 1, 0),
    }
    send("khoi")
    assert len(added_up_below(actor=OPERATOR, at=at("khoi")).differing) == len(found.differing)


def test_the_closing_sent_before_is_held_against_this_opening(ids: Mapping[str, int]) -> None:
    send("y-te", code="2022", on=date(2023, 1, 5))
    assert opening_of(actor=OPERATOR, at=at("y-te")).differing == []
    act = transferred("an", "bao-dai", on=date(2022, 12, 1), recorded=date(2023, 2, 1))

    found = opening_of(actor=OPERATOR, at=at("y-te"))

    assert found.cells == 4
    by_cell = {each.key: each for each in found.differing}
    assert set(by_cell) == {TOTAL, CellKey("cuoi_ky", "chinh_thuc")}
    assert (by_cell[TOTAL].before, by_cell[TOTAL].now) == (2, 1)
    [lost] = by_cell[TOTAL].lost
    assert [each.seq for each in lost.causes] == [act]
    send("y-te")
    later = opening_of(actor=OPERATOR, at=at("y-te"))
    assert {each.key for each in later.differing} == set(by_cell)


def test_without_a_report_before_there_is_nothing_to_hold_against(ids: Mapping[str, int]) -> None:
    found = opening_of(actor=OPERATOR, at=at("y-te"))

    assert (found.before, found.report, found.cells) == (period("2022"), None, 0)


def test_what_a_merged_organisation_sent_stays_as_it_was(ids: Mapping[str, int]) -> None:
    send("bao-dai")
    step("receive", "bao-dai")
    merged = {"change": "absorb", "sources": [ids["bao-dai"]], "result": ids["giam-dinh"]}
    decide(
        actor=OPERATOR, on=date(2023, 8, 1), changes=[merged], reason="x", recorded=date(2023, 8, 1)
    )

    assert sent("bao-dai").filled.cells[TOTAL].value == 2
    assert changes("bao-dai") == {}
