"""Find the files that the contracts speak of."""

import ast
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "dangbo"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {
    contract["name"]: contract for contract in PYPROJECT["tool"]["importlinter"]["contracts"]
}


def modules(*, below: Path = PACKAGE) -> list[Path]:
    return [path for path in sorted(below.rglob("*.py")) if "migrations" not in path.parts]


def templates() -> list[Path]:
    return sorted(PACKAGE.glob("**/templates/**/*.html"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def layers() -> list[str]:
    """Return the apps from the lowest to the highest; siblings share a place."""
    return list(reversed(CONTRACTS["Apps import downwards only"]["layers"]))


def place_of(app: str) -> int:
    """Return how high an app stands."""
    for place, layer in enumerate(layers()):
        if app in {name.strip(" ()") for name in layer.split("|")}:
            return place
    raise LookupError(app)
