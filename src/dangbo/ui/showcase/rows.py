"""Give the sample list and the sample tree."""

from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dangbo.base.vietnamese.fold import fold
from dangbo.ui.addresses import query_without
from dangbo.ui.parts import Act, Badge, Chip, Node, invented_badge
from dangbo.ui.tables import Column, Sort

INVENTED: Final = invented_badge(brief=True)


@dataclass(frozen=True)
class SampleOrg:
    """One row of the sample list."""

    key: str
    name: str
    kind: str
    cells: int
    members: int
    since: str
    paper: str
    secretary: str
    state: Badge


STANDING: Final = Badge(_("Đang hoạt động"), "good")
WAITING: Final = Badge(_("Chờ chuẩn y"), "warn")
CELL: Final = "Chi bộ cơ sở"
ORG: Final = "Đảng bộ cơ sở"

_SAMPLES: Final = (
    ("so-noi-vu", "Đảng bộ Sở Nội vụ", ORG, 14, 212, "22/12/1985", "118-QĐ/TU"),
    ("so-tai-chinh", "Đảng bộ Sở Tài chính", ORG, 11, 164, "22/12/1985", "118-QĐ/TU"),
    (
        "truong-chinh-tri",
        "Đảng bộ Trường Đào tạo cán bộ Nguyễn Văn Cừ",
        ORG,
        9,
        98,
        "01/09/1991",
        "45-QĐ/ĐUK",
    ),
    ("hoi-nha-bao", "Chi bộ Hội Nhà báo tỉnh", CELL, 1, 17, "15/06/1997", "82-QĐ/ĐUK"),
    (
        "bao-quang-ninh",
        "Đảng bộ Trung tâm Truyền thông tỉnh",
        ORG,
        12,
        176,
        "01/01/2019",
        "310-QĐ/ĐUK",
    ),
    ("ban-quan-ly-kkt", "Đảng bộ Ban Quản lý Khu kinh tế", ORG, 7, 91, "20/11/2006", "96-QĐ/ĐUK"),
    ("lien-minh-htx", "Chi bộ Liên minh Hợp tác xã", CELL, 1, 21, "10/03/1994", "27-QĐ/ĐUK"),
    ("cang-cai-lan", "Đảng bộ Công ty Cảng Cái Lân", ORG, 5, 63, "12/04/2022", "537-QĐ/TU"),
    ("nuoc-sach", "Đảng bộ Công ty Nước sạch", ORG, 8, 134, "12/04/2022", "537-QĐ/TU"),
    ("quy-dau-tu", "Chi bộ Quỹ Đầu tư phát triển", CELL, 1, 24, "18/05/2016", "201-QĐ/ĐUK"),
    ("so-y-te", "Đảng bộ Sở Y tế", ORG, 10, 143, "22/12/1985", "118-QĐ/TU"),
)


def _state_of(key: str) -> Badge:
    return WAITING if key == "cang-cai-lan" else STANDING


def rows(request: HttpRequest, sort: Sort) -> list[SampleOrg]:
    """Return the sample rows that the filter of `request` lets through, in the order asked for."""
    text, kind = request.GET.get("ten", ""), request.GET.get("kind", "")
    samples = [SampleOrg(*sample, secretary="", state=_state_of(sample[0])) for sample in _SAMPLES]
    found = [row for row in samples if fold(text) in fold(row.name) and kind in {"", row.kind}]
    return sorted(found, key=attrgetter(sort.key), reverse=sort.descending)


def row_key(row: SampleOrg) -> str:
    """Return what the tick box of a row sends."""
    return row.key


def columns() -> list[Column]:
    """Return the columns of the sample list."""
    return [
        Column(
            "name",
            _("Tên tổ chức"),
            main=True,
            sortable=True,
            url=_url,
            badges=lambda _row: (INVENTED,),
        ),
        Column("kind", _("Loại hình"), sortable=True, whole=True),
        Column("cells", _("Số chi bộ"), sortable=True, numeric=True, phone=False),
        Column("members", _("Đảng viên"), sortable=True, numeric=True),
        Column("since", _("Từ ngày"), numeric=True, phone=False),
        Column("paper", _("Theo văn bản"), whole=True, phone=False),
        Column("state", _("Tình trạng"), value=lambda _row: "", badges=lambda row: (row.state,)),
        Column("secretary", _("Bí thư"), shown=False),
    ]


def _url(row: SampleOrg) -> str:
    return reverse("ui:components") + f"#{row.key}"


def listing(request: HttpRequest) -> dict[str, Any]:
    """Return what stands around the sample list, and the sample tree."""
    return {
        "acts": [
            Act(_("Lập tổ chức"), reverse("ui:confirm"), "plus", main=True),
            Act(_("So sánh hai ngày"), reverse("ui:form"), "git-compare-arrows"),
        ],
        "chips": [
            Chip(label, request.GET[name], query_without(request, name, request.GET[name]))
            for name, label in (("ten", _("Tên")), ("kind", _("Loại hình")))
            if request.GET.get(name)
        ],
        "bulk_acts": [Act(_("Chuyển cấp trên"), reverse("ui:confirm"), "move-right")],
        "kinds": [ORG, CELL],
        "nodes": _tree(),
    }


def _tree() -> list[Node]:
    url = reverse("ui:components")
    below = [
        Node(
            key=key,
            label=name,
            url=f"{url}#{key}",
            kind=kind,
            count=cells,
            count_title=_("Số chi bộ"),
            children_url=reverse("ui:branch", args=[key]) if cells > 1 else "",
            badges=(INVENTED,),
        )
        for key, name, kind, cells, *_rest in _SAMPLES[:6]
    ]
    return [
        Node(
            key="qn-khoi",
            label="Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh",
            url=url,
            kind="Đảng bộ cấp trên trực tiếp cơ sở",
            count=547,
            count_title=_("Số chi bộ"),
            children=below,
            open=True,
            current=True,
        )
    ]


def branch(key: str) -> list[Node]:
    """Return the lines of a branch of the sample tree."""
    url = reverse("ui:components")
    count = next((sample[3] for sample in _SAMPLES if sample[0] == key), 3)
    return [
        Node(
            key=f"{key}-{number}",
            label=f"Chi bộ Phòng {number}",
            url=f"{url}#{key}-{number}",
            kind="Chi bộ trực thuộc",
        )
        for number in range(1, count + 1)
    ]
