"""Say which column of a list of members holds which field, by headings as offices write them.

Source: the list of the national database (`rules.md` 15.2, seen in the field), the member's card
(2.11), and lists that offices keep in Excel.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from dangbo.rules.plain_words import plain
from dangbo.rules.verdicts import Finding, finding

# What each field is called; the first heading is the one that our own files bear.
HEADINGS: Final[Mapping[str, str]] = {
    "row": "STT; TT; số TT; số thứ tự; thứ tự; no",
    "key": "Khóa; mã trong sổ; khóa đảng viên; mã đảng viên; uid; key",
    "name": """Họ và tên; họ tên; tên; họ và tên đảng viên; họ tên đảng viên; tên đảng viên;
        đồng chí; họ và tên đang dùng; họ tên đang dùng; full name""",
    "family_name": "Họ; họ đệm; họ và đệm; họ và tên đệm; họ lót; họ và chữ đệm",
    "given_name": "Tên gọi; tên riêng; tên chính",
    "birth_name": "Họ tên khai sinh; tên khai sinh; họ và tên khai sinh",
    "other_names": "Bí danh; tên gọi khác; tên khác; bí danh, tên gọi khác; tên thường gọi",
    "sex": "Giới tính; giới; nam/nữ; nam, nữ; phái; gt; sex; gender",
    "female": "Nữ; là nữ",
    "male": "Nam; là nam",
    "birth": """Ngày sinh; năm sinh; sinh ngày; ngày tháng năm sinh; ngày, tháng, năm sinh; ns;
        sinh năm; ngày/tháng/năm sinh; ntns; ngày th năm sinh; date of birth; birth date; dob""",
    "birth_of_man": "Năm sinh Nam; ngày sinh nam; ngày tháng năm sinh nam; sinh năm nam",
    "birth_of_woman": "Năm sinh Nữ; ngày sinh nữ; ngày tháng năm sinh nữ; sinh năm nữ",
    "birthplace": "Nơi sinh; sinh tại",
    "home_town": "Quê quán; quê; nguyên quán; quê quán (xã, huyện, tỉnh)",
    "address": """Nơi thường trú; thường trú; hộ khẩu thường trú; hộ khẩu; hktt; nơi ở;
        nơi ở hiện nay; nơi cư trú; địa chỉ; chỗ ở hiện nay; địa chỉ thường trú""",
    "temporary_address": "Nơi tạm trú; tạm trú; địa chỉ tạm trú",
    "ethnicity": "Dân tộc",
    "religion": "Tôn giáo; tg",
    "card": """Số thẻ Đảng viên; số thẻ; số thẻ đảng; thẻ đảng viên; thẻ đảng; số tđv; số thẻ đv;
        card number""",
    "file": """Số lý lịch; số lý lịch đảng viên; số ll; số lý lịch đv; số hồ sơ; lý lịch đảng viên;
        số hiệu đảng viên; shđv; số lldv""",
    "citizen": """Số CCCD; CCCD; số căn cước; căn cước; căn cước công dân; số căn cước công dân;
        số định danh; số định danh cá nhân; mã định danh; mã định danh cá nhân; số đdcn; đdcn;
        cmnd; số cmnd; cmnd/cccd; số cmnd/cccd; cccd/cmnd; số cccd/cmnd; số cccd/định danh;
        citizen number""",
    "admitted": """Ngày kết nạp; ngày vào đảng; ngày vđ; ngày kn; ngày kết nạp đảng; vào đảng;
        ngày kết nạp vào đảng; ngày vào đảng dự bị; dự bị; ngày dự bị; kết nạp; ngày tháng vào đảng;
        ngày tháng năm vào đảng; ngày tháng năm kết nạp; ngày qđ kết nạp; ngày quyết định kết nạp;
        năm vào đảng; ngày vào đảng csvn; ngày vào đcsvn""",
    "recognised": """Ngày chính thức; chính thức; ngày công nhận chính thức; ngày ct; ngày vào đảng
        chính thức; ngày công nhận; ngày công nhận đảng viên chính thức; ngày vđ chính thức;
        ngày tháng năm chính thức; ngày vđct""",
    "org": """Chi bộ đang sinh hoạt; chi bộ; chi bộ sinh hoạt; nơi sinh hoạt; sinh hoạt tại;
        nơi sinh hoạt đảng; tổ chức đảng; tổ chức đảng đang sinh hoạt; tổ chức đảng sinh hoạt;
        sinh hoạt tại chi bộ; thuộc chi bộ; tên chi bộ; chi bộ hiện tại""",
    "org_above": """Đảng bộ; đảng bộ cơ sở; tổ chức cơ sở đảng; tccsđ; đảng ủy; đảng ủy cơ sở;
        đảng bộ, chi bộ cơ sở; đảng bộ trực thuộc; thuộc đảng bộ""",
    "residential_cell": """Chi bộ nơi cư trú; nơi cư trú 213; chi bộ cư trú; cấp ủy nơi cư trú;
        sinh hoạt nơi cư trú; chi bộ nơi ở; chi bộ 213; tổ chức đảng nơi cư trú""",
    "status": """Trạng thái; tình trạng; loại đảng viên; tình trạng đảng viên; diện đảng viên;
        trạng thái đảng viên; tình trạng sinh hoạt; đảng viên chính thức hay dự bị; status""",
    "general_education": "Giáo dục phổ thông; văn hóa; trình độ văn hóa; tđvh; gdpt",
    "education": """Trình độ chuyên môn; chuyên môn; trình độ; trình độ chuyên môn nghiệp vụ; cmnv;
        trình độ cm; tđcm; học vấn; trình độ học vấn; bằng cấp; trình độ đào tạo""",
    "profession": "Ngành đào tạo; chuyên ngành; ngành học; chuyên ngành đào tạo; ngành chuyên môn",
    "theory": """Lý luận chính trị; trình độ lý luận chính trị; llct; trình độ llct; lý luận;
        trình độ chính trị; chính trị; trình độ lý luận; tđllct""",
    "occupation": """Nghề nghiệp; nghề nghiệp hiện nay; nghề; công việc; nghề nghiệp hiện tại;
        công việc hiện nay""",
    "workplace": """Nơi làm việc; đơn vị công tác; cơ quan; đơn vị; nơi công tác; cơ quan công tác;
        cơ quan, đơn vị; cơ quan đơn vị công tác""",
    "state_post": """Chức vụ chính quyền; chức vụ; chức danh; chức vụ công tác; cv chính quyền;
        chức vụ, chức danh; chức vụ chuyên môn""",
    "head_of_agency": """Người đứng đầu; thủ trưởng; là người đứng đầu; thủ trưởng cơ quan;
        người đứng đầu cơ quan, đơn vị""",
    "party_post": "Chức vụ đảng; chức vụ trong đảng; cv đảng; chức vụ cấp ủy",
    "phone": "Điện thoại; số điện thoại; sđt; di động; số đt; số di động; phone; đtdđ",
    "email": "Thư điện tử; email; e-mail; hộp thư; địa chỉ email",
    "note": "Ghi chú; chú thích; nhận xét; khác; note",
}
FIELDS: Final = tuple(HEADINGS)
NATIONAL: Final = (
    *("row", "name", "card", "citizen", "birth", "admitted", "org", "residential_cell", "status"),
)
# Columns that are read only to know them: nothing of them goes into the register.
ASIDE: Final = frozenset({"row", "note", "party_post"})
# One way or the other a list has to say who is meant.
NAMING: Final = (
    frozenset({"name"}),
    frozenset({"family_name", "given_name"}),
    frozenset({"key"}),
    frozenset({"citizen"}),
)
TITLES: Final = 30
LEAST_HEADED: Final = 2
REMARK: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]|[*:]")
COUNTED: Final = re.compile(r"\(?\d{1,2}\)?")
FILLING: Final = frozenset(
    ("cua", "dong", "chi", "dang", "vien", "ghi", "theo", "so", "neu", "co", "hien", "nay", "tai")
)
SHORT_FORMS: Final = {
    "ng": "ngay",
    "th": "thang",
    "n": "nam",
    "s": "so",
    "sn": "sinh",
    "dv": "dang vien",
    "cb": "chi bo",
    "db": "dang bo",
    "sh": "sinh hoat",
    "kn": "ket nap",
    "vd": "vao dang",
    "ct": "chinh thuc",
    "td": "trinh do",
    "ht": "ho ten",
    "cv": "chuc vu",
}


def _meanings() -> dict[str, str]:
    found: dict[str, str] = {}
    for field, headings in HEADINGS.items():
        for each in (*headings.split(";"), field):
            found.setdefault(plain(each), field)
    return found


_MEANING: Final = _meanings()
_BARE: Final = {
    " ".join(word for word in heading.split() if word not in FILLING): field
    for heading, field in reversed(_MEANING.items())
}


@dataclass(frozen=True)
class ColumnMapping:
    """Which column holds which field, and what is to be said of the others.

    `unmapped` are columns with a heading that is not known; `doubled` are columns left out because
    another one was taken for the same field, by field.
    """

    columns: Mapping[str, int]
    unmapped: tuple[int, ...] = ()
    doubled: Mapping[str, tuple[int, ...]] | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Say what keeps the rows from being read, first, and then what is left out."""
        found = []
        if not any(needed <= self.columns.keys() for needed in NAMING):
            found.append(finding("COLUMN_OF_NAME_MISSING"))
        for field, columns in (self.doubled or {}).items():
            count = len(columns) + 1
            found.append(finding("COLUMN_DOUBLED", field, field=field, count=count))
        if self.unmapped:
            found.append(finding("COLUMNS_UNMAPPED", count=len(self.unmapped)))
        return tuple(found)


