"""Lay out the page of one case: its path, facts, papers and course."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.base.days import format_day
from dangbo.cases.phrases.names import DECISIONS, OUTCOMES, REASONS, role_name, step_name
from dangbo.cases.queries.pages import CasePage, DocumentLine, PathStep
from dangbo.cases.queries.rows import CaseRow
from dangbo.cases.queries.voting import Electorate
from dangbo.cases.tables.boards import member_url
from dangbo.members.tables.members import birth_words
from dangbo.orgs.queries.names import OrgName
from dangbo.rules.case_moves import DUES, ENCLOSED
from dangbo.rules.voting import threshold_of
from dangbo.ui import parts
from dangbo.ui.parts import Act, Badge, Cited, Fact, Moment, Tone, invented_badge


def step_url(row: CaseRow, code: str) -> str:
    """Return the address of a step's form."""
    return reverse("cases:step", args=[row.id, code])


def badges_of(row: CaseRow) -> list[Badge]:
    """Mark whether a case runs, how it ended, and whether it is invented."""
    tone: dict[str, Tone] = {"": "note", "done": "good", "stopped": "plain"}
    found = [Badge(OUTCOMES[row.outcome], tone[row.outcome])]
    return [*found, invented_badge()] if row.invented else found


def path_of(page: CasePage, on: date) -> list[parts.Step]:
    """Return the stages of a case as a path."""
    return [
        parts.Step(
            step_name(each.step.code),
            each.state,
            url=step_url(page.row, each.step.code) if each.state == "current" else "",
            note=_note(each, on),
        )
        for each in page.path
    ]


def _note(each: PathStep, on: date) -> str:
    if each.taken is not None:
        return format_day(each.taken.on)
    if each.due is None:
        return _("không bắt buộc") if each.step.optional else ""
    due = {"day": format_day(each.due.due)}
    return _("quá hạn %(day)s") % due if each.due.due < on else _("hạn %(day)s") % due


def next_acts(page: CasePage) -> list[dict[str, Any]]:
    """Return what may be done next: the step, who takes it, the paper, the deadline."""
    found = []
    first = next((each for each in page.row.nexts if not each.step.optional), None)
    for each in page.row.nexts:
        due = each.due
        found.append(
            {
                "label": step_name(each.step.code),
                "url": step_url(page.row, each.step.code),
                "who": ", ".join(role_name(by) for by in each.step.by),
                "paper": each.step.paper,
                "due": format_day(due.due) if due else "",
                "source": due.source if due else "",
                "optional": each.step.optional,
                "main": each is first,
            }
        )
    return found


def facts_of(page: CasePage) -> list[Fact]:
    """Return what a case is about."""
    row = page.row
    facts = [
        Fact(_("Họ và tên"), row.person.name, url=member_url(row.person.uid)),
        Fact(_("Ngày sinh"), birth_words(row.person) or "–"),
        Fact(_("Chi bộ"), row.org.name, url=org_url(row.org)),
    ]
    if row.to_org:
        facts.append(Fact(_("Nơi đến"), row.to_org.name, url=org_url(row.to_org)))
    facts.append(Fact(_("Mở ngày"), format_day(row.opened_on)))
    return [*facts, *_told(row.facts)]


def org_url(org: OrgName) -> str:
    """Return the address of an organisation."""
    return reverse("orgs:detail", args=[org.uid])


def _told(facts: Mapping[str, Any]) -> list[Fact]:
    labels = {
        "to_text": _("Nơi đến ngoài sổ"),
        "from_text": _("Nơi đi"),
        "effect": _("Có hiệu lực từ"),
        "end": _("Đến ngày"),
        "cause": _("Lý do"),
        "introduction": _("Ngày được giới thiệu đi"),
        "admitted": _("Ngày vào Đảng"),
        "counted_from": _("Ngày tính tuổi đảng"),
    }
    found = []
    for name, label in labels.items():
        if value := facts.get(name):
            found.append(Fact(label, REASONS.get(value) or _day_or_text(value)))
    return found


