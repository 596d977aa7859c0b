"""Tell the entries of an act on posts in words."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.posts.phrases import body_name, kind_of_declaration, post_name, status_name
from dangbo.posts.queries.acts import RecordedAct

TEXTS: Final = {
    "begin": lazy("%(day)s: %(person)s giữ chức danh %(title)s, %(org)s."),
    "end": lazy("%(day)s: %(person)s thôi chức danh %(title)s, %(org)s."),
    "seats": lazy("%(day)s: số lượng %(body)s của %(org)s là %(seats)s."),
    "unseat": lazy("%(day)s: bỏ số lượng %(body)s của %(org)s."),
    "plan": lazy("%(day)s: %(person)s vào quy hoạch %(title)s, %(org)s, nhiệm kỳ %(term)s."),
    "unplan": lazy("%(day)s: %(person)s ra khỏi quy hoạch %(title)s, %(org)s, nhiệm kỳ %(term)s."),
    "declare": lazy("%(day)s: bản kê khai năm %(year)s (%(kind)s) của %(person)s: %(status)s."),
}


def entry_lines(found: RecordedAct, names: Mapping[object, str]) -> list[tuple[int, str]]:
    """Return the place and the sentence of each entry of an act, with its day."""
    return [(each["position"], _line(each, names)) for each in found.entries]


def _line(entry: dict[str, Any], names: Mapping[object, str]) -> str:
    on = entry["on"]
    facts = {
        "day": format_day(on),
        "person": names.get(entry.get("person"), entry.get("person", "")),
        "org": names.get(entry.get("org"), entry.get("outside", "")),
        "title": post_name(entry.get("body", ""), entry.get("title", ""), on),
        "body": body_name(entry.get("body", ""), on),
        "seats": entry.get("seats", ""),
        "term": entry.get("term", ""),
        "year": entry.get("year", ""),
        "kind": kind_of_declaration(entry.get("kind", "")).lower(),
        "status": status_name(entry.get("status", "")).lower(),
    }
    return str(TEXTS[entry["change"]]) % facts
