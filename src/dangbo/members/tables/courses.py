"""Tell the course of a member as moments of a timeline."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day, format_partial
from dangbo.members.phrases import (
    change_name,
    ethnicity_name,
    event_sentence,
    religion_name,
    sex_name,
)
from dangbo.members.phrases.names import change_icon, field_name
from dangbo.members.queries import Step
from dangbo.orgs.tables.parts import paper_url
from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.member_changes import EXITS
from dangbo.rules.record_groups import PHOTO, record_groups
from dangbo.ui.parts import Cited, Moment, Tone, invented_badge

MERGED: Final = {
    "merged": lazy("Nhập hai hồ sơ làm một"),
    "parted": lazy("Tách lại hai hồ sơ đã nhập"),
}
CARRIED: Final = {
    "carried": lazy("Chuyển cùng tổ chức"),
    "carried_temporarily": lazy("Nơi sinh hoạt tạm thời chuyển cùng tổ chức"),
    "temporary_ended": lazy("Hết sinh hoạt tạm thời cùng tổ chức"),
}
CORRECTED: Final = {
    "voided": lazy("Hủy việc đã ghi"),
    "redated": lazy("Đổi ngày việc đã ghi"),
}
# What goes along with a first record and needs no line of its own.
FIRST: Final = frozenset({"enter", "admit", "move_in"})


def moments_of(steps: Sequence[Step], until: date, *, marked: bool = True) -> list[Moment]:
    """Return what happened to a person up to a day, newest first; `marked`: with made-up ones."""
    told = {each.act: _title(each) for each in steps if each.change not in {*CORRECTED, *MERGED}}
    return [_moment(each, told, marked=marked) for each in reversed(steps) if each.on <= until]


def _moment(step: Step, told: Mapping[int, str], *, marked: bool) -> Moment:
    return Moment(
        day=day_words(step),
        title=_title(step),
        text=_text(step, told),
        url=_url(step),
        papers=_papers(step),
        icon=_icon(step.change),
        tone=_tone(step.change),
        badges=[invented_badge(brief=True)] if step.invented and marked else [],
        details=_details(step),
    )


def day_words(step: Step) -> str:
    """Return the day of a step as exactly as it is known."""
    precision = Precision(step.precision)
    if precision is Precision.INFERRED:
        return format_day(step.on)
    return format_partial(PartialDay(step.on, precision))


def _title(step: Step) -> str:
    if step.change in CARRIED:
        return str(CARRIED[step.change])
    if step.change in CORRECTED:
        return str(CORRECTED[step.change])
    if step.change in MERGED:
        return str(MERGED[step.change])
    if step.change in {"attribute", "number"}:
        return event_sentence(step.change, step.facts, {}).rstrip(".")
    if step.change == "sheet":
        return _sheet(str(step.facts.get("group", "")))
    return change_name(step.change)


def _sheet(group: str) -> str:
    if group == PHOTO:
        return _("Đổi ảnh")
    known = record_groups().get(group)
    return _("Cập nhật hồ sơ: %(group)s") % {"group": known.name if known else group}


def _text(step: Step, told: Mapping[int, str]) -> str:
    if step.change in CORRECTED:
        return _corrected(step, told)
    if step.change in CARRIED:
        return _carried(step)
    if step.change in MERGED:
        words = _("Khóa %(gone)s tính cho hồ sơ %(kept)s.")
        if step.change != "merged":
            words = _("Khóa %(gone)s không còn tính cho hồ sơ %(kept)s.")
        return f"{words % step.facts} {step.reason}".strip()
    org = step.facts.get("org")
    names = {org: step.org.name} if isinstance(org, int) and step.org else {}
    titled = step.change in {"attribute", "number"}
    said = [] if titled else [event_sentence(step.change, step.facts, names)]
    moved = step.source is not None and step.change in EXITS | {"transfer", "end_temporary"}
    if moved and step.source is not None:
        said.append(_("Trước đó sinh hoạt tại %(org)s.") % {"org": step.source.name})
    said.append(step.reason)
    return " ".join(each for each in said if each)


def _carried(step: Step) -> str:
    words = {
        "org": step.org.name if step.org else "",
        "source": step.source.name if step.source else "",
    }
    if not words["org"]:
        return words["source"]
    return _("%(source)s thành %(org)s.") % words if words["source"] else words["org"]


def _corrected(step: Step, told: Mapping[int, str]) -> str:
    words = {"what": told.get(step.of or 0, _("việc ở nhật ký số %(act)s") % {"act": step.of})}
    if step.facts.get("on"):
        words["day"] = format_day(date.fromisoformat(str(step.facts["on"])))
        said = _("%(what)s: nay ghi ngày %(day)s.") % words
    else:
        said = _("%(what)s: không còn tính.") % words
    return f"{said} {step.reason}".strip()


def _details(step: Step) -> list[str]:
    """Return what was believed otherwise of who the person is; a first record tells it all."""
    if step.change in FIRST:
        return []
    return [
        _("%(field)s: %(before)s → %(after)s")
        % {
            "field": field_name(name),
            "before": identity_word(name, before) or _("(trống)"),
            "after": identity_word(name, after) or _("(trống)"),
        }
        for name, (before, after) in step.believed.items()
        if name != "birth_precision"
    ]


def identity_word(name: str, value: Any) -> str:
    """Return a value of who a person is in words."""
    if value in (None, ""):
        return ""
    if isinstance(value, date):
        return format_day(value)
    naming = {"sex": sex_name, "ethnicity": ethnicity_name, "religion": religion_name}
    return naming[name](str(value)) if name in naming else str(value)


def _url(step: Step) -> str:
    if step.change in CORRECTED or step.change in MERGED:
        return ""
    if step.change in CARRIED:
        return reverse("orgs:decision", args=[step.act])
    return reverse("members:correct", args=[step.act])


def _papers(step: Step) -> list[Cited]:
    if not step.paper_uid:
        return []
    return [Cited(step.paper_number or _("Văn bản không số"), paper_url(step.paper_uid))]


def _icon(change: str) -> str:
    if change in CORRECTED:
        return "undo-2"
    return "git-merge" if change in CARRIED or change in MERGED else change_icon(change)


def _tone(change: str) -> Tone:
    if change in CORRECTED:
        return "warn"
    if change in EXITS or change == "suspend":
        return "bad"
    return "good" if change in {"admit", "recognise", "readmit", "restore"} else "plain"
