"""Ask for a step of a case: its day, who takes it, its vote, and what it has to tell."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from dangbo.cases.commands.stepping import StepGiven
from dangbo.cases.forms.fields import ActForm, DayField
from dangbo.cases.phrases.names import role_name
from dangbo.cases.queries.rows import CaseRow
from dangbo.cases.queries.sponsoring import Introducer
from dangbo.rules.case_moves import DUES, ENCLOSED, INTRODUCED
from dangbo.rules.case_stages import Step
from dangbo.rules.case_votes import vote_of
from dangbo.rules.member_documents import document_type
from dangbo.ui.fields import PickSelect, offer

GRADES: Final = [
    ("", "–"),
    *((str(grade), f"{grade}/12") for grade in range(12, 0, -1)),
    ("0", _("Biết đọc, biết viết")),
]
PROOFS: Final = [
    ("", "–"),
    ("diploma", _("Bằng tốt nghiệp trung học cơ sở trở lên")),
    ("certificate", _("Giấy chứng nhận tốt nghiệp trung học cơ sở")),
    ("completed", _("Xác nhận hoàn thành chương trình trung học cơ sở")),
]
UNIONS: Final = [
    ("youth_union", _("Đoàn Thanh niên")),
    ("trade_union", _("Công đoàn cơ sở")),
]
CONSENTS: Final = [("age", _("tuổi")), ("education", _("học vấn"))]
SPONSORS: Final = (1, 2)
MOST: Final = 10_000
MONTH: Final = r"^(0?[1-9]|1[0-2])/(19|20)[0-9]{2}$"


def _dossier() -> dict[str, forms.Field]:
    many = forms.CheckboxSelectMultiple
    return {
        "citizen": forms.BooleanField(label=_("Là công dân Việt Nam"), required=False),
        "grade": forms.ChoiceField(label=_("Trình độ phổ thông"), choices=GRADES),
        "proof": forms.ChoiceField(label=_("Giấy tờ chứng minh"), choices=PROOFS, required=False),
        "youth_union_here": forms.BooleanField(
            label=_("Nơi này có Đoàn Thanh niên"), required=False
        ),
        "unions": forms.MultipleChoiceField(
            label=_("Đoàn thể giới thiệu"), choices=UNIONS, required=False, widget=many
        ),
        "background_check": forms.BooleanField(label=_("Phải thẩm tra lý lịch"), required=False),
        "consents": forms.MultipleChoiceField(
            label=_("Cấp có thẩm quyền đã đồng ý về"),
            choices=CONSENTS,
            required=False,
            widget=many,
        ),
    }


def _count(label: Any, *, required: bool = True) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=required, min_value=0, max_value=MOST)


def _cell_vote() -> dict[str, forms.Field]:
    return {
        "present": _count(_("Đảng viên chính thức dự họp")),
        "exempt_came": _count(_("trong đó được miễn sinh hoạt mà đến dự"), required=False),
        "elsewhere_came": _count(
            _("trong đó sinh hoạt tạm thời nơi khác mà về dự"), required=False
        ),
        "agreed": _count(_("Tán thành")),
    }


def _body_vote() -> dict[str, forms.Field]:
    return {
        "members": _count(_("Tổng số ủy viên")),
        "present": _count(_("Dự họp")),
        "agreed": _count(_("Tán thành")),
    }


def _received() -> dict[str, forms.Field]:
    label = _("Ngày cấp quyết định nhận đủ hồ sơ")
    return {"received": DayField(label=label, required=False)}


def _suspended() -> dict[str, forms.Field]:
    return {"end": DayField(label=_("Đình chỉ đến ngày"))}


def _reported() -> dict[str, forms.Field]:
    label = _("Đã báo cáo cấp trên về việc tổ chức chậm")
    return {"reported": forms.BooleanField(label=label, required=False)}


def _violating() -> dict[str, forms.Field]:
    label = _("Vi phạm đến mức phải xem xét khai trừ")
    return {"deserves_expulsion": forms.BooleanField(label=label, required=False)}


def _introducing() -> dict[str, forms.Field]:
    """Return what the letter of introduction says beyond who goes where."""
    return {
        DUES: forms.RegexField(
            MONTH,
            label=_("Đã đóng đảng phí đến hết tháng"),
            required=False,
            help_text=_("Tháng/năm, ví dụ 10/2026; để trống thì ghi tay trên giấy giới thiệu."),
            error_messages={"invalid": _("Ghi tháng/năm, ví dụ 10/2026.")},
        ),
        ENCLOSED: forms.CharField(
            label=_("Hồ sơ kèm theo"),
            required=False,
            max_length=300,
            help_text=_("Ghi trên giấy giới thiệu, ví dụ: hồ sơ đảng viên theo mục lục, 01 bộ."),
        ),
    }


ASKED: Final[Mapping[tuple[str, str], Callable[[], dict[str, forms.Field]]]] = {
    ("", "ceremony"): _reported,
    ("suspension", "decision"): _suspended,
    ("suspension", "extension"): _suspended,
    **{(kind, "decision"): _received for kind in ("admission", "readmission")},
    **{(kind, "cell_vote"): _violating for kind in ("strike_off", "resignation")},
    **{(kind, "introduction"): _introducing for kind in INTRODUCED},
}


class StepForm(ActForm):
    """Ask for one step of a case."""

    by = forms.ChoiceField(label=_("Cấp quyết định"))
    document = forms.BooleanField(required=False, initial=True)

    def __init__(
        self, *args: Any, row: CaseRow, step: Step, introducers: Sequence[Introducer], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.row, self.step = row, step
        self.voted = self._vote_names()
        extra = self._extra(introducers)
        self.told_names = tuple(extra)
        self.fields.update(extra)
        offer(self, "by", [(code, role_name(code)) for code in step.by])
        self.fields["by"].initial = step.by[0]
        if len(step.by) == 1:
            self.fields["by"].widget = forms.HiddenInput()
        if step.document:
            kind = document_type(step.document, on=row.opened_on)
            label = _("Đưa vào hồ sơ: %(name)s") % {"name": kind.name}
            self.fields["document"].label = label
        else:
            del self.fields["document"]
        self.put_last("paper", "document", "note")

    def _vote_names(self) -> tuple[str, ...]:
        kinds = {vote_of(kind=self.row.kind, step=self.step.code, by=by) for by in self.step.by}
        self.vote_needed = None not in kinds
        of = next((each[0] for each in kinds if each), "")
        fields = {"cell": _cell_vote, "body": _body_vote}.get(of, dict)()
        if not self.vote_needed:
            for each in fields.values():
                each.required = False
        self.fields.update(fields)
        return tuple(fields)

    def _extra(self, introducers: Sequence[Introducer]) -> dict[str, forms.Field]:
        code = self.step.code
        if code == "dossier":
            return _dossier() | self._sponsors(introducers)
        return ASKED.get((self.row.kind, code), ASKED.get(("", code), dict))()

    def _sponsors(self, introducers: Sequence[Introducer]) -> dict[str, forms.Field]:
        choices = [("", "–"), *((str(each.person.id), _called(each)) for each in introducers)]
        found: dict[str, forms.Field] = {}
        for place in SPONSORS:
            named = {"number": place}
            found[f"sponsor_{place}"] = forms.ChoiceField(
                label=_("Đảng viên giới thiệu thứ %(number)s") % named,
                help_text=_("Đảng viên chính thức trong cùng tổ chức cơ sở đảng."),
                choices=choices,
                required=False,
                widget=PickSelect,
            )
            found[f"since_{place}"] = DayField(
                label=_("Cùng công tác, học tập, cư trú từ (người thứ %(number)s)") % named,
                required=False,
            )
        return found

    def given(self) -> StepGiven:
        """Return the step that is asked for."""
        told = self.cleaned_data
        vote = {name: told.get(name) or 0 for name in self.voted}
        wants_vote = vote_of(kind=self.row.kind, step=self.step.code, by=told["by"]) is not None
        return StepGiven(
            step=self.step.code,
            on=told["on"],
            by=told["by"],
            facts=self._facts(told),
            vote=vote if wants_vote else None,
            document=bool(told.get("document")),
        )

    def _facts(self, told: Mapping[str, Any]) -> dict[str, Any]:
        if self.step.code != "dossier":
            return {name: told.get(name) for name in self.told_names}
        conditions = [*told["unions"], *(["background_check"] if told["background_check"] else ())]
        return {
            "citizen": told["citizen"],
            "grade": int(told["grade"]) if told["grade"] else None,
            "proof": told["proof"],
            "youth_union_here": told["youth_union_here"],
            "consents": told["consents"],
            "conditions": conditions,
            "sponsors": [
                {"person": int(told[f"sponsor_{place}"]), "since": _iso(told[f"since_{place}"])}
                for place in SPONSORS
                if told[f"sponsor_{place}"]
            ],
        }


def _called(each: Introducer) -> str:
    return f"{each.person.name} ({each.cell})" if each.cell else each.person.name


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
