"""Read the cells of a row of a list of members: days, numbers, levels and words, each with doubts.

Source: `rules.md` 2.11 (the fields), 15.2 (the national list), R2.40, R2.41, R2.43 (numbers).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from unicodedata import normalize

from dangbo.rules.listed_values import ListedValues, listed_values
from dangbo.rules.member_attributes import attribute_kinds, read_value
from dangbo.rules.member_numbers import read_number
from dangbo.rules.person_catalogues import read_listed
from dangbo.rules.person_names import read_name
from dangbo.rules.row_days import DAYS
from dangbo.rules.row_states import NUMBERS, ReadRow
from dangbo.rules.typed_days import (
    Column,
    TypedDay,
    column_of,
    day_told,
    judged_together,
    read_day,
    told_day,
)
from dangbo.rules.verdicts import Finding, Verdict, finding

WORDS: Final = {
    "birth_name": 200,
    "other_names": 200,
    "birthplace": 300,
    "home_town": 300,
    "address": 300,
    "temporary_address": 300,
    "phone": 40,
    "email": 200,
    "key": 100,
}
CATALOGUES: Final = {"sex": "sexes", "ethnicity": "ethnicities", "religion": "religions"}
ERRORS: Final = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
)
HIDDEN_BY_WIDTH: Final = "###"
# Cells that many rows share are read once; those of one row alone are not worth remembering.
UNIQUE: Final = frozenset({*NUMBERS, *WORDS})
REMEMBERED: Final = 100_000
BIRTHS: Final = ("birth_of_man", "birth_of_woman")
SHARED: Final = frozenset((*BIRTHS, "male", "female", "family_name", "given_name"))
MARKED: Final = frozenset(("x", "nữ", "nu", "nam", "1", "có", "co", "✓", "v"))
Org = str | Finding


def _statuses() -> ListedValues:
    def row(code: str, *spellings: str) -> dict[str, object]:
        return {"code": code, "name": spellings[0], "name_en": code, "spellings": spellings}

    rows = (
        row("official", "Chính thức", "CT", "ĐVCT", "Đang sinh hoạt chính thức"),
        row("probationary", "Dự bị", "DB", "ĐVDB"),
        row("active", "Đang sinh hoạt", "Hoạt động", "Đang hoạt động", "Bình thường", "Sinh hoạt"),
        row("exempt", "Miễn sinh hoạt", "Miễn công tác và sinh hoạt", "Được miễn sinh hoạt",
            "Được miễn công tác và sinh hoạt", "Miễn công tác và sinh hoạt đảng", "Miễn"),
        row("suspended", "Đình chỉ sinh hoạt", "Bị đình chỉ sinh hoạt", "Đình chỉ"),
        row("temporary", "Sinh hoạt tạm thời", "Tạm thời", "Đang sinh hoạt tạm thời"),
        row("left", "Đã chuyển đi", "Chuyển đi", "Đã chuyển sinh hoạt", "Chuyển sinh hoạt",
            "Xóa tên", "Đã xóa tên", "Khai trừ", "Đã khai trừ", "Từ trần", "Đã từ trần", "Đã mất",
            "Ra khỏi Đảng", "Đã ra khỏi Đảng", "Xin ra khỏi Đảng", "Cho ra khỏi Đảng"),
    )  # fmt: skip
    return listed_values(rows, ignored=("đảng viên", "ĐV", "đảng", "đang là"))


STATUSES: Final = _statuses()


@dataclass(frozen=True)
class Reading:
    """How the rows of one list are read: the day, how its days are written, what its cells mean.

    `orgs` says of each text of organisation, and of the one above, which is meant; `defaults` are
    taken for a new person where the row says nothing.
    """

    on: date
    columns: Mapping[str, Column] = field(default_factory=dict)
    since_1904: bool = False
    orgs: Mapping[tuple[str, str], Org] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    memory: "dict[tuple[str, str], _Row]" = field(default_factory=dict)

    def day(self, name: str, text: str) -> TypedDay:
        """Read a day as the column it stands in makes it."""
        alone = read_day(text, latest=self.on, since_1904=self.since_1904)
        column = self.columns.get(name, Column())
        return judged_together([alone], latest=self.on, column=column)[0]

    def cell(self, name: str, text: str) -> "_Row":
        """Read a cell by itself; the same text in the same column is read once."""
        found = self.memory.get((name, text))
        if found is None:
            found = _Row({}, [])
            _read_cell(found, name, text, self)
            if len(self.memory) >= REMEMBERED:
                self.memory.clear()
            self.memory[name, text] = found
        return found


def day_columns(
    rows: Iterable[Mapping[str, str]], *, on: date, since_1904: bool = False
) -> dict[str, Column]:
    """Count how each column of days is written, over all rows of a list."""
    texts: dict[str, list[str]] = {name: [] for name in DAYS}
    for row in rows:
        told = _one_birth(row)
        for name in DAYS:
            if told.get(name):
                texts[name].append(told[name])
    return {
        name: column_of(read_day(text, latest=on, since_1904=since_1904) for text in told)
        for name, told in texts.items()
        if told
    }


def read_row(*, number: int, texts: Mapping[str, str], reading: Reading) -> ReadRow:
    """Return the values that the cells of a row mean, with all that is to be said of them."""
    row = _Row({}, [])
    told = _one_birth({name: text for name, text in texts.items() if text})
    # Numbers come last: they are held against the birth and sex read before.
    for name in sorted(told, key=NUMBERS.__contains__):
        if name in UNIQUE:
            _read_cell(row, name, told[name], reading)
        else:
            cell = reading.cell(name, told[name])
            row.values.update(cell.values)
            row.findings.extend(cell.findings)
    _org(row, told, reading)
    if "recognised" in row.values and "standing" not in row.values:
        row.values["standing"] = "official"
    return ReadRow(number, row.values, tuple(row.findings), reading.defaults)


@dataclass
class _Row:
    values: dict[str, str]
    findings: list[Finding]

    def take(self, name: str, read: str | Finding, *, text: str) -> None:
        """Take a value, or say why there is none."""
        if isinstance(read, str):
            if read:
                self.values[name] = read
            return
        facts = {**dict(read.facts), "field": name, "text": text[:60]}
        self.findings.append(finding(read.code, name, read.source, **facts))
        if meant := read.fact("meant"):
            self.values[name] = str(meant)

    def judge(self, name: str, value: str, verdict: Verdict, text: str) -> None:
        """Take a value that nothing stands against, with what is to be said of it."""
        for each in (*verdict.against, *verdict.warnings):
            facts = {**dict(each.facts), "field": name, "text": text[:60]}
            self.findings.append(finding(each.code, name, each.source, **facts))
        if verdict.allows and value:
            self.values[name] = value


Read = Callable[[_Row, str, str, Reading], None]


def _read_cell(row: _Row, name: str, text: str, reading: Reading) -> None:
    if fault := _fault(text):
        row.findings.append(finding(fault, name, field=name, text=text[:40]))
    else:
        READERS.get(name, _skip)(row, name, text, reading)


def _fault(text: str) -> str:
    if text[0] not in "#=":
        return ""
    if text.upper() in ERRORS or text.startswith(HIDDEN_BY_WIDTH):
        return "CELL_ERROR"
    return "CELL_FORMULA" if text.startswith("=") else ""


def _one_birth(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the cells with what two columns share put into one: sex by column, name in two."""
    if SHARED.isdisjoint(texts):
        return dict(texts)
    told = dict(texts)
    for name, sex in zip(BIRTHS, ("nam", "nu"), strict=True):
        if text := told.pop(name, ""):
            told.setdefault("birth", text)
            told.setdefault("sex", sex)
    for name, sex in (("male", "nam"), ("female", "nu")):
        if told.pop(name, "").casefold() in MARKED:
            told.setdefault("sex", sex)
    family, given = told.pop("family_name", ""), told.pop("given_name", "")
    if family or given:
        told.setdefault("name", f"{family} {given}".strip())
    return told


