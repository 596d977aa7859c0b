"""No illegal step of a case is allowed and no legal one refused, against a table of its own."""

import re
from collections.abc import Collection
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.case_stages import (
    STOPPED,
    case_kinds,
    is_closed,
    may_stop,
    may_take_step,
    next_steps,
    step_due,
    steps_of,
)
from dangbo.rules.member_documents import document_type
from dangbo.rules.membership_terms import deadline_of, steps_with_deadline
from dangbo.rules.paper_numbers import parse_number
from dangbo.rules.verdicts import finding

ON = date(2026, 11, 22)
# Each kind as layers that follow each other; those within one come in any order. `x?` may be left
# out, `x:c` is there only where c holds, `x!` binds, the last layer closes the case.
BODIES = "departmental_appraisal:departmental > grassroots_resolution:grassroots_committee"
TABLE = {
    "admission": "listed > certificate > dossier > cell_vote > "
    f"{BODIES} > decision! > receipt? > ceremony > member_file",
    "recognition": "course self_review sponsor_remarks opinions > cell_vote > "
    f"{BODIES} > decision! > notice",
    "transfer_out": "request > introduction > grassroots_endorsement:grassroots_committee > "
    "superior_endorsement > province_endorsement:leaves_province > file_sealed! > "
    "receiving_superior_endorsement:receiving_superior > "
    "receiving_grassroots_endorsement:receiving_grassroots > letter:within_register > confirmation",
    "transfer_in": "superior_endorsement > grassroots_endorsement:grassroots_committee > letter! > "
    "file_received > confirmation",
    "transfer_internal": "request > introduction > grassroots_endorsement:grassroots_committee > "
    "superior_endorsement:between_grassroots > "
    "receiving_grassroots_endorsement:receiving_grassroots > letter! > confirmation",
    "transfer_temporary": "request > introduction > grassroots_endorsement:grassroots_committee > "
    "letter! > review? > return",
    "transfer_abroad": "request > introduction > grassroots_endorsement:grassroots_committee > "
    "superior_endorsement > departure! > review_abroad? > supplement > return",
    "temporary_outside": "request > introduction > grassroots_endorsement:grassroots_committee > "
    "superior_endorsement > letter! > review? > return",
    "suspension": "proposal > decision! > extension? > resumption",
    "resumption": "request > decision! > notice",
    "transfer_with_org": "decision! > list > minutes",
    "exemption": "request > health_paper:health > cell_vote! > report",
    "strike_off": "hearing > cell_vote > grassroots_resolution:grassroots_committee > decision! > "
    "appeal? notice",
    "resignation": "request > cell_vote > grassroots_resolution:grassroots_committee > decision! > "
    "notice",
    "expulsion": "hearing > cell_vote > grassroots_resolution:grassroots_committee > decision! > "
    "appeal? notice",
    "readmission": "application > consent > dossier > cell_vote > "
    f"{BODIES} > decision! > receipt? > ceremony > member_file",
    "restoration": "conclusion > decision! > resumption",
    "annulment": "conclusion > decision! > notice",
    "death": "death! > notice",
}
CONDITIONS = (
    *("departmental", "grassroots_committee", "leaves_province", "health"),
    *("receiving_superior", "receiving_grassroots", "within_register", "between_grassroots"),
)
LAYERS = {
    kind: [
        [re.fullmatch(r"(\w+)(\?)?(!)?(?::(\w+))?", word) for word in layer.split()]
        for layer in text.split(" > ")
    ]
    for kind, text in TABLE.items()
}


def words(kind: str, layer: int, conditions: Collection[str]) -> list[tuple[str, bool]]:
    """Return the steps of a layer that apply, and whether each may be left out."""
    found = [match.groups() for match in LAYERS[kind][layer] if match]
    return [(code, bool(may)) for code, may, _, when in found if not when or when in conditions]


