"""Draw the frame around every step of a draft: where one is, what is done, who is on it."""

from collections.abc import Iterable
from typing import Any, Final, Literal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from dangbo.accounts.middleware import ActorRequest
from dangbo.desk.enums import State
from dangbo.desk.queries.opening import Draft, is_stopped, is_writable, people_on
from dangbo.desk.queries.reading import read_content
from dangbo.desk.tables.drafts import state_badge
from dangbo.rules.verdicts import Finding
from dangbo.ui.addresses import with_day
from dangbo.ui.parts import Crumb, Step

Mark = Literal["done", "current", "todo", "wrong"]

STEPS: Final = (
    ("desk:head", lazy("Văn bản")),
    ("desk:changes", lazy("Thay đổi")),
    ("desk:order", lazy("Thứ tự")),
    ("desk:check", lazy("Kiểm tra")),
    ("desk:sign", lazy("Ký")),
)
# What is only not filled in yet is still to do; anything else that is found is wrong.
UNFILLED: Final = frozenset(
    {"FIELD_MISSING", "DAY_MISSING", "PAPER_MISSING", "NO_CHANGES", "UNRESOLVED"}
)


def step_context(request: ActorRequest, draft: Draft, current: str) -> dict[str, Any]:
    """Return what `desk/_step.html` shows around the step `current`, such as "desk:head".

    `writable` says whether the reader may change the draft now, on the day being looked at.
    """
    title = title_of(draft)
    people = people_on(draft=draft)
    return {
        "draft": draft,
        "title": title,
        "crumbs": [
            Crumb(_("Sắp xếp tổ chức"), reverse("desk:home")),
            Crumb(title, reverse("desk:draft", args=[draft.pk])),
            *(Crumb(label) for name, label in STEPS if name == current),
        ],
        "badges": [state_badge(draft.state)],
        "steps": steps_of(request, draft, current),
        "others": [each.name for each in people if each.username != request.actor.name],
        "saved_by": str(draft.changed_by),
        "writable": request.as_of.is_today and is_writable(actor=request.actor, draft=draft),
        "may_reopen": request.as_of.is_today and is_stopped(actor=request.actor, draft=draft),
        "owned": request.as_of.is_today and draft.owner_id == request.actor.user_id,
    }


def title_of(draft: Draft) -> str:
    """Return what a draft is called, also before it has a title."""
    return draft.title or _("Bản soạn số %(number)s") % {"number": draft.pk}


def steps_of(request: ActorRequest, draft: Draft, current: str) -> list[Step]:
    """Return the steps with their marks, told from what is typed without foreseeing anything."""
    marks = _marks(request, draft)
    return [
        Step(
            label,
            "current" if name == current else marks[name][0],
            with_day(reverse(name, args=[draft.pk]), request.as_of),
            marks[name][1],
        )
        for name, label in STEPS
    ]


def first_undone(request: ActorRequest, draft: Draft) -> str:
    """Return the name of the first step of a draft that is not done; of a whole one, the last."""
    marks = _marks(request, draft)
    return next((name for name, _label in STEPS if marks[name][0] != "done"), STEPS[-1][0])


def _marks(request: ActorRequest, draft: Draft) -> dict[str, tuple[Mark, str]]:
    read = read_content(actor=request.actor, content=draft.content, today=request.as_of.today)
    head = [each for each in read.verdict.against if each.where.startswith("head.")]
    changes = [each for each in read.verdict.against if not each.where.startswith("head.")]
    signed: Mark = "done" if draft.state in {State.SIGNED, State.SCHEDULED} else "todo"
    whole = not head and not changes
    return {
        "desk:head": (_mark(head), _lacking(head)),
        "desk:changes": (_mark(changes), _lacking(changes)),
        "desk:order": ("todo" if changes else "done", ""),
        "desk:check": ("done" if signed == "done" or (whole and draft.checked) else "todo", ""),
        "desk:sign": ("wrong" if draft.state == State.FAILED else signed, ""),
    }


def _mark(found: Iterable[Finding]) -> Mark:
    codes = {each.code for each in found}
    if not codes:
        return "done"
    return "todo" if codes <= UNFILLED else "wrong"


def _lacking(found: list[Finding]) -> str:
    if not found or found[0].code == "NO_CHANGES":
        return ""
    count = len(found)
    return ngettext("còn %(count)s chỗ cần điền", "còn %(count)s chỗ cần điền", count) % {
        "count": count
    }
