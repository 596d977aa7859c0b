"""Prove that everything a pasted list or table can be told has words and stands in the docs."""

import re

from contracts.sources import ROOT

from dangbo.desk.phrases import sentence_of
from dangbo.desk.phrases.findings import TEXTS
from dangbo.desk.phrases.pasted import PASTED
from dangbo.rules.verdicts import finding

CODE = re.compile(r"`([A-Z][A-Z_]+)`")


def test_docs_name_each_code_and_no_other() -> None:
    text = (ROOT / "docs" / "rules" / "pasted-lists.md").read_text(encoding="utf-8")

    assert sorted({*CODE.findall(text)} - TEXTS.keys()) == sorted(PASTED)


def test_each_has_a_sentence_with_its_facts() -> None:
    facts = {"lines": 9, "limit": 8, "count": 7, "tab": "t", "field": "code", "text": "x"}
    for code in PASTED:
        said = sentence_of(finding(code, rows="3, 4", row=5, key="k", **facts), {})
        assert said == str(PASTED[code]) % {
            **facts,
            "rows": "3, 4",
            "row": 5,
            "key": "k",
            "field": "Mã",
        }
        assert "%(" not in said