def heading_field(text: str) -> str:
    """Return the field that a heading names, blind to accents, case and remarks; "" if none."""
    for asked in dict.fromkeys((plain(text), plain(REMARK.sub(" ", text)))):
        for told in (asked, _spelled_out(asked)):
            if told in _MEANING:
                return _MEANING[told]
            bare = " ".join(word for word in told.split() if word not in FILLING)
            if bare and bare in _BARE:
                return _BARE[bare]
    return ""


def _spelled_out(words: str) -> str:
    return " ".join(SHORT_FORMS.get(word, word) for word in words.split())


def map_columns(
    header: Sequence[str], remembered: Mapping[str, int] | None = None
) -> ColumnMapping:
    """Return which column holds which field: as remembered, or else by the headings.

    The first column of a field counts; the others of that field are told as doubled.
    """
    if remembered is not None:
        columns = {name: at for name, at in remembered.items() if name in HEADINGS}
        return with_columns(header, columns)
    found: dict[str, list[int]] = {}
    for at, text in enumerate(header):
        field = heading_field(text)
        if field:
            found.setdefault(field, []).append(at)
    if "family_name" in found and "given_name" not in found and "name" in found:
        found["given_name"] = found.pop("name")
    doubled = {field: tuple(at[1:]) for field, at in found.items() if len(at) > 1}
    columns = {field: at[0] for field, at in found.items()}
    told = with_columns(header, columns)
    spare = {at for each in doubled.values() for at in each}
    unmapped = tuple(at for at in told.unmapped if at not in spare)
    return ColumnMapping(told.columns, unmapped, doubled)


