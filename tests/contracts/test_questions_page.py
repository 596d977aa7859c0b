"""Prove that the page of questions explains each reason why one cannot be asked or kept."""

from contracts.test_docs_tables import firsts, part

from dangbo.reports.phrases.questions import TEXTS


def test_the_page_explains_each_finding() -> None:
    assert sorted(firsts(part("rules/questions.md", "`rules/questions`"))) == sorted(TEXTS)
