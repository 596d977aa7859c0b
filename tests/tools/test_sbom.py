"""Prove that the list of components holds all that is locked, and is as CycloneDX asks."""

import json
import re
import subprocess
import sys
from pathlib import Path

from contracts.sources import ROOT
from contracts.test_locks import pins
from jsonschema import Draft202012Validator

from tools.locked import front_end_packages
from tools.sbom import bill, main

# What the schema of CycloneDX 1.6 demands of the parts that we write.
SCHEMA = {
    "type": "object",
    "required": ["bomFormat", "specVersion", "version", "components", "metadata"],
    "additionalProperties": False,
    "properties": {
        "bomFormat": {"const": "CycloneDX"},
        "specVersion": {"const": "1.6"},
        "serialNumber": {
            "pattern": "^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
        },
        "version": {"type": "integer", "minimum": 1},
        "metadata": {"type": "object", "properties": {"component": {"$ref": "#/$defs/component"}}},
        "components": {
            "type": "array",
            "uniqueItems": True,
            "items": {"$ref": "#/$defs/component"},
        },
        "dependencies": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["ref"],
                "properties": {"dependsOn": {"type": "array", "uniqueItems": True}},
            },
        },
    },
    "$defs": {
        "component": {
            "type": "object",
            "required": ["type", "name"],
            "properties": {
                "type": {"enum": ["application", "library"]},
                "name": {"type": "string", "minLength": 1},
                "version": {"type": "string", "maxLength": 1024},
                "bom-ref": {"type": "string", "minLength": 1},
                "scope": {"enum": ["required", "optional", "excluded"]},
                "hashes": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["alg", "content"],
                        "additionalProperties": False,
                        "properties": {
                            "alg": {"enum": ["SHA-1", "SHA-256", "SHA-384", "SHA-512"]},
                            "content": {"pattern": "^([a-f0-9]{40}|[a-f0-9]{64}|[a-f0-9]{128})$"},
                        },
                    },
                },
            },
        }
    },
}


def test_the_list_is_as_the_schema_asks() -> None:
    for development in (False, True):
        found = bill(development=development)
        Draft202012Validator(SCHEMA).validate(found)
        refs = [each["bom-ref"] for each in found["components"]]
        assert len(refs) == len(set(refs))
        assert found["dependencies"][0]["dependsOn"] == sorted(refs)


def test_the_list_holds_what_is_locked() -> None:
    found = bill()["components"]
    python = {each["name"]: each["version"] for each in found if "pkg:pypi/" in each["purl"]}

    assert python == pins("base")
    assert sum("pkg:npm/" in each["purl"] for each in found) == len(front_end_packages()) > 0
    assert [each["name"] for each in found if not each["hashes"]] == []


def test_the_list_names_no_place_to_fetch_from_and_is_always_the_same(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert main(["-o", str(tmp_path / name), "--dev"]) == 0
    text = (tmp_path / "one").read_text(encoding="utf-8")

    assert text == (tmp_path / "two").read_text(encoding="utf-8")
    assert re.findall(r"\w+://\S*", text) == []


def test_the_command_of_the_checkout_prints_it() -> None:
    done = subprocess.run(
        [sys.executable, "run", "sbom"], cwd=ROOT, capture_output=True, check=True
    )

    assert json.loads(done.stdout) == bill()
