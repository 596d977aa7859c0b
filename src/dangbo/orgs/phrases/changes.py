"""Tell a change in one sentence."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dangbo.orgs.phrases.names import kind_name

Names = Mapping[int, str]


def describe_change(raw: Mapping[str, Any], names: Names, on: date) -> str:
    """Return one sentence that tells a change, as the journal keeps it, with names of its day."""
    return TELLERS[raw["change"]](raw, names, on)


def _name(org: Any, names: Names) -> str:
    if isinstance(org, Mapping):
        return str(org.get("name") or names.get(org["org"], _("(không rõ tên)")))
    return names.get(org, _("(không rõ tên)"))


def _list(orgs: Iterable[Any], names: Names) -> str:
    return "; ".join(_name(each, names) for each in orgs)


def _under(raw: Mapping[str, Any], names: Names) -> str:
    superior = raw.get("superior")
    if superior is None:
        return ""
    return _(", trực thuộc %(superior)s") % {"superior": _name(superior, names)}


def _found(raw: Mapping[str, Any], names: Names, on: date) -> str:
    values = {
        "name": raw["name"],
        "kind": kind_name(raw["kind"], on),
        "under": _under(raw, names),
    }
    return _("Thành lập %(name)s (%(kind)s)%(under)s.") % values


def _import(raw: Mapping[str, Any], names: Names, on: date) -> str:
    values = {
        "name": raw["name"],
        "kind": kind_name(raw["kind"], on),
        "under": _under(raw, names),
    }
    return _("Ghi nhận %(name)s (%(kind)s) đã có%(under)s.") % values


def _rename(raw: Mapping[str, Any], names: Names, on: date) -> str:
    values = {"before": _name(raw["org"], names), "after": raw["name"]}
    return _("Đổi tên %(before)s thành %(after)s.") % values


def _retype(raw: Mapping[str, Any], names: Names, on: date) -> str:
    values = {"name": _name(raw["org"], names), "kind": kind_name(raw["kind"], on)}
    return _("Chuyển %(name)s thành %(kind)s.") % values


def _move(raw: Mapping[str, Any], names: Names, on: date) -> str:
    values = {
        "count": len(raw["orgs"]),
        "orgs": _list(raw["orgs"], names),
        "superior": _name(raw["superior"], names),
    }
    return _("Chuyển giao %(count)d tổ chức về trực thuộc %(superior)s: %(orgs)s.") % values


def _recode(raw: Mapping[str, Any], names: Names, on: date) -> str:
    values = {"name": _name(raw["org"], names), "code": raw["code"]}
    return _("Đổi mã của %(name)s thành %(code)s.") % values


def _dissolve(raw: Mapping[str, Any], names: Names, on: date) -> str:
    name = _name(raw["org"], names)
    if raw.get("below") is None:
        return _("Giải thể %(name)s.") % {"name": name}
    values = {"name": name, "below": _name(raw["below"], names)}
    return _("Giải thể %(name)s; các tổ chức trực thuộc chuyển về %(below)s.") % values


def _restore(raw: Mapping[str, Any], names: Names, on: date) -> str:
    return _("Lập lại %(name)s.") % {"name": raw.get("name") or _name(raw["org"], names)}


def _merge(raw: Mapping[str, Any], names: Names, on: date) -> str:
    values = {"sources": _list(raw["sources"], names), "result": _name(raw["result"], names)}
    return _("Hợp nhất %(sources)s thành %(result)s.") % values


def _absorb(raw: Mapping[str, Any], names: Names, on: date) -> str:
    unlisted = raw.get("unlisted") or {}
    sources = _list(raw.get("sources", ()), names)
    if unlisted:
        count = _("%(count)s tổ chức không nêu tên") % {"count": unlisted.get("count", "")}
        sources = f"{sources}; {count}" if sources else count
    values = {"sources": sources, "result": _name(raw["result"], names)}
    return _("Sáp nhập %(sources)s vào %(result)s.") % values


def _split(raw: Mapping[str, Any], names: Names, on: date) -> str:
    values = {"source": _name(raw["source"], names), "results": _list(raw["results"], names)}
    return _("Chia, tách %(source)s thành %(results)s.") % values


def _hand_over(raw: Mapping[str, Any], names: Names, on: date) -> str:
    values = {
        "source": _name(raw["source"], names),
        "result": _name(raw["result"], names),
        "orgs": _list(raw.get("orgs", ()), names),
    }
    if not values["orgs"]:
        return _("%(source)s chuyển giao một phần cho %(result)s.") % values
    return _("%(source)s chuyển giao một phần cho %(result)s: %(orgs)s.") % values


def _regroup(raw: Mapping[str, Any], names: Names, on: date) -> str:
    own = {each["org"]: each["name"] for each in raw.get("results", ()) if "name" in each}
    known = {**names, **own}
    rows = []
    for row in raw["rows"]:
        result = row["result"]
        values = {
            "source": _name(row["source"], known),
            "result": _("nơi không nêu rõ") if result is None else _name(result, known),
        }
        whole = row["part"] == "whole"
        rows.append(
            _("toàn bộ %(source)s vào %(result)s") % values
            if whole
            else _("một phần %(source)s vào %(result)s") % values
        )
    return _("Sắp xếp lại: %(rows)s.") % {"rows": "; ".join(rows)}


def _unlisted(raw: Mapping[str, Any], names: Names, on: date) -> str:
    values = {
        "what": raw.get("text") or raw.get("what", ""),
        "count": raw.get("count", ""),
        "sources": _list(raw.get("sources", ()), names),
        "result": _name(raw["result"], names) if raw.get("result") is not None else "",
    }
    if values["sources"] and values["result"]:
        return (
            _("%(what)s (%(count)s tổ chức, nguồn không nêu tên) từ %(sources)s về %(result)s.")
            % values
        )
    return _("%(what)s (%(count)s tổ chức, nguồn không nêu tên).") % values


TELLERS = {
    "found": _found,
    "import": _import,
    "rename": _rename,
    "retype": _retype,
    "move": _move,
    "recode": _recode,
    "dissolve": _dissolve,
    "restore": _restore,
    "merge": _merge,
    "absorb": _absorb,
    "split": _split,
    "hand_over_part": _hand_over,
    "regroup": _regroup,
    "unlisted": _unlisted,
}
