"""Put into words why published figures cannot be met."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dangbo.base.days import format_day
from dangbo.orgs.phrases import finding_text, kind_name
from dangbo.rules.sizes import Measure
from dangbo.rules.verdicts import Finding

TEXTS: Final[Mapping[str, Promise]] = {
    "NO_ANCHORS": _(
        "Không có số liệu tổ chức đảng nào ghi chính xác và có calibrate: true để dựng minh họa."
    ),
    "HOLDS_NO_GRASSROOTS": _("Dưới loại hình «%(kind)s» không có tổ chức cơ sở đảng."),
    "REAL_ONES_CHANGE": _(
        "%(where)s: số tổ chức thật trong sổ thay đổi trong thời gian số liệu phải giữ nguyên."
    ),
    "ANCHOR_NEGATIVE": _(
        "%(where)s: số liệu %(value)s nhỏ hơn số tổ chức thật đã có trong sổ (%(already)s)."
    ),
    "ANCHORS_DIFFER": _(
        "%(where)s: hai số liệu khác nhau cho cùng ngày %(on)s: %(one)s và %(other)s."
    ),
    "ANCHORS_DO_NOT_ADD_UP": _(
        "%(where)s (ngày %(on)s): %(whole)s không bằng %(base)s + %(single)s."
    ),
    "ANCHOR_PART_OVER_WHOLE": _("%(where)s (ngày %(on)s): một phần lớn hơn tổng số %(whole)s."),
    "ANCHOR_TOO_FEW_CELLS": _(
        "%(where)s (ngày %(on)s): số chi bộ không đủ, mỗi đảng bộ cơ sở phải có ít nhất hai chi bộ."
    ),
    "ANCHOR_BEFORE_FOUNDING": _("%(where)s: ngày %(on)s có trước khi thành lập (%(since)s)."),
    "ANCHOR_AFTER_END": _("%(where)s: ngày %(on)s không trước ngày kết thúc (%(until)s)."),
    "MOVE_WITHIN_ANCHOR": _(
        "%(where)s: có quyết định chuyển tổ chức ngày %(on)s khi số liệu phải giữ nguyên."
    ),
    "MOVE_OVER_ANCHOR": _(
        "Ngày %(on)s chuyển đến %(count)s tổ chức nhưng cùng ngày chỉ có %(counted)s tổ chức."
    ),
    "MEMBERS_DO_NOT_FIT": _(
        "Ngày %(on)s: %(value)s đảng viên không chia hợp lý được cho %(cells)s chi bộ."
    ),
    "MEMBERS_NOT_PLACED": _(
        "Ngày %(on)s: không bố trí được đảng viên để chi bộ nào cũng đủ ba đảng viên chính thức."
    ),
    "MORE_LEARNED_THAN_MEMBERS": _(
        "Ngày %(on)s: số đảng viên theo trình độ lớn hơn tổng số đảng viên."
    ),
}
DAYS: Final = frozenset({"on", "since", "until"})
MEASURES: Final = {
    Measure.GRASSROOTS.value: "whole",
    Measure.WITH_CELLS.value: "base",
    Measure.SINGLE.value: "single",
    Measure.CELLS.value: "cells",
}


def conflict_text(found: Finding, names: Mapping[int, str]) -> str:
    """Return the sentence of a conflict, or of whatever the rules of organisations refuse."""
    text = TEXTS.get(found.code)
    if text is None:
        return finding_text(found, names)
    values = {MEASURES.get(name, name): _value(name, str(fact)) for name, fact in found.facts}
    return str(text) % {"where": found.where, **values}


def _value(name: str, fact: str) -> str:
    if name in DAYS:
        return format_day(date.fromisoformat(fact))
    return kind_name(fact, date.max) if name == "kind" else fact