def legal(kind: str, done: Collection[str], conditions: Collection[str]) -> set[str]:
    """Work out what may come next, layer by layer from the last one that was reached."""
    count = len(LAYERS[kind])
    closing = {code for code, may in words(kind, count - 1, conditions) if not may}
    if STOPPED in done or closing & {*done}:
        return set()
    reached = max(
        (at for at in range(count) if {c for c, _ in words(kind, at, conditions)} & {*done}),
        default=0,
    )
    found: set[str] = set()
    for at in range(reached, count):
        here = words(kind, at, conditions)
        found |= {code for code, _ in here if code not in done}
        if any(code not in done and not may for code, may in here):
            break
    return found


def binding(kind: str) -> set[str]:
    return {match[1] for layer in LAYERS[kind] for match in layer if match and match[3]}


def test_table_has_every_kind_and_step() -> None:
    assert {*case_kinds(on=ON)} == {*TABLE}
    for kind in TABLE:
        listed = [match[1] for layer in LAYERS[kind] for match in layer if match]
        found = [each.code for each in steps_of(kind=kind, on=ON, conditions=CONDITIONS)]
        assert found == listed


@given(
    kind=st.sampled_from(sorted(TABLE)),
    conditions=st.sets(st.sampled_from(CONDITIONS)),
    choices=st.lists(st.integers(0, 99), max_size=14),
    stop_after=st.integers(0, 30),
)
def test_no_illegal_step_and_no_legal_one_refused(
    kind: str, conditions: set[str], choices: list[int], stop_after: int
) -> None:
    every = sorted({match[1] for layer in LAYERS[kind] for match in layer if match})
    done: list[str] = []
    for number, choice in enumerate(choices):
        open_ = legal(kind, done, conditions)
        found = next_steps(kind=kind, done=done, on=ON, conditions=conditions)

        assert {each.code for each in found} == open_
        roles = {each.code: each.by for each in found}
        for step in every:
            verdict = may_take_step(
                kind=kind,
                done=done,
                step=step,
                by=roles.get(step, ("cell",))[0],
                on=ON,
                conditions=conditions,
            )
            assert verdict.allows is (step in open_)

        if number == stop_after:
            may = may_stop(kind=kind, done=done, on=ON).allows
            assert may is (bool(open_) and not binding(kind) & {*done})
            if may:
                done.append(STOPPED)
                continue
        if open_:
            done.append(sorted(open_)[choice % len(open_)])
    assert is_closed(kind=kind, done=done, on=ON) is not bool(legal(kind, done, conditions))


@given(st.sampled_from(sorted(TABLE)), st.sets(st.sampled_from(CONDITIONS)))
def test_every_case_can_come_to_its_end(kind: str, conditions: set[str]) -> None:
    done: list[str] = []
    while steps := next_steps(kind=kind, done=done, on=ON, conditions=conditions):
        done.append(steps[0].code)

    assert is_closed(kind=kind, done=done, on=ON)
    assert len(done) == len(set(done))


def test_refusals_say_why() -> None:
    def judge(done: list[str], step: str, by: str) -> tuple[object, ...]:
        return may_take_step(kind="admission", done=done, step=step, by=by, on=ON).against

    start = ["listed", "certificate"]

    assert judge(start, "applause", "cell") == (finding("STEP_UNKNOWN", "applause"),)
    assert judge(start, "departmental_appraisal", "departmental") == (
        finding("STEP_UNKNOWN", "departmental_appraisal"),
    )
    assert judge(start, "dossier", "province") == (
        finding("ROLE_NOT_COMPETENT", "dossier", role="province"),
    )
    assert judge(start, "listed", "cell") == (finding("STEP_DONE", "listed"),)
    assert judge(start, "decision", "grassroots_standing") == (
        finding("STEP_MISSING", "decision", missing="dossier"),
        finding("STEP_MISSING", "decision", missing="cell_vote"),
    )
    assert judge([*start, "dossier", "cell_vote", "decision", "ceremony"], "receipt", "cell") == (
        finding("STEP_OVERTAKEN", "receipt", by="ceremony"),
    )
    assert judge([*start, STOPPED], "dossier", "cell") == (finding("CASE_CLOSED", "admission"),)


