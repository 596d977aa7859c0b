"""Tell what a correction does, step by step, and what was known before it."""

from datetime import date

import pytest
from factories.ledgers import change
from factories.orgs import orgs

from dangbo.accounts.access import OPERATOR
from dangbo.orgs import queries
from dangbo.orgs.commands import correct, decide
from dangbo.rules.verdicts import RuleError

pytestmark = pytest.mark.django_db

# The days on which things took effect, and those on which they were recorded.
FOUNDED, CELL_FOUNDED, ABSORBED, LATER = (
    date(2010, 1, 1),
    date(2012, 1, 1),
    date(2015, 1, 1),
    date(2020, 1, 1),
)
FIRST, SECOND, THIRD, FOURTH = (date(2021, month, 1) for month in (1, 2, 3, 4))

Raw = dict[str, object]


class Story:
    """A committee with two grassroots organisations, `one` and `two`, founded in 2010."""

    def __init__(self) -> None:
        self.committee, self.one, self.two, self.cell = orgs(4)
        self.founding = self.settle(
            FOUNDED,
            self.found(self.committee, "Đảng bộ Khối", "dang_bo_cap_tren", None),
            self.found(self.one, "Đảng bộ Một", "dang_bo_co_so", self.committee),
            self.found(self.two, "Đảng bộ Hai", "dang_bo_co_so", self.committee),
            recorded=FIRST,
        )

    @staticmethod
    def found(org: int, name: str, kind: str, superior: int | None) -> Raw:
        return change("found", org=org, name=name, kind=kind, superior=superior)

    @staticmethod
    def settle(on: date, *changes: Raw, recorded: date) -> int:
        return decide(actor=OPERATOR, on=on, changes=changes, recorded=recorded).seq

    def absorb(self, recorded: date = SECOND) -> int:
        absorption = change("absorb", sources=[self.one], result=self.two)
        return self.settle(ABSORBED, absorption, recorded=recorded)

    def found_cell_before(self, recorded: date = THIRD) -> int:
        founding = self.found(self.cell, "Chi bộ Một", "chi_bo_truc_thuoc", self.one)
        return self.settle(CELL_FOUNDED, founding, recorded=recorded)

    def superior(self, org: int, on: date, known: date | None = None) -> int | None:
        """Return under whom an organisation stood on a day; 0 when it did not stand."""
        rows = queries.tree(actor=OPERATOR, on=on, known=known)
        return {row.id: row.superior for row in rows}.get(org, 0)


@pytest.fixture
def story() -> Story:
    return Story()


def test_absorbed_organisation_ends_on_the_day(story: Story) -> None:
    story.absorb()

    assert story.superior(story.one, date(2014, 12, 31)) == story.committee
    assert story.superior(story.one, ABSORBED) == 0
    (life,) = queries.versions_of(actor=OPERATOR, org=story.one)
    assert (life.start, life.end) == (FOUNDED, ABSORBED)


def test_cell_founded_before_the_absorption_but_recorded_after_it_goes_along(
    story: Story,
) -> None:
    absorption = story.absorb()

    story.found_cell_before()

    assert story.superior(story.cell, date(2013, 1, 1)) == story.one
    assert story.superior(story.cell, ABSORBED) == story.two
    before, after = queries.versions_of(actor=OPERATOR, org=story.cell)
    assert (before.end, before.end_basis.act) == (ABSORBED, absorption)
    assert (after.start, after.basis.act) == (ABSORBED, absorption)
    touched = queries.changes_between(actor=OPERATOR, start=ABSORBED, end=ABSORBED)
    assert {(each.org, each.role) for each in touched} == {
        (story.one, "source"),
        (story.two, "result"),
        (story.cell, "below"),
    }


def test_what_was_known_before_the_backdated_founding_stays_known(story: Story) -> None:
    story.absorb()
    story.found_cell_before()

    assert story.superior(story.cell, LATER, known=SECOND) == 0
    assert story.superior(story.cell, LATER, known=THIRD) == story.two


