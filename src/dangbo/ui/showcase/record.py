"""Give the parts of the sample record."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dangbo.ui.panels import Panel
from dangbo.ui.parts import Badge, Change, Cited, Crumb, Fact, Finding, Moment, Step, Tab

FOUNDED = Cited("Quyết định 139-QĐ/TU", "#139-qd-tu", "04/9/1964")
RENAMED = Cited("Quyết định 961-QĐ/TU", "#961-qd-tu", "29/01/2013")
WIDENED = Cited("Quyết định 536-QĐ/TU", "#536-qd-tu", "12/4/2022")
MOVED = Cited("Quyết định 537-QĐ/TU", "#537-qd-tu", "12/4/2022")
UNNUMBERED = Cited(_("Chưa rõ số văn bản"))
NAME_NOW = "Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh"
NAME_THEN = "Đảng bộ Khối các cơ quan tỉnh"


def record() -> dict[str, Any]:
    """Return what the sample record page shows."""
    return {
        "crumbs": [
            Crumb("Tỉnh ủy Quảng Ninh", reverse("ui:components")),
            Crumb(NAME_NOW),
        ],
        "record_badges": [Badge(_("Đang hoạt động"), "good"), Badge("Nhiệm kỳ IX", "gold")],
        "facts": _facts(),
        "moments": _moments(),
        "tabs": [
            Tab(_("Tổng quan"), reverse("ui:components"), current=True),
            Tab(_("Tổ chức bên dưới"), "#tree", count=82),
            Tab(_("Lịch sử"), "#timeline", count=6),
        ],
        "steps": [
            Step(_("Văn bản"), "done", "#buoc-1"),
            Step(_("Tổ chức nguồn"), "wrong", "#buoc-2", note=_("còn 1 lỗi")),
            Step(_("Tổ chức kết quả"), "current"),
            Step(_("Xem lại và ký"), "todo"),
        ],
        "findings": _findings(),
        "changes": _changes(),
        "panels": [
            Panel(
                _("Số liệu đã công bố"), "ui/components_panel.html", {"figures": FIGURES}, "figures"
            )
        ],
    }


FIGURES = (("01/02/2020", "61", "5.022"), ("tháng 9/2022", "82", "trên 7.500"))


def _facts() -> list[Fact]:
    return [
        Fact(_("Tên đầy đủ"), NAME_NOW, paper=WIDENED, since="12/4/2022"),
        Fact(_("Loại hình"), "Đảng bộ cấp trên trực tiếp cơ sở", paper=FOUNDED, since="04/9/1964"),
        Fact(_("Cấp trên trực tiếp"), "Tỉnh ủy Quảng Ninh", url="#tinh-uy", paper=FOUNDED),
        Fact(
            _("Tổ chức cơ sở đảng"),
            "82 = 52 đảng bộ + 30 chi bộ",
            paper=MOVED,
            since="tháng 9/2022",
        ),
        Fact(
            _("Đảng viên"),
            "trên 7.500",
            paper=UNNUMBERED,
            badges=[Badge(_("Hai nguồn khác nhau"), "warn")],
        ),
        Fact(_("Kết thúc"), _("Chưa rõ ngày kết thúc"), since="sau năm 2024"),
    ]


def _moments() -> list[Moment]:
    return [
        Moment(
            "12/4/2022",
            "Nhận 17 tổ chức đảng từ Hạ Long, Cẩm Phả, Uông Bí",
            text="Nguồn không nêu tên từng tổ chức; trên 2.000 đảng viên chuyển theo.",
            papers=[MOVED],
            icon="merge",
            tone="note",
        ),
        Moment(
            "12/4/2022", f"Đổi tên thành {NAME_NOW}", papers=[WIDENED], icon="pencil", url="#536"
        ),
        Moment(
            "11/7/2020",
            "Đại hội đại biểu lần thứ IX, nhiệm kỳ 2020–2025",
            text="Bầu 25 ủy viên Ban Chấp hành; bí thư bầu trực tiếp tại đại hội.",
            icon="vote",
            tone="gold",
        ),
        Moment("29/01/2013", f"Đổi tên thành {NAME_THEN}", papers=[RENAMED], icon="pencil"),
        Moment(
            "22/12/1985",
            "Lập lại trên cơ sở hợp nhất 3 khối cơ quan",
            papers=[UNNUMBERED],
            icon="git-merge",
            tone="good",
            badges=[Badge(_("Ngày theo tài liệu lịch sử"), "plain")],
        ),
        Moment(
            "04/9/1964",
            "Thành lập Đảng bộ cơ quan Dân Chính Đảng Tỉnh",
            papers=[FOUNDED],
            icon="flag",
            tone="good",
        ),
    ]


def _findings() -> list[Finding]:
    return [
        Finding(
            "refusal",
            "Chi bộ còn 2 đảng viên chính thức, cần ít nhất 3.",
            rule=_("Số đảng viên tối thiểu"),
            source="Điều lệ Đảng, Điều 24",
            source_url="#dieu-24",
            remedy="Chuyển thêm đảng viên đến, hoặc sáp nhập vào chi bộ khác.",
        ),
        Finding(
            "warning",
            "Quyết định có hiệu lực sớm hơn ngày ký 12 ngày.",
            rule=_("Hiệu lực của quyết định"),
            source="Hướng dẫn 36-HD/VPTW",
        ),
        Finding("note", "Ba tổ chức bên dưới đi theo tổ chức nhận."),
    ]


def _changes() -> list[Change]:
    return [
        Change(_("Tên"), NAME_THEN, NAME_NOW),
        Change(_("Cấp trên trực tiếp"), "Tỉnh ủy Quảng Ninh", "Tỉnh ủy Quảng Ninh"),
        Change(_("Tổ chức cơ sở đảng"), "61", "82"),
        Change(_("Mã"), "", "22.01.00"),
    ]


def confirmation() -> dict[str, Any]:
    """Return what the sample page of confirmation asks."""
    return {
        "title": _("Ký quyết định và áp dụng"),
        "text": "Quyết định 536-QĐ/TU đổi tên Đảng bộ và mở rộng phạm vi từ ngày 12/4/2022.",
        "findings": _findings()[1:],
        "changes": _changes(),
        "act": "Ký quyết định và áp dụng cho 17 tổ chức",
        "back_url": reverse("ui:components"),
    }
