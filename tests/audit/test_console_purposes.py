"""Prove that the console asks what a list of many persons is for, and notes that it was given."""

from collections.abc import Mapping
from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from factories import small_membership, small_register

from dangbo.audit.models import Access, Act
from dangbo.history.models import Handover

ON = ("--on", "2017-01-01")
BALANCE = ("balance", "khoi", "--from", "2012-01-01", "--to", "2017-01-01", "--json")
PURPOSE = ("--purpose", "Báo cáo quý IV")


@pytest.fixture
def ids(db: None, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, int]:
    """Fill the register with five members, of whom three may be listed without a purpose."""
    found = small_register.build()
    small_membership.build(found)
    for module in ("dangbo.rules.exporting", "dangbo.audit.management.purposes"):
        monkeypatch.setattr(f"{module}.purpose_above", lambda _day: 3)
    return found


def noted() -> list[tuple[str, str, object]]:
    return [(row.code, row.subject, row.facts) for row in Access.objects.order_by("seq")]


def refused(*words: str) -> str:
    with pytest.raises(CommandError) as error:
        call_command(*words, stdout=StringIO())
    assert error.value.returncode == 2
    return str(error.value)


@pytest.mark.parametrize(
    ("command", "page"),
    [
        (("indicator", "dang_vien", "khoi", *ON, "--list"), "dangbo indicator"),
        (("indicator", "dang_vien", "khoi", *ON, "--list", "--json"), "dangbo indicator"),
        (BALANCE, "dangbo balance"),
    ],
)
def test_a_list_of_many_is_given_for_a_purpose(
    ids: Mapping[str, int], command: tuple[str, ...], page: str
) -> None:
    assert "Danh sách có 5 người. Trên 3 người thì phải nêu mục đích" in refused(*command)
    assert noted() == []

    with suppress(SystemExit):  # a table that does not close leaves with 1
        call_command(*command, *PURPOSE, stdout=StringIO())
    told = {"page": page, "count": 5, "purpose": PURPOSE[1]}
    assert noted() == [("listed", "khoi", told)]


def test_numbers_alone_and_organisations_ask_for_nothing(ids: Mapping[str, int]) -> None:
    for command in (
        ("indicator", "dang_vien", "khoi", *ON),
        ("indicator", "to_chuc_dang", "khoi", *ON, "--list"),
        (*BALANCE[:2], "--from", "2016-01-01", "--to", "2016-01-31"),
    ):
        call_command(*command, stdout=StringIO())

    assert noted() == []


def test_a_package_of_many_is_given_for_a_purpose_or_not_at_all(
    ids: Mapping[str, int], tmp_path: Path, settings: LazySettings
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    file = tmp_path / "goi.zip"
    command = ("handover", "khoi", *ON, "--with-invented", "-o", str(file))
    acts = Act.objects.count()

    assert "Danh sách có 5 người" in refused(*command)
    assert not file.exists()
    assert not settings.MEDIA_ROOT.exists()
    assert (Act.objects.count(), Handover.objects.count(), noted()) == (acts, 0, [])

    call_command(*command, *PURPOSE, stdout=StringIO())
    told = {"page": "dangbo handover", "count": 5, "purpose": PURPOSE[1], "file": "goi.zip"}
    assert (file.exists(), noted()) == (True, [("exported", "khoi", told)])
