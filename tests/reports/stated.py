"""Publish figures about the small register: some agree, some cannot, some nobody can know."""

import json
from typing import Any, Final

from dangbo.accounts.access import OPERATOR
from dangbo.history.commands import load_history

SOURCES: Final = [
    {"key": "bao", "title": "Báo tỉnh, bài năm 2017", "publisher": "Báo tỉnh"},
    {"key": "trang", "title": "Trang thông tin, bài năm 2017", "publisher": "Trang thông tin"},
]
ON: Final = "2017-01-01"


def figure(key: str, indicator: str, day: str = ON, **more: Any) -> dict[str, Any]:
    """Return a figure about khoi."""
    told = {"key": key, "org": "khoi", "indicator": indicator, "source": "bao"}
    return {**told, **({} if "period" in more else {"day": day}), **more}


FIGURES: Final = [
    figure("dv", "dang_vien", value=5, as_printed="5 đảng viên"),
    figure("dv-hon", "dang_vien", value=4, operator="over"),
    figure("dv-sai", "dang_vien", "2016-12-01", value=6),
    figure("dv-truoc", "dang_vien", "2009-05-01", value=3),
    figure("dv-sau", "dang_vien", "2018-01-01", value=5),
    figure(
        "dv-in-sai",
        "dang_vien",
        "2016-11-01",
        as_printed="trên 7.5000",
        read_as=7500,
        operator="over",
        flags=["malformed"],
    ),
    figure("dai-hoc", "trinh_do_dai_hoc_tro_len", value=40),
    figure("tinh-uy", "tinh_uy_vien", value=38),
    figure("doan-the", "dang_vien_tham_gia_bch_doan_the", value=1100),
    figure("tc-nam", "to_chuc_co_so", "2015", value=3),
    figure("tc-truoc", "to_chuc_co_so", "2016-02-01", value=3),
    figure("tc-them", "to_chuc_nhan_ve", "2016-05-01", value=2, source="trang"),
    figure("tc-sau", "to_chuc_co_so", value=4),
    figure("ket-nap", "ket_nap_dang_vien", period={"from": 2012, "to": "2016-12"}, value=3),
    figure("dang-do", "ket_nap_dang_vien", period={"from": 2016, "to": 2020}, value=9),
    figure("bd-dai-hoc", "trinh_do_dai_hoc_tro_len", value=66.7, rounding=0.1, org="bao-dai"),
    figure("ca-ky", "dang_vien", period={"from": 2015, "to": 2016}, value=5),
]
CONGRESS: Final = {
    "key": "dh",
    "org": "khoi",
    "ordinal": "II",
    "from": "2016-03-01",
    "to": "2016-03-02",
    "results": {"uy_vien_ban_chap_hanh": 25},
    "source": "trang",
}


def publish(*more: dict[str, Any]) -> None:
    """Load the figures into a register in which khoi stands."""
    told: dict[str, Any] = {"dangbo": 1, "committee": "khoi", "sources": SOURCES}
    told |= {"figures": [*FIGURES, *more], "congresses": [CONGRESS]}
    content = json.dumps(told, ensure_ascii=False).encode()
    load_history(actor=OPERATOR, content=content, name="khoi.json")
