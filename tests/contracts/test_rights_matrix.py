"""Prove that the page of rights is what the set of roles says, and its findings are explained."""

from contracts.test_docs_tables import firsts, part

from dangbo.rights.phrases.findings import TEXTS
from dangbo.rules.rights import RIGHT_GRANT, roles_on
from tools.rights_matrix import LAST, PAGE, page, place_of


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_page_says_of_each_act_who_may() -> None:
    roles = roles_on(LAST)
    lines = part("rights-matrix.md", "Acts and roles").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "`" in line]
    head, *acts = rows
    said = {
        (row[0].strip("`"), code.strip("`")): where
        for row in acts
        for code, where in zip(head[2:], row[2:], strict=True)
        if where
    }

    assert said == {
        (act, code): place_of(act, role)
        for act in roles.acts
        for code, role in roles.roles.items()
        if place_of(act, role)
    }
    assert [code for act, code in said if act == RIGHT_GRANT] == ["organisation"]


def test_the_page_of_rules_explains_each_finding() -> None:
    assert sorted(firsts(part("rules/rights.md", "Reasons against"))) == sorted(TEXTS)
