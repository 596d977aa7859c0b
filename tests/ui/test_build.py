from pathlib import Path

import pytest

from dangbo.ui import build


def test_the_lock_names_no_host_that_packages_come_from() -> None:
    lock = build.LOCK.read_text(encoding="utf-8")

    assert '"resolved"' not in lock
    assert lock.count('"integrity"') >= 10


def test_build_does_nothing_when_nothing_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    build.build()
    monkeypatch.setattr(build, "fetch_packages", lambda: pytest.fail("fetched again"))

    assert build.build() is False


def test_a_changed_source_makes_the_build_stale(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stamp = tmp_path / "stamp.txt"
    stamp.write_text("of other sources", encoding="utf-8")
    monkeypatch.setattr(build, "STAMP", stamp)
    monkeypatch.setattr(
        build, "fetch_packages", lambda: (_ for _ in ()).throw(build.BuildError("stale"))
    )

    with pytest.raises(build.BuildError, match="stale"):
        build.build()


def test_build_without_a_lock_says_that_a_wheel_is_built(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build, "LOCK", tmp_path / "package-lock.json")

    assert build.main() == 2
    assert capsys.readouterr().err == (
        "dangbo.ui.build: there is no package-lock.json here; an installed wheel is built already\n"
    )


def test_an_unknown_icon_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "icons.txt").write_text("no-such-icon\n", encoding="utf-8")
    monkeypatch.setattr(build, "ASSETS", tmp_path)

    with pytest.raises(build.BuildError, match="Lucide has no icon called no-such-icon"):
        build.write_icons(tmp_path / "icons.json")
