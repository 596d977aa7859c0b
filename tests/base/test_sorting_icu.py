"""Prove that persons stand in the order of ICU's Vietnamese collation, as PostgreSQL has it.

An apostrophe is left out: for ICU it is a letter before all others, while we read past it.
"""

from itertools import product
from random import Random
from unicodedata import normalize

import pytest
from django.db import connection

from dangbo.base.vietnamese import person_sort_key
from dangbo.rules.person_names import name_parts

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

DISTINCT = 20_000
FAMILIES = """
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Ân Âu Bạch Cao Chu Châu Cù
Diệp Đàm Đào Đinh Đoàn Đồng Giang Giáp Hà Khuất Kiều Kim La Lã Lạc Lại Lâm Lưu Lương Mã Mạc Mai
Nghiêm Ngụy Ninh Nông Ông Phí Phó Phùng Quách Quản Sầm Tạ Thạch Thái Thân Thẩm Tiêu Tô Tôn Tống
Trang Triệu Trịnh Trương Từ Ưng Văn Vi Viên Vương Xa Yên
"""
# Some have two words.
MIDDLES = """
Văn Thị Hữu Đức Đình Xuân Thu Ngọc Minh Thanh Thành Hồng Bá Bảo Công Duy Gia Hải Hoài Huy Khánh Kim
Mạnh Mỹ Như Phương Quang Quốc Quỳnh Thế Tiến Tố Trọng Tuấn Tường Uyên Ứng Viết Vĩnh Ái Ánh Ân
Thị_Ngọc Thị_Hồng Thị_Hoài Đức_Minh Hữu_Đức Ngọc_Quỳnh
"""
ONSETS = "b c ch d đ gi h kh l m n ng nh ph r s t th tr v x"
# The tone stands behind the letter that a star follows.
RIMES = """
a* a*n a*nh ă*n ă*m â*n â*u e*o ê* ê*n i* i*nh o*ng o*n ô* ô*n ơ* ơ*n u* u*y u*ng ư* ư*ng iê*n
ươ*ng uô*ng uâ*n uyê*n oa*n oa*ng
"""
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]


def given_names() -> list[str]:
    made = (
        f"{onset}{rime.replace('*', tone)}"
        for onset, rime, tone in product(ONSETS.split(), RIMES.split(), TONES)
    )
    return sorted({normalize("NFC", each).capitalize() for each in made})


def full_names() -> list[str]:
    draw = Random(20261122)
    families, given = FAMILIES.split(), given_names()
    middles = ["", *(each.replace("_", " ") for each in MIDDLES.split())]
    names: set[str] = set()
    while len(names) < DISTINCT:
        words = (draw.choice(families), draw.choice(middles), draw.choice(given))
        names.add(" ".join(filter(None, words)))
    mixed = sorted(names)
    draw.shuffle(mixed)
    return mixed


def test_person_sort_key_agrees_with_icu() -> None:
    names = full_names()
    parts = [name_parts(name) for name in names]
    columns = [[getattr(each, part) for each in parts] for part in ("family", "middle", "given")]

    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT name FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[])
            AS person (family, middle, given, name)
            ORDER BY given COLLATE "vi-x-icu", family COLLATE "vi-x-icu", middle COLLATE "vi-x-icu"
            """,
            [*columns, names],
        )
        by_icu = [row[0] for row in cursor.fetchall()]

    assert len(set(by_icu)) == DISTINCT
    assert sorted(names, key=person_sort_key) == by_icu