def test_stopping_says_why_not() -> None:
    done = ["conclusion", "decision"]

    assert may_stop(kind="annulment", done=done, on=ON).against == (
        finding("CASE_BOUND", "annulment", step="decision"),
    )
    assert may_stop(kind="annulment", done=[*done, "notice"], on=ON).against == (
        finding("CASE_CLOSED", "annulment"),
        finding("CASE_BOUND", "annulment", step="decision"),
    )


@pytest.mark.parametrize(
    ("on", "roles"),
    [
        (date(2026, 7, 25), ("superior_standing", "empowered_committee")),
        (
            date(2026, 7, 26),
            ("grassroots_standing", "empowered_committee", "superior_standing"),
        ),
    ],
)
def test_deciders_change_with_their_instrument(on: date, roles: tuple[str, ...]) -> None:
    steps = {each.code: each for each in steps_of(kind="admission", on=on)}

    assert steps["decision"].by == roles


def test_steps_point_at_what_there_is() -> None:
    outside = {"effect", "ceremony", "introduction"}
    for kind in TABLE:
        steps = steps_of(kind=kind, on=ON, conditions=CONDITIONS)
        codes = {each.code for each in steps}
        for each in steps:
            assert {*each.after} <= codes
            assert {*each.runs_from} <= codes | outside
            assert bool(each.deadline) is bool(each.runs_from)
            assert each.deadline in {"", *steps_with_deadline()}
            assert not each.document or document_type(each.document, on=ON).number == each.document
            assert not each.paper or parse_number(f"01-{each.paper}/ĐU").kind == each.paper


@pytest.mark.parametrize(
    ("kind", "step", "days", "due"),
    [
        ("transfer_out", "introduction", {"effect": date(2025, 7, 1)}, date(2025, 9, 25)),
        ("transfer_in", "letter", {"introduction": date(2025, 7, 1)}, date(2025, 8, 12)),
        ("recognition", "cell_vote", {"ceremony": date(2024, 2, 29)}, date(2025, 4, 14)),
        ("admission", "ceremony", {"decision": date(2026, 7, 27)}, date(2026, 9, 9)),
        (
            "admission",
            "ceremony",
            {"decision": date(2026, 7, 27), "receipt": date(2026, 8, 10)},
            date(2026, 9, 9),
        ),
        (
            "admission",
            "ceremony",
            {"decision": date(2026, 1, 26), "receipt": date(2026, 2, 13)},
            date(2026, 4, 3),
        ),
        ("transfer_out", "introduction", {}, None),
        ("transfer_out", "request", {"effect": date(2025, 7, 1)}, None),
    ],
)
def test_step_due(kind: str, step: str, days: dict[str, date], due: date | None) -> None:
    steps = {each.code: each for each in steps_of(kind=kind, on=ON)}

    found = step_due(step=steps[step], days=days)

    assert (found and found.due) == due


def test_step_due_runs_from_the_last_body_that_acted() -> None:
    steps = {each.code: each for each in steps_of(kind="admission", on=ON, conditions=CONDITIONS)}
    vote, appraisal = date(2026, 3, 2), date(2026, 3, 2) + timedelta(days=20)
    resolution = steps["grassroots_resolution"]

    found = [
        step_due(step=resolution, days=days)
        for days in (
            {"cell_vote": vote},
            {"cell_vote": vote, "departmental_appraisal": appraisal},
        )
    ]

    assert found == [
        deadline_of(step="grassroots_resolution", since=day) for day in (vote, appraisal)
    ]


def test_unknown_kind_is_none_of_ours() -> None:
    with pytest.raises(KeyError):
        steps_of(kind="applause", on=ON)