def with_columns(header: Sequence[str], columns: Mapping[str, int]) -> ColumnMapping:
    """Return the mapping that somebody chose; a column that two fields have is told as doubled."""
    taken: dict[int, str] = {}
    kept: dict[str, int] = {}
    doubled: dict[str, tuple[int, ...]] = {}
    for field, at in columns.items():
        if not 0 <= at < len(header) or field not in HEADINGS:
            continue
        if at in taken:
            doubled[field] = (at,)
            continue
        taken[at], kept[field] = field, at
    unmapped = tuple(at for at, text in enumerate(header) if text.strip() and at not in taken)
    return ColumnMapping(kept, unmapped, doubled)


def source_key(header: Iterable[str]) -> str:
    """Return what tells one source of lists from another: its headings, in whatever order."""
    told = sorted(filter(None, map(plain, header)))
    return sha256("\n".join(told).encode("utf-8")).hexdigest()


def remembered_columns(header: Sequence[str], memory: Mapping[str, str]) -> dict[str, int]:
    """Return the columns that a memory of field by heading means in a header of any order."""
    places: dict[str, int] = {}
    for at, text in enumerate(header):
        places.setdefault(plain(text), at)
    return {field: places[told] for field, told in memory.items() if told in places}


def memory_of(header: Sequence[str], columns: Mapping[str, int]) -> dict[str, str]:
    """Return the heading of each field, to remember a mapping by."""
    return {field: plain(header[at]) for field, at in columns.items() if plain(header[at])}


