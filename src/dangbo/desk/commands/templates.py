"""Lay out a new draft: the usual cases as plain changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from dangbo.rules.org_kinds import org_kinds
from dangbo.ui.parts import Text

# Stands for the organisation that the draft begins with, and for those directly under it.
ORG: Final = "{org}"
CHILDREN: Final = "{children}"
# Stands for the kind that a cell below an organisation is of.
CELL: Final = "{cell}"

# Newest first: cells below an organisation have been of one kind since 208-QĐ/TW.
CELL_KINDS: Final = ("chi_bo", "chi_bo_truc_thuoc")
NEW_CELL: Final = {"change": "found", "superior": ORG}


@dataclass(frozen=True)
class Template:
    """A usual case: what it is for, and the changes that it lays out."""

    key: str
    title: Text
    why: Text
    icon: str
    changes: tuple[Mapping[str, Any], ...]


TEMPLATES: Final = (
    Template(
        "doi-ten",
        _("Đổi tên một tổ chức"),
        _("Tên cũ vẫn tìm được; lịch sử của tổ chức liền một mạch."),
        "pencil",
        ({"change": "rename", "org": ORG},),
    ),
    Template(
        "chuyen-giao",
        _("Chuyển giao một danh sách tổ chức"),
        _("Các tổ chức cùng tất cả tổ chức trực thuộc chuyển về một nơi."),
        "move-right",
        ({"change": "move", "orgs": [ORG]},),
    ),
    Template(
        "hop-nhat",
        _("Hợp nhất hai tổ chức"),
        _("Hai hoặc nhiều tổ chức thành một tổ chức mới, nhận các tổ chức trực thuộc."),
        "git-merge",
        ({"change": "merge", "sources": [ORG], "result": {}},),
    ),
    Template(
        "nang-cap",
        _("Nâng chi bộ lên đảng bộ"),
        _("Chi bộ chuyển thành đảng bộ cơ sở, lập các chi bộ trực thuộc, chia đảng viên về đó."),
        "trending-up",
        (
            {"change": "retype", "org": ORG, "kind": "dang_bo_co_so"},
            *({**NEW_CELL, "kind": CELL} for _cell in range(3)),
        ),
    ),
    Template(
        "ket-thuc",
        _("Kết thúc hoạt động và bàn giao toàn bộ"),
        _("Các tổ chức trực thuộc chuyển về nơi nhận, rồi tổ chức kết thúc hoạt động."),
        "log-out",
        (
            {"change": "move", "orgs": CHILDREN},
            {"change": "dissolve", "org": ORG},
        ),
    ),
    Template(
        "chia-tach",
        _("Chia, tách một tổ chức"),
        _("Một tổ chức chia thành nhiều nơi nhận, mới hoặc đang có."),
        "split",
        ({"change": "split", "source": ORG, "results": [{"new": True}, {"new": True}]},),
    ),
    Template(
        "thanh-lap",
        _("Thành lập tổ chức mới"),
        _("Một tổ chức bắt đầu hoạt động dưới một cấp ủy."),
        "plus",
        (NEW_CELL,),
    ),
    Template(
        "lap-lai",
        _("Lập lại một tổ chức đã kết thúc"),
        _("Tổ chức hoạt động trở lại với đúng lịch sử của mình."),
        "rotate-ccw",
        ({"change": "restore", "org": ORG},),
    ),
    Template(
        "trong",
        _("Bản soạn trống"),
        _("Tự chọn từng thay đổi, hoặc điền từ một bảng."),
        "file",
        (),
    ),
)


def laid_out(
    *, template: Template, on: date, org: str = "", children: Sequence[str] = ()
) -> list[Any]:
    """Return the changes of a template for an organisation; without one its places stay empty."""
    cells = [code for code in CELL_KINDS if code in org_kinds().on(on).kinds]
    given = {ORG: org, CELL: next(iter(cells), ""), CHILDREN: list(children)}
    return [_filled(change, given) for change in template.changes]


def _filled(value: Any, given: Mapping[str, Any]) -> Any:
    if isinstance(value, Mapping):
        return {name: _filled(each, given) for name, each in value.items()}
    if isinstance(value, list):
        return [each for each in (_filled(one, given) for one in value) if each != ""]
    return given.get(value, value) if isinstance(value, str) else value