def _day_or_text(value: object) -> str:
    try:
        return format_day(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def moments_of(page: CasePage) -> list[Moment]:
    """Return the course of a case, the last step first."""
    found = []
    for each in sorted(page.steps, key=lambda one: one.act, reverse=True):
        papers = []
        if each.paper:
            papers.append(Cited(each.paper, reverse("papers:detail", args=[each.paper_uid])))
        details = [words] if (words := vote_words(each.facts.get("vote"))) else []
        details += _introduced(each.facts)
        found.append(
            Moment(
                format_day(each.on),
                step_name(each.code),
                text=". ".join(filter(None, (role_name(each.by), each.note))),
                papers=papers,
                icon="check" if each.result is None else "badge-check",
                tone="good" if each.result is not None else "plain",
                details=details,
            )
        )
    return found


def _introduced(facts: Mapping[str, Any]) -> list[str]:
    """Say what the letter of introduction tells beyond who goes where."""
    dues, enclosed = facts.get(DUES), facts.get(ENCLOSED)
    told = [_("Đã đóng đảng phí đến hết tháng %(month)s.") % {"month": dues}] if dues else []
    if enclosed:
        told.append(_("Hồ sơ kèm theo: %(papers)s.") % {"papers": enclosed})
    return told


def vote_words(vote: Mapping[str, Any] | None) -> str:
    """Say how a vote went."""
    if not vote:
        return ""
    values = {**vote, "decision": DECISIONS.get(vote["decision"], vote["decision"])}
    return (
        _(
            "Biểu quyết %(decision)s: tán thành %(agreed)s trên %(base)s (cần %(needed)s), "
            "dự họp %(present)s."
        )
        % values
    )


def document_lines(page: CasePage) -> list[dict[str, Any]]:
    """Return the papers of a case, those that are missing marked."""
    return [_document_line(page.row, each) for each in page.documents]


def _document_line(row: CaseRow, line: DocumentLine) -> dict[str, Any]:
    form = f" ({line.kind.form})" if line.kind.form else ""
    return {
        "name": f"{line.kind.name}{form}",
        "number": line.kind.number,
        "missing": line.needed and not line.held,
        "held": [
            {
                "text": _kept(each.signed, each.pages, each.reference),
                "paper": each.paper,
                "paper_url": reverse("papers:detail", args=[each.paper_uid])
                if each.paper_uid
                else "",
                "void_url": reverse("cases:void", args=[row.id, each.id]),
            }
            for each in line.held
        ],
        "add_url": f"{reverse('cases:document', args=[row.id])}?loai={line.kind.number}",
    }


def _kept(signed: date | None, pages: int | None, reference: str) -> str:
    words = [
        format_day(signed) if signed else _("không rõ ngày"),
        _("%(count)s trang") % {"count": pages} if pages else "",
        reference,
    ]
    return ", ".join(filter(None, words))


def electorate_facts(electorate: Electorate, decision: str, on: date) -> list[Fact]:
    """Say on how many a vote of the cell is counted and how many have to agree."""
    base = electorate.base(on=on)
    threshold = threshold_of(decision, on=on)
    facts = [
        Fact(_("Đảng viên của chi bộ"), str(electorate.members)),
        Fact(_("Đảng viên chính thức"), str(electorate.official)),
    ]
    out = (
        (_("được miễn sinh hoạt"), electorate.exempt),
        (_("sinh hoạt tạm thời nơi khác"), electorate.elsewhere),
        (_("bị đình chỉ sinh hoạt"), electorate.suspended),
    )
    facts += [
        Fact(_("Không tính: %(who)s") % {"who": who}, str(count)) for who, count in out if count
    ]
    needed = {"needed": threshold.needed(base), "base": base}
    return [
        *facts,
        Fact(_("Cơ sở tính"), str(base)),
        Fact(_("Cần tán thành"), _("%(needed)s trên %(base)s") % needed),
    ]


def acts_of(page: CasePage, letters: Sequence[Act]) -> list[Act]:
    """Return what can be done with a case besides its next steps."""
    row = page.row
    acts = [*letters]
    if page.may_stop and row.closed_on is None:
        acts.append(Act(_("Dừng hồ sơ"), reverse("cases:withdraw", args=[row.id]), "circle-minus"))
    if page.last is not None:
        acts.append(
            Act(_("Hủy bước cuối"), reverse("cases:undo", args=[row.id, page.last.id]), "undo-2")
        )
    return acts
