"""List what the program is made of, as CycloneDX JSON: `python -m tools.sbom [-o FILE] [--dev]`.

The list comes from the locks alone, so the same locks give the same list, byte by byte.
"""

import argparse
import json
import sys
import tomllib
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from tools.locked import ROOT, Locked, front_end_packages, python_packages

KINDS: Final = {"PyPI": "pypi", "npm": "npm"}
SPACE: Final = uuid.UUID("8a4b2a0e-6d0e-4b1c-9f57-6b1f0f1d7c11")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the list, to standard output if nothing else is said."""
    parser = argparse.ArgumentParser(prog="python -m tools.sbom")
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--dev", action="store_true", help="kể cả thư viện để dựng và kiểm thử")
    options = parser.parse_args(arguments)
    text = json.dumps(bill(development=options.dev), indent=1, ensure_ascii=False) + "\n"
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


def bill(*, development: bool = False, root: Path = ROOT) -> dict[str, Any]:
    """Return the list: the program, and each package that is shipped or needed with it."""
    shipped = [*python_packages("base", root=root), *front_end_packages(root)]
    parts = [component(each, "required") for each in shipped]
    if development:
        own = {each.name for each in shipped}
        further = python_packages("build", "dev", root=root)
        parts += [component(each, "excluded") for each in further if each.name not in own]
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    itself = f"{project['name']}@{project['version']}"
    number = uuid.uuid5(SPACE, json.dumps([itself, parts]))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": itself,
                "name": project["name"],
                "version": project["version"],
                "description": project["description"],
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": parts,
        "dependencies": [{"ref": itself, "dependsOn": sorted(each["bom-ref"] for each in parts)}],
    }


def component(package: Locked, scope: str) -> dict[str, Any]:
    """Return one package with what it is known by everywhere."""
    address = f"pkg:{KINDS[package.ecosystem]}/{quote(package.name)}@{quote(package.version)}"
    return {
        "type": "library",
        "bom-ref": address,
        "name": package.name,
        "version": package.version,
        "scope": scope,
        "purl": address,
        "hashes": [{"alg": name, "content": digits} for name, digits in package.hashes],
    }


if __name__ == "__main__":
    sys.exit(main())
