"""Name the fields and the parts of a draft, and sum up a change that may not be complete."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.orgs.phrases import change_name, kind_name

FIELDS: Final = {
    "org": lazy("Tổ chức"),
    "orgs": lazy("Các tổ chức"),
    "name": lazy("Tên"),
    "short_name": lazy("Tên viết tắt"),
    "kind": lazy("Loại hình"),
    "superior": lazy("Tổ chức cấp trên"),
    "code": lazy("Mã"),
    "sector": lazy("Khối ngành"),
    "below": lazy("Nơi tiếp nhận các tổ chức trực thuộc"),
    "sources": lazy("Các tổ chức nguồn"),
    "source": lazy("Tổ chức nguồn"),
    "result": lazy("Tổ chức tiếp nhận"),
    "results": lazy("Các tổ chức hình thành"),
    "rows": lazy("Các dòng nguồn và nơi nhận"),
    "part": lazy("Phần chuyển"),
    "members": lazy("Đảng viên"),
    "rest": lazy("Tất cả đảng viên còn lại về"),
    "gap_unknown": lazy("Không rõ đã kết thúc khi nào"),
    "what": lazy("Nội dung thay đổi"),
    "count": lazy("Số tổ chức"),
    "text": lazy("Diễn giải"),
    "number_raw": lazy("Số, ký hiệu văn bản"),
    "day": lazy("Ngày ban hành"),
    "issuer_code": lazy("Mã cơ quan ban hành"),
    "issuer": lazy("Cơ quan ban hành"),
    "subject": lazy("Trích yếu"),
    "paper": lazy("Văn bản đã có trong sổ"),
    "on": lazy("Ngày có hiệu lực"),
    "title": lazy("Tên gọi của bản soạn"),
    "reason": lazy("Ghi chú, lý do"),
}
PARTS: Final = {
    "head": lazy("Văn bản và ngày hiệu lực"),
    "changes": lazy("Danh sách thay đổi"),
    "order": lazy("Thứ tự thay đổi"),
    "state": lazy("Trạng thái"),
}


def field_name(field: str) -> str:
    """Return what a field of a draft is called."""
    return str(FIELDS.get(field, field))


def field_place(field: str) -> int:
    """Return where a field stands among the others when all are told."""
    order = list(FIELDS)
    return order.index(field) if field in FIELDS else len(order)


def part_name(part: str) -> str:
    """Return what a part of a draft is called in the record of edits."""
    if part.startswith("change:"):
        return _("Thay đổi %(number)s") % {"number": part.removeprefix("change:")}
    return str(PARTS.get(part, part))


def summary_of(change: Mapping[str, Any], names: Mapping[str, str], on: date | None) -> str:
    """Return a drafted change in one line, as far as it is filled in."""
    said = [names.get(key, key) for key in _subjects(change)]
    more = len(said) - 3
    text = ", ".join(said[:3])
    if more > 0:
        text = _("%(names)s và %(more)s tổ chức khác") % {"names": text, "more": more}
    target = _target(change, names, on)
    what = change_name(change["change"])
    if not text and not target:
        return _("%(what)s: chưa điền") % {"what": what}
    if text and target:
        return f"{what}: {text} → {target}"
    return f"{what}: {text or target}"


def _target(change: Mapping[str, Any], names: Mapping[str, str], on: date | None) -> str:
    """Return what comes of a change: where it leads, or what is new."""
    if change["change"] == "retype" and change.get("kind"):
        return kind_name(str(change["kind"]), on or date.max)
    own = {"rename": "name", "recode": "code"}.get(change["change"])
    if own:
        return str(change.get(own) or "")
    results = [change["result"]] if change.get("result") else change.get("results") or ()
    said = [_result(each, names) for each in results]
    below = change.get("below")
    said += [
        names.get(key, key)
        for key in (change.get("superior"), below)
        if isinstance(key, str) and key
    ]
    return ", ".join(each for each in said[:3] if each)


def _result(entry: Any, names: Mapping[str, str]) -> str:
    if not isinstance(entry, Mapping):
        return names.get(str(entry), str(entry))
    key = str(entry.get("org") or "")
    if entry.get("new") is False:
        return names.get(key, key)
    return str(entry.get("name") or "")


def _subjects(change: Mapping[str, Any]) -> list[str]:
    if change["change"] in {"found", "import"}:
        return [str(change.get("name") or "")] if change.get("name") else []
    if change["change"] == "regroup":
        return list(
            dict.fromkeys(row["source"] for row in change.get("rows", ()) if row.get("source"))
        )
    one = change.get("org") or change.get("source")
    return [*([one] if one else []), *change.get("orgs", ()), *change.get("sources", ())]
