"""Read pasted tables: which column is what, whole or part, and which kind is meant.

Source: annexes of decisions and the tables that committees' offices keep in Excel.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from dangbo.rules.org_kinds import OrgKind
from dangbo.rules.plain_words import plain

FIELDS: Final = (
    *("org", "name", "short_name", "kind", "superior", "code", "sector", "key"),
    *("source", "result", "part", "members"),
)
# What each field is called; where two fields share a heading, the rules below choose.
HEADINGS: Final[Mapping[str, str]] = {
    "org": """tổ chức; tổ chức đảng; đơn vị; tên cũ; tên hiện nay; tên hiện tại; tên đang dùng;
        tên trước đây; tên tổ chức hiện nay; tổ chức hiện nay; mã cũ; mã hiện nay; mã tổ chức;
        tên hoặc mã; tổ chức cần chuyển; tổ chức chuyển đi; organisation""",
    "name": """tên; tên mới; tên gọi; tên gọi mới; tên đầy đủ; tên tổ chức; tên tổ chức đảng;
        tên đơn vị; tên tổ chức mới; tên sau khi đổi; đổi thành; new name""",
    "short_name": """tên viết tắt; viết tắt; tên tắt; tên ngắn; tên viết tắt mới; tên gọi tắt;
        short name""",
    "kind": """loại hình; loại; loại hình tổ chức; loại hình tổ chức đảng; loại tổ chức;
        loại tổ chức đảng; loại hình mới; kiểu""",
    "superior": """cấp trên; trực thuộc; tổ chức cấp trên; tổ chức đảng cấp trên; thuộc;
        cấp trên trực tiếp; cấp ủy cấp trên; cấp ủy cấp trên trực tiếp; đảng bộ cấp trên;
        nơi trực thuộc; cấp trên mới; trực thuộc mới; chuyển về; chuyển đến""",
    "code": "mã; mã mới; mã số; mã số mới; mã định danh; mã tổ chức mới",
    "sector": "ngành; khối ngành; khối; lĩnh vực; ngành, lĩnh vực; ngành nghề",
    "key": "khóa; khóa mới; mã khóa",
    "source": """nguồn; tổ chức nguồn; tổ chức cũ; bên giao; nơi giao; tổ chức giao;
        trước sắp xếp; trước khi sắp xếp; tổ chức trước sắp xếp; từ""",
    "result": """kết quả; nơi nhận; tổ chức mới; tổ chức nhận; bên nhận; tổ chức kết quả;
        sau sắp xếp; sau khi sắp xếp; tổ chức sau sắp xếp; nhập vào; sáp nhập vào; hợp nhất thành;
        sang; thành""",
    "part": """phần; phần chuyển; toàn bộ hay một phần; toàn bộ hoặc một phần; toàn bộ/một phần;
        mức độ; phạm vi""",
    "members": """nơi nhận đảng viên; đảng viên; đảng viên về; đảng viên chuyển về; nơi tiếp nhận
        đảng viên; đảng viên chuyển đến; members""",
}
# A heading that names an organisation when the table has no such column of its own.
NAMING: Final = ("tên", "tên tổ chức", "tên tổ chức đảng", "tên đơn vị", "tên gọi", "mã", "khóa")
TITLES: Final = 20
LEAST_HEADED: Final = 2
WHOLE: Final = "toàn bộ; toàn phần; tất cả; hết; cả; nguyên vẹn; nguyên trạng; tb; whole; all; 100"
PART: Final = "một phần; 1 phần; một phần nhỏ; một phần lớn; phần; mp; 1p; part; x"
ASIDE: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]|[*:]")
SHORT_FORMS: Final = (("db", "dang bo"), ("cb", "chi bo"), ("tt", "truc thuoc"), ("cs", "co so"))
LEAST_BEGINNING: Final = 3


def _plainly(headings: str) -> frozenset[str]:
    return frozenset(plain(each) for each in headings.split(";"))


_MEANING: Final = {
    heading: field
    for field, headings in HEADINGS.items()
    for heading in (*_plainly(headings), plain(field))
}
_NAMING: Final = frozenset(map(plain, NAMING))
_WHOLE, _PART = _plainly(WHOLE), _plainly(PART)


def columns_of(header: Sequence[str], fields: Collection[str]) -> dict[str, int]:
    """Return which column holds which of the fields, by headings blind to accents and case.

    The first column of a heading counts. Where "org" is asked for and no column is called so, a
    column "Tên", "Mã" or "Khóa" names the organisation: one left over, else the first of them.
    """
    headings = [_heading(each) for each in header]
    found: dict[str, int] = {}
    for column in sorted(range(len(headings)), key=lambda at: headings[at] in _NAMING):
        field = _MEANING.get(headings[column], "")
        if field in fields and field not in found:
            found[field] = column
    naming = [column for column, heading in enumerate(headings) if heading in _NAMING]
    if "org" not in fields or "org" in found or not naming:
        return found
    spare = [column for column in naming if column not in found.values()]
    org = (spare or naming)[0]
    return {field: column for field, column in found.items() if column != org} | {"org": org}


def _heading(text: str) -> str:
    whole = plain(text)
    return whole if whole in _MEANING else plain(ASIDE.sub(" ", text))


def head_of(rows: Iterable[Sequence[str]], fields: Collection[str] = FIELDS) -> int | None:
    """Return the place of the row of headings among the first rows, where there is one.

    A single heading below the first row, among cells that are none, is no head: rows above a head
    are passed over, and what somebody pasted has to be told as it is.
    """
    first = [row for row, _ in zip(rows, range(TITLES), strict=False)]
    known = [len(columns_of(row, fields)) for row in first]
    for place, row in enumerate(first):
        filled = sum(bool(cell.strip()) for cell in row)
        if known[place] == 1 and place > 0 and filled > LEAST_HEADED:
            known[place] = 0
    return known.index(max(known)) if any(known) else None


def part_of(text: str) -> str | None:
    """Return whether a cell says "whole" or "part"; a cross marks a part; None: neither."""
    words = plain(text)
    if words in _WHOLE:
        return "whole"
    return "part" if words in _PART else None


def kind_of(text: str, kinds: Mapping[str, OrgKind]) -> str | None:
    """Return the one kind that a code, a name, its beginning or an abbreviation means."""
    asked = _spelled_out(plain(text))
    if not asked:
        return None
    for labels in (_names, _variants, _initials):
        found = [code for code, kind in kinds.items() if asked in labels(kind)]
        if found:
            return found[0] if len(found) == 1 else None
    if len(asked.split()) < LEAST_BEGINNING:
        return None
    begun = [code for code, kind in kinds.items() if plain(kind.name).startswith(f"{asked} ")]
    return begun[0] if len(begun) == 1 else None


def _spelled_out(words: str) -> str:
    forms = dict(SHORT_FORMS)
    return " ".join(forms.get(word, word) for word in words.split())


def _names(kind: OrgKind) -> set[str]:
    return {plain(kind.code), plain(kind.name), plain(kind.name_en)}


def _variants(kind: OrgKind) -> set[str]:
    """Return the names that stand beside each other in one: "Xã, phường, đặc khu"."""
    return {plain(each) for each in kind.name.split(",")}


def _initials(kind: OrgKind) -> set[str]:
    labels = (plain(kind.code), plain(kind.name))
    return {"".join(word[0] for word in label.split()) for label in labels}