def test_voided_absorption_gives_everybody_back(story: Story) -> None:
    absorption = story.absorb()
    story.found_cell_before()

    correct(
        actor=OPERATOR, act=absorption, void=True, reason="không có quyết định", recorded=FOURTH
    )

    assert story.superior(story.one, LATER) == story.committee
    assert story.superior(story.cell, LATER) == story.one
    assert queries.lineage(actor=OPERATOR, org=story.one).successors == []
    assert queries.decision(actor=OPERATOR, act=absorption) is None


def test_what_was_known_before_the_void_stays_known(story: Story) -> None:
    absorption = story.absorb()
    story.found_cell_before()
    correct(actor=OPERATOR, act=absorption, void=True, reason="nhầm", recorded=FOURTH)

    assert story.superior(story.one, LATER, known=FIRST) == story.committee
    assert story.superior(story.one, LATER, known=SECOND) == 0
    assert story.superior(story.cell, LATER, known=THIRD) == story.two
    known = queries.lineage(actor=OPERATOR, org=story.one, known=THIRD)
    assert known.successors == [story.two]


def test_redated_absorption_takes_effect_on_the_other_day(story: Story) -> None:
    absorption = story.absorb()
    story.found_cell_before()
    day = date(2016, 7, 1)

    correct(actor=OPERATOR, act=absorption, on=day, reason="đính chính ngày", recorded=FOURTH)

    assert story.superior(story.cell, date(2016, 6, 30)) == story.one
    assert story.superior(story.cell, day) == story.two
    assert story.superior(story.cell, date(2016, 6, 30), known=THIRD) == story.two
    (row,) = [each for each in queries.decisions(actor=OPERATOR) if each.act_id == absorption]
    assert row.on == day


def test_redated_before_the_founding_of_its_cell_it_is_refused(story: Story) -> None:
    absorption = story.absorb()
    story.found_cell_before()

    with pytest.raises(RuleError) as refused:
        correct(actor=OPERATOR, act=absorption, on=date(2011, 1, 1), reason="đính chính")

    assert [(each.code, each.fact("org")) for each in refused.value.verdict.against] == [
        ("SUPERIOR_NOT_STANDING", story.cell)
    ]
    assert story.superior(story.cell, LATER) == story.two


def test_corrected_decision_can_be_corrected_again(story: Story) -> None:
    absorption = story.absorb()
    correct(actor=OPERATOR, act=absorption, on=date(2016, 1, 1), reason="đính chính")

    correct(actor=OPERATOR, act=absorption, on=ABSORBED, reason="ngày đầu là đúng")

    assert story.superior(story.one, ABSORBED) == 0
    assert story.superior(story.one, date(2014, 12, 31)) == story.committee


def test_fact_keeps_the_decision_it_rests_on_when_a_correction_writes_it_anew(
    story: Story,
) -> None:
    absorption = story.absorb()
    cell = story.found_cell_before()
    rename = story.settle(
        date(2013, 1, 1),
        change("rename", org=story.cell, name="Chi bộ Mới"),
        recorded=FOURTH,
    )

    life = queries.versions_of(actor=OPERATOR, org=story.cell)

    assert [(each.name, each.superior, each.basis.act) for each in life] == [
        ("Chi bộ Một", story.one, cell),
        ("Chi bộ Mới", story.one, rename),
        ("Chi bộ Mới", story.two, absorption),
    ]


def test_void_that_others_rest_on_is_refused_with_what_no_longer_holds(story: Story) -> None:
    story.absorb()

    with pytest.raises(RuleError) as refused:
        correct(actor=OPERATOR, act=story.founding, void=True, reason="nhầm")

    found = {(each.code, each.fact("org")) for each in refused.value.verdict.against}
    assert found == {("NOT_STANDING", story.one), ("NOT_STANDING", story.two)}
