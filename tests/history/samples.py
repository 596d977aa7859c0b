"""Build history files: a small whole one, and the ways in which files go wrong."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

from dangbo.history.files import FileRefused, Reading, read_history

TODAY = date(2026, 11, 22)
ROOT = Path(__file__).resolve().parents[2]
QUANG_NINH = ROOT / "data" / "quang-ninh.yaml"

SMALL: dict[str, Any] = {
    "dangbo": 1,
    "committee": "khoi",
    "sources": [{"key": "bao", "title": "Báo tỉnh", "published": "2020-02-01"}],
    "papers": [
        {
            "key": "qd-1",
            "number": "12-QĐ/TU",
            "day": "1990-05-02",
            "subject": "Thành lập Đảng bộ Khối",
            "source": "bao",
        }
    ],
    "organisations": [
        {
            "key": "tinh",
            "name": "Đảng bộ tỉnh",
            "kind": "dang_bo_tinh",
            "from": "1980",
            "source": "bao",
        }
    ],
    "aliases": [{"key": "ten", "org": "khoi", "name": "Khối cơ quan", "source": "bao"}],
    "decisions": [
        {
            "key": "lap",
            "paper": "qd-1",
            "on": "1990-05-02",
            "title": "Thành lập",
            "changes": [
                {
                    "change": "found",
                    "org": "khoi",
                    "name": "Đảng bộ Khối",
                    "kind": "dang_bo_cap_tren",
                    "superior": "tinh",
                }
            ],
            "source": "bao",
        },
        {
            "key": "doi-ten",
            "number_not_known": True,
            "on": "2001-06",
            "changes": [
                {"change": "rename", "org": "khoi", "name": "Đảng bộ Khối các cơ quan tỉnh"}
            ],
            "source": "bao",
        },
    ],
    "congresses": [
        {
            "key": "dh-1",
            "org": "khoi",
            "ordinal": "I",
            "from": "1991-03-01",
            "to": "1991-03-02",
            "kind": "dai_bieu",
            "results": {"uy_vien_ban_chap_hanh": 25},
            "source": "bao",
        }
    ],
    "leaders": [
        {
            "key": "bt",
            "org": "khoi",
            "person": "Nguyễn Văn A",
            "post": "Bí thư",
            "day": "1991-03-02",
            "source": "bao",
        }
    ],
    "figures": [
        {
            "key": "dv-2020",
            "org": "khoi",
            "indicator": "dang_vien",
            "day": "2020-02-01",
            "value": 5022,
            "as_printed": "5.022 đảng viên",
            "source": "bao",
        }
    ],
    "notes": [
        {"key": "het", "org": "khoi", "code": "end_not_known", "text": "Không rõ", "source": "bao"}
    ],
}


def small(**changes: Any) -> dict[str, Any]:
    """Return the small file with some sections put in another's place."""
    return {**deepcopy(SMALL), **changes}


def as_bytes(value: Any) -> bytes:
    """Return a file as JSON."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=float).encode()


def read(content: bytes | dict[str, Any], name: str = "tep.json", **more: Any) -> Reading:
    """Read a file as of a fixed day, with an empty register."""
    raw = content if isinstance(content, bytes) else as_bytes(content)
    known = more.get("known", frozenset())
    return read_history(raw, name=name, today=TODAY, standing=known.intersection)


def refused(content: bytes | dict[str, Any] | str, name: str = "tep.json") -> list[str]:
    """Return the lines of a refusal, or none when the file reads well."""
    raw = content.encode() if isinstance(content, str) else content
    try:
        read(raw, name)
    except FileRefused as error:
        return error.lines()
    return []


def codes(content: bytes | dict[str, Any] | str, name: str = "tep.json") -> list[tuple[str, str]]:
    """Return the codes of a refusal with the fields they speak of."""
    raw = content.encode() if isinstance(content, str) else content
    try:
        read(raw, name)
    except FileRefused as error:
        return [(each.code, each.field) for each in error.problems]
    return []
