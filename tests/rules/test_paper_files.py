"""A file is kept only when its content is of a kind that may be, and the paper is not secret."""

from dataclasses import replace
from datetime import date

import pytest

from dangbo.rules.paper_files import FileFacts, may_attach, may_take_files

TODAY = date(2026, 11, 22)
MB = 1024 * 1024
WHOLE = FileFacts("a.pdf", 3 * MB, media_type="application/pdf")


def against(facts: FileFacts, *, secrecy: str = "", attached: bool = False) -> list[str]:
    verdict = may_attach(secrecy=secrecy, facts=facts, limit=50 * MB, on=TODAY, attached=attached)
    assert verdict.warnings == ()
    return [each.code for each in verdict.against]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"size": 50 * MB}, []),
        ({"size": 50 * MB + 1}, ["FILE_TOO_LARGE"]),
        ({"complete": False}, ["FILE_TOO_LARGE"]),
        ({"size": 0, "media_type": ""}, ["FILE_EMPTY"]),
        ({"media_type": "", "looks_like": ".doc"}, ["FILE_TYPE_NOT_TAKEN"]),
        ({"flaws": ("FILE_BROKEN",)}, ["FILE_BROKEN"]),
        ({"name": "a.png"}, ["FILE_EXTENSION_DIFFERS"]),
        ({"name": "a"}, ["FILE_EXTENSION_DIFFERS"]),
        ({"name": ".pdf"}, ["FILE_EXTENSION_DIFFERS"]),
        ({"name": "A.PDF"}, []),
        ({"name": "a.jpeg", "media_type": "image/jpeg"}, []),
        (
            {"name": "a.exe", "flaws": ("FILE_HAS_MACROS",)},
            ["FILE_HAS_MACROS", "FILE_EXTENSION_DIFFERS"],
        ),
    ],
)
def test_may_attach(changes: dict[str, object], codes: list[str]) -> None:
    assert against(replace(WHOLE, **changes)) == codes


def test_may_attach_refuses_the_same_content_twice() -> None:
    assert against(WHOLE, attached=True) == ["FILE_ALREADY_ATTACHED"]


@pytest.mark.parametrize("level", ["mat", "toi_mat", "tuyet_mat"])
def test_a_secret_paper_takes_no_file(level: str) -> None:
    found = may_take_files(secrecy=level, on=TODAY).against

    assert [(each.code, each.source[:27]) for each in found] == [
        ("SECRET_WITH_FILE", "Luật Bảo vệ bí mật nhà nước")
    ]
    assert against(WHOLE, secrecy=level) == ["SECRET_WITH_FILE"]
