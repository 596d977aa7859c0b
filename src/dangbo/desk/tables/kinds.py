"""Name the fields of each kind of change, and offer the kinds of organisation that fit."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from dangbo.base.vietnamese import sort_key
from dangbo.desk.phrases import field_name
from dangbo.desk.tables.boxes import KindGroup
from dangbo.orgs.phrases import kind_name
from dangbo.rules.org_kinds import org_kinds

# What a field is called here, where the change says more than the field does.
LABELS: Final[Mapping[tuple[str, str], Callable[[], str]]] = {
    ("rename", "name"): lambda: _("Tên mới"),
    ("rename", "short_name"): lambda: _("Tên viết tắt mới"),
    ("retype", "kind"): lambda: _("Loại hình mới"),
    ("retype", "name"): lambda: _("Tên mới"),
    ("move", "superior"): lambda: _("Chuyển về trực thuộc"),
    ("move", "orgs"): lambda: _("Các tổ chức được chuyển"),
    ("recode", "code"): lambda: _("Mã mới"),
    ("dissolve", "below"): lambda: _("Các tổ chức trực thuộc chuyển về"),
    ("merge", "sources"): lambda: _("Các tổ chức được hợp nhất"),
    ("merge", "result"): lambda: _("Tổ chức mới"),
    ("absorb", "sources"): lambda: _("Các tổ chức được sáp nhập"),
    ("absorb", "result"): lambda: _("Sáp nhập vào"),
    ("split", "source"): lambda: _("Tổ chức được chia, tách"),
    ("hand_over_part", "source"): lambda: _("Tổ chức chuyển giao"),
    ("hand_over_part", "orgs"): lambda: _("Các tổ chức trực thuộc được chuyển giao"),
    ("hand_over_part", "result"): lambda: _("Tổ chức tiếp nhận"),
    ("regroup", "results"): lambda: _("Các tổ chức mới"),
}


def label_of(change: str, field: str) -> str:
    """Return what a field is called in one kind of change."""
    own = LABELS.get((change, field))
    return own() if own else field_name(field)


def kind_groups(on: date, above: str, value: str) -> list[KindGroup]:
    """Return the kinds in force on a day, those that may stand under a kind first."""
    kinds = org_kinds().on(on)
    ranked = sorted(kinds.kinds.values(), key=lambda each: (each.rank, sort_key(each.name)))
    named = [(each.code, kind_name(each.code, on)) for each in ranked]
    fitting = {
        each.code
        for each in ranked
        if above and kinds.may_stand_under(kind=each.code, superior=above)
    }
    unknown = [] if not value or value in kinds.kinds else [(value, kind_name(value, on))]
    if not fitting:
        return [KindGroup("", [*named, *unknown])]
    label = _("Có thể trực thuộc %(kind)s") % {"kind": kind_name(above, on)}
    return [
        KindGroup(label, [each for each in named if each[0] in fitting]),
        KindGroup(
            _("Loại hình khác"), [each for each in named if each[0] not in fitting] + unknown
        ),
    ]
