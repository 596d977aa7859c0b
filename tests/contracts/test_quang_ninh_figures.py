"""Prove that Quảng Ninh's file has every row of the sheet of facts that was read from its sources.

The sheet lies beside the project; without it there is nothing to hold the file against.
"""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from contracts.sources import ROOT

from dangbo.base.numbers import NumberError, parse_number
from dangbo.history.files.yaml_text import parse_yaml

SHEET = ROOT.parent / "shared" / "domain" / "quang-ninh-facts.md"
FILE = ROOT / "data" / "quang-ninh.yaml"
SOURCES = {"000": "dbk-2022", "001": "dbk-2020", "003": "dai-hoi-2020", "BQN": "bqn-2023"}
ROW = re.compile(r"\| (000|001|003|BQN) \| QN \| (.*?) \| (.*?) \| (.*?) \|")
ENGLISH = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
VIETNAMESE = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
OPERATORS = re.compile(r"\b(over|nearly|about) ([\d,.]+)")
ROMAN = re.compile(r"\b[IVX]+\b")
# The misprint that is kept as it was printed, and a telephone number.
UNREAD = ("7.5000", "080.33205")
# Where each row of the sheet stands in the file, in its order: sections and keys.
PLACES: dict[str, list[str]] = {
    "000": [
        "figures:so-nam-1964-2022",
        "decisions:thanh-lap-1964 papers:qn-139-qd-tu-1964",
        "figures:to-chuc-1965",
        "figures:dang-vien-1965",
        "notes:giai-the-1964-1985",
        "congresses:dai-hoi-i",
        "decisions:tai-thanh-lap-1985",
        "figures:to-chuc-1985 figures:dang-bo-co-so-1985 figures:chi-bo-co-so-1985",
        "figures:dang-vien-1985 figures:ty-le-trong-can-bo-1985",
        "papers:tw-293-qd-2010",
        "decisions:doi-ten-2013 papers:qn-961-qd-tu-2013",
        "notes:ban-chap-hanh-ix congresses:dai-hoi-tinh-xv papers:qn-nq-dai-hoi-xv",
        "figures:xay-dung-de-an-2022",
        "papers:qn-535-qd-tu-2022",
        "decisions:doi-ten-2022 papers:qn-536-qd-tu-2022",
        "decisions:nhan-17-to-chuc-2022 papers:qn-537-qd-tu-2022"
        " figures:nhan-to-chuc-2022 figures:nhan-dang-vien-2022",
        "figures:so-dai-hoi-1985-2022",
        "figures:to-chuc-2022 figures:dang-bo-co-so-2022 figures:chi-bo-co-so-2022",
        "figures:dang-vien-2022",
        "figures:pci-2017-2021 figures:so-nam-pci-2017-2021",
        "figures:thu-ngan-sach-2022",
        "figures:huan-chuong-hang-ba-2004",
        "figures:huan-chuong-hang-nhi-2014",
        "figures:co-thi-dua-2013 figures:co-thi-dua-2019",
        "figures:nhiem-vu-2022",
        "notes:hoi-nghi-tw5",
        "notes:thi-diem-2022",
        "notes:khu-cong-nghiep-2022",
        "notes:lien-he-2022 leaders:le-manh-cuong-pho-bi-thu-2022",
        "figures:truy-cap-dang-online figures:truy-cap-hom-nay"
        " figures:truy-cap-trong-tuan figures:truy-cap-tat-ca",
    ],
    "001": [
        "sources:dbk-2020",
        "figures:to-chuc-2020 figures:dang-bo-co-so-2020 figures:chi-bo-co-so-2020",
        "figures:dang-vien-2020 figures:dang-vien-hon-5000-2020",
        "figures:dai-hoc-2020",
        "figures:llct-2020 figures:ty-le-llct-2020",
        "figures:llct-cu-nhan-2020",
        "figures:cap-uy-2020",
        "figures:uy-vien-du-khuyet-2020",
        "figures:tinh-uy-vien-2020",
        "figures:bch-doan-the-2020",
        "figures:lop-trung-cap-2015-2020 figures:hoc-vien-trung-cap-2015-2020",
        "figures:lop-boi-duong-2015-2020 figures:hoc-vien-boi-duong-2015-2020",
        "figures:dot-ra-soat-2015-2020",
        "figures:quy-hoach-co-so-2020",
        "figures:quy-hoach-khoi-2020",
        "figures:bi-thu-thu-truong-2020",
        "figures:tsvm-2015-2020",
        "figures:httnv-2015-2020",
        "figures:ket-nap-2015-2020",
        "figures:kiem-tra-dang-uy-2015-2020 figures:luot-dang-uy-2015-2020",
        "figures:kiem-tra-ubkt-2015-2020 figures:luot-ubkt-2015-2020",
        "figures:kiem-tra-co-so-2015-2020 figures:giam-sat-co-so-2015-2020",
        "notes:phoi-hop-ubkt-2019 papers:qn-phoi-hop-ubkt-2019",
        "papers:chuong-trinh-135 papers:de-an-196 papers:tw-05-ct papers:tw-nq-tw4-khoa-xii",
        "leaders:vu-van-dien-bi-thu-2020 leaders:vu-van-dien-ubkt-2020",
    ],
    "003": [
        "sources:dai-hoi-2020",
        *["congresses:dai-hoi-ix"] * 2,
        "leaders:nguyen-manh-cuong-bi-thu-2020 figures:phieu-bi-thu-2020",
        *["congresses:dai-hoi-ix"] * 2,
        "notes:muc-tieu-2030",
        "congresses:dai-hoi-tinh-xv",
    ],
    "BQN": [
        "figures:to-chuc-so-tay-2022",
        "figures:chi-bo-so-tay-2022",
        "figures:tai-khoan-so-tay-2023 figures:ty-le-tai-khoan-so-tay-2023",
        "figures:chi-bo-dung-so-tay-2023 figures:ty-le-chi-bo-dung-so-tay-2023",
        "figures:truy-cap-so-tay-2023",
    ],
}