@dataclass(frozen=True)
class Head:
    """The headings of a table, with the place of the first row behind them."""

    headings: tuple[str, ...]
    body: int


def find_head(rows: Iterable[Sequence[str]]) -> Head | None:
    """Return the headings among the first rows, where two rows seem to be headings as one.

    Title rows above are passed over, and a row that only numbers the columns below.
    """
    first = [tuple(row) for row, _ in zip(rows, range(TITLES), strict=False)]
    known = [_known(row) for row in first]
    if not known or max(known) < 1:
        return None
    at = known.index(max(known))
    if known[at] < LEAST_HEADED and not _are_words(first[at]):
        return None
    top = at
    headings = first[at]
    if at + 1 < len(first) and _is_second(first[at], first[at + 1]):
        headings, at = _joined(first[at], first[at + 1]), at + 1
    elif top and _is_second(first[top - 1], first[top]) and known[top - 1]:
        headings = _joined(first[top - 1], first[top])
    if at + 1 < len(first) and _counts(first[at + 1]):
        at += 1
    return Head(headings, at + 1)


def _are_words(row: Sequence[str]) -> bool:
    """Say whether cells may be headings though only one is known: few of them, or no digit."""
    filled = sum(bool(cell.strip()) for cell in row)
    return filled <= LEAST_HEADED or not any(sign.isdigit() for cell in row for sign in cell)


def _known(row: Sequence[str]) -> int:
    return len({field for cell in row if (field := heading_field(cell))})


def _is_second(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Say whether a row only goes on with the headings above it: words, under or beside gaps."""
    filled = [at for at, cell in enumerate(lower) if cell.strip()]
    if not filled or any(any(sign.isdigit() for sign in lower[at]) for at in filled):
        return False
    if sum(bool(cell.strip()) for cell in upper) < LEAST_HEADED:
        return False
    joined = _joined(upper, lower)
    bare = sum(not lower[at].strip() for at, cell in enumerate(upper) if cell.strip())
    gains = sum(bool(heading_field(joined[at]) or heading_field(lower[at])) for at in filled)
    return bare >= 1 and gains == len(filled)


def _joined(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """Return two rows of headings as one: a heading above goes on to the right over gaps."""
    above, found = "", []
    for top, below in zip(upper, lower, strict=True):
        above = top if top.strip() else above if below.strip() else ""
        both = f"{above} {below}".strip() if below.strip() else top
        found.append(below if not heading_field(both) and heading_field(below) else both)
    return tuple(found)


def _counts(row: Sequence[str]) -> bool:
    """Say whether a row numbers the columns: (1), (2), (3) …"""
    filled = [cell.strip() for cell in row if cell.strip()]
    numbers = [int(re.sub(r"\D", "", cell)) for cell in filled if COUNTED.fullmatch(cell)]
    return len(numbers) == len(filled) > LEAST_HEADED and numbers == sorted(set(numbers))
