"""Sweep photos that nobody names; those that a record names, or named, stay."""

import os
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from time import time

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from PIL import Image
from pytest_django import Settings

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.members.commands.picturing import drop_photo, keep_photo
from dangbo.members.commands.sweeping import Swept, sweep_photos
from dangbo.members.files.photos import PHOTOS
from dangbo.members.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]
ON = date(2022, 1, 1)
LONG_AGO = time() - 3 * 24 * 60 * 60


@pytest.fixture(autouse=True)
def files(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def photo(colour: str) -> bytes:
    target = BytesIO()
    Image.new("RGB", (90, 120), colour).save(target, "JPEG")
    return target.getvalue()


def names(files: Path) -> set[str]:
    return {path.name for path in (files / "members").glob("??/*")}


def age(files: Path) -> None:
    for path in (files / "members").glob("??/*"):
        os.utime(path, (LONG_AGO, LONG_AGO))


def test_only_what_nobody_names_is_removed(files: Path) -> None:
    for colour in ("red", "blue"):
        keep_photo(actor=OPERATOR, uid="an", content=photo(colour), on=ON)
    drop_photo(actor=OPERATOR, uid="an", on=ON)
    named = names(files)
    loose = PHOTOS.keep("nobody names this")
    torn = files / "members" / loose[:2] / "tmpabc"
    torn.write_text("half")
    age(files)

    counted = sweep_photos(actor=OPERATOR, dry_run=True)
    before = names(files)
    swept = sweep_photos(actor=OPERATOR)

    assert counted == swept == Swept(2, 2)
    assert before == named | {loose, "tmpabc"}
    assert names(files) == named


def test_what_was_written_just_now_is_left_alone(files: Path) -> None:
    loose = PHOTOS.keep("its row comes in a moment")

    assert sweep_photos(actor=OPERATOR) == Swept(0, 0)
    assert names(files) == {loose}


def test_of_a_forgotten_person_no_photo_is_kept(files: Path) -> None:
    keep_photo(actor=OPERATOR, uid="an", content=photo("red"), on=ON)
    Person.objects.filter(uid="an").update(key="")
    age(files)

    assert sweep_photos(actor=OPERATOR) == Swept(0, 1)
    assert names(files) == set()


def test_the_command_says_what_it_did(files: Path) -> None:
    PHOTOS.keep("nobody names this")
    age(files)
    said = []
    for options in (["--dry-run"], []):
        out = StringIO()
        call_command("sweep_photos", *options, stdout=out)
        said.append(out.getvalue().strip())

    assert said == [
        "Giữ 0 ảnh; có 1 ảnh không hồ sơ nào dùng, chưa xóa.",
        "Giữ 0 ảnh; đã dọn 1 ảnh không hồ sơ nào dùng.",
    ]


def test_somebody_without_rights_sweeps_nothing() -> None:
    with pytest.raises(PermissionDenied):
        sweep_photos(actor=Actor("x", branches=("0001",)))