class Row(NamedTuple):
    """One row of the sheet, with the entries of the file that have it."""

    source: str
    what: str
    value: str
    entries: list[Mapping[str, Any]]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """Read the sheet, and put beside each row its entries."""
    if not SHEET.exists():
        pytest.skip("the sheet of facts lies elsewhere")
    entries = entries_of_file()
    found = [
        match.groups() for match in map(ROW.match, SHEET.read_text("utf-8").splitlines()) if match
    ]
    assert {key: len(each) for key, each in PLACES.items()} == {
        key: sum(row[0] == key for row in found) for key in SOURCES
    }
    places = iter(place for source in SOURCES for place in PLACES[source])
    return [
        Row(source, what, value, [entries[key] for key in place.split()])
        for (source, _time, what, value), place in zip(found, places, strict=True)
    ]


def entries_of_file() -> dict[str, Mapping[str, Any]]:
    parsed = parse_yaml(FILE.read_text("utf-8")).value
    sections = {name: each for name, each in parsed.items() if isinstance(each, list)}
    return {f"{name}:{each['key']}": each for name, own in sections.items() for each in own}


def numbers_in(entries: list[Mapping[str, Any]]) -> set[Decimal]:
    """Return every number that entries state, in whatever field, with their sum."""
    stated = [Decimal(str(each["value"])) for each in entries if "value" in each]
    found = {*stated, sum(stated, Decimal(0)), *map(Decimal, sizes_in(entries))}
    for text in VIETNAMESE.findall(json.dumps(entries, ensure_ascii=False, default=str)):
        try:
            found.add(parse_number(text))
        except NumberError:
            continue
    return found


def sizes_in(value: Any) -> Iterator[int]:
    """Yield how many things each list names."""
    if isinstance(value, list):
        yield len(value)
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in parts:
        yield from sizes_in(each)


def test_every_row_of_a_source_is_in_the_file_under_that_source(rows: list[Row]) -> None:
    elsewhere = [
        (row.source, row.what)
        for row in rows
        for each in row.entries
        if each["key"] != SOURCES[row.source]
        and SOURCES[row.source] not in [each.get("source"), *listed(each.get("source"))]
    ]

    assert elsewhere == []
    assert len(rows) == 68


def listed(source: Any) -> list[str]:
    return source if isinstance(source, list) else []


def test_every_number_of_the_sheet_is_stated(rows: list[Row]) -> None:
    missing = []
    for row in rows:
        text = json.dumps(row.entries, ensure_ascii=False, default=str)
        known = numbers_in(row.entries)
        missing += [
            (row.source, row.what, number)
            for number in ENGLISH.findall(row.value)
            if Decimal(number.replace(",", "")) not in known and number not in UNREAD
        ]
        missing += [
            (row.source, row.what, term)
            for term in ROMAN.findall(row.value)
            if not re.search(rf"\b{term}\b", text)
        ]

    assert missing == []


def test_every_inequality_of_the_sheet_has_its_operator(rows: list[Row]) -> None:
    """What the sheet works out itself in brackets is a remark, not a figure."""
    wrong, seen = [], 0
    for row in rows:
        stated = re.sub(r"\((?:implies )?about [^)]*\)", "", row.value).replace('"', "")
        for operator, number in OPERATORS.findall(stated):
            value = 7500 if number == "7.5000" else int(number.replace(",", ""))
            figures = [each for each in row.entries if each.get("operator") == operator]
            if value not in [each.get("value", each.get("read_as")) for each in figures]:
                wrong.append((row.source, row.what, operator, number))
            seen += 1

    assert (wrong, seen) == ([], 12)


def test_every_figure_of_the_file_comes_from_a_row_of_the_sheet(rows: list[Row]) -> None:
    placed = {id(each) for row in rows for each in row.entries}
    told = {key for own in PLACES.values() for place in own for key in place.split()}

    assert len(placed) == len(told)
    assert {key for key in entries_of_file() if key.startswith("figures:")} <= told
