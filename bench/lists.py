"""Write a list of members as offices send it to the national database, as long as is wanted."""

import csv
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from io import StringIO

from bench.people import FAMILIES, GIVEN, MIDDLES

HEAD = (
    *("STT", "Họ và tên", "Số thẻ Đảng viên", "Số CCCD", "Ngày sinh", "Ngày kết nạp"),
    *("Ngày chính thức", "Chi bộ đang sinh hoạt", "Chi bộ nơi cư trú", "Trạng thái"),
)
PROVINCES = ("001", "022", "031", "040", "048", "079", "092")
FIRST_BIRTH, BIRTHS = date(1950, 1, 1), 18_000


def national_list(rows: int, cells: Sequence[str], *, seed: int = 5) -> bytes:
    """Return a list in CSV of so many invented members of cells, each name and birth but once."""
    out = StringIO()
    write = csv.writer(out)
    write.writerow(HEAD)
    write.writerows(_rows(rows, cells, random.Random(seed)))
    return out.getvalue().encode("utf-8-sig")


def _rows(rows: int, cells: Sequence[str], draw: random.Random) -> Iterator[tuple[str, ...]]:
    seen: set[tuple[str, int]] = set()
    while len(seen) < rows:
        name = f"{draw.choice(FAMILIES)} {draw.choice(MIDDLES)} {draw.choice(GIVEN)}"
        day = draw.randrange(BIRTHS)
        if (name, day) in seen:
            continue
        seen.add((name, day))
        number = len(seen)
        birth = FIRST_BIRTH + timedelta(days=day)
        admitted = birth + timedelta(days=draw.randrange(19 * 365, 24 * 365))
        official = admitted + timedelta(days=draw.randrange(366, 400))
        century = "0" if birth.year < 2000 else "2"
        citizen = f"{draw.choice(PROVINCES)}{century}{birth:%y}{number % 1_000_000:06}"
        yield (
            *(str(number), name, f"{number:08}", citizen, _told(birth), _told(admitted)),
            *(_told(official), cells[number % len(cells)]),
            *(f"Chi bộ khu {number % 40 + 1}", "Chính thức"),
        )


def _told(day: date) -> str:
    return f"{day:%d/%m/%Y}"