def _skip(_row: _Row, _name: str, _text: str, _reading: Reading) -> None:
    """Leave a cell alone: another column reads it, or nobody."""


def _words(row: _Row, name: str, text: str, _reading: Reading) -> None:
    words = " ".join(normalize("NFC", text).split())
    if len(words) > WORDS[name]:
        row.findings.append(finding("TOO_LONG_CELL", name, field=name, limit=WORDS[name]))
    else:
        row.values[name] = words


def _day(row: _Row, name: str, text: str, reading: Reading) -> None:
    read = reading.day(name, text)
    for each in read.findings:
        facts = {**dict(each.facts), "field": name, "text": text[:40]}
        row.findings.append(finding(each.code, name, each.source, **facts))
    if read.day is not None:
        row.values[name] = told_day(read.day)


def _listed(row: _Row, name: str, text: str, _reading: Reading) -> None:
    row.take(name, read_listed(CATALOGUES[name], text), text=text)  # type: ignore[arg-type]


def _attribute(row: _Row, name: str, text: str, _reading: Reading) -> None:
    row.take(name, read_value(name, text), text=text)


def _status(row: _Row, _name: str, text: str, _reading: Reading) -> None:
    read = STATUSES.read(text)
    if not isinstance(read, str):
        meant = read.fact("meant")
        if not meant:
            row.findings.append(finding("STATUS_UNKNOWN", "status", text=text[:60]))
            return
        row.findings.append(finding("VALUE_DOUBTFUL", "status", field="status", text=text[:60]))
        read = str(meant)
    if read in {"left", "temporary"}:
        row.findings.append(finding("STATUS_LEFT", "status", text=text[:60]))
    elif read in {"official", "probationary"}:
        row.values["standing"] = read
    else:
        row.values["activity"] = read


def _org(row: _Row, texts: Mapping[str, str], reading: Reading) -> None:
    asked = texts.get("org", ""), texts.get("org_above", "")
    if not any(asked):
        return
    found = reading.orgs.get(asked, finding("ORG_UNKNOWN", "org", text=asked[0] or asked[1]))
    if isinstance(found, str):
        row.values["org"] = found
    else:
        row.findings.append(found)


def _name(row: _Row, name: str, text: str, _reading: Reading) -> None:
    value, verdict = read_name(text)
    row.judge(name, value, verdict, text)


def _number(row: _Row, name: str, text: str, reading: Reading) -> None:
    birth = row.values.get("birth")
    value, verdict = read_number(
        name,
        text,
        on=reading.on,
        birth=day_told(birth).first if birth else None,
        sex=row.values.get("sex"),
    )
    row.judge(name, value, verdict, text)


READERS: Final[Mapping[str, Read]] = {
    "name": _name,
    "status": _status,
    **dict.fromkeys(DAYS, _day),
    **dict.fromkeys(NUMBERS, _number),
    **dict.fromkeys(WORDS, _words),
    **dict.fromkeys(CATALOGUES, _listed),
    **dict.fromkeys(attribute_kinds(), _attribute),
}
