"""Give the figures and pictures of the sample board."""

from typing import Any

from django.utils.translation import gettext as _

from dangbo.ui.parts import Chart, Stat


def board() -> dict[str, Any]:
    """Return the figures and the charts of the sample board."""
    return {
        "stats": [
            Stat(
                _("Tổ chức cơ sở đảng"),
                "82",
                "#list",
                "so với đầu năm 2020",
                "+21",
                (61, 61, 63, 65, 82),
            ),
            Stat(_("Chi bộ"), "547", "#list", "392 chi bộ họp trên sổ tay", "71,66 %"),
            Stat(
                _("Đảng viên"),
                "7.512",
                "#list",
                "so với đầu năm 2020",
                "+2.490",
                (5022, 5110, 5230, 5400, 7512),
            ),
            Stat(_("Chờ ký"), "3", "#list", "sớm nhất còn 2 ngày làm việc"),
        ],
        "bar_chart": _by_kind(),
        "line_chart": _over_time(),
    }


def _by_kind() -> Chart:
    years = ["1985", "2020", "2022"]
    committees, cells = [26, 37, 52], [45, 24, 30]
    option = {
        "tooltip": {"trigger": "axis"},
        "legend": {"top": 0, "left": 0},
        "grid": {"left": 40, "right": 16, "top": 44, "bottom": 32},
        "xAxis": {"type": "category", "data": years},
        "yAxis": {"type": "value"},
        "series": [
            {
                "name": _("Đảng bộ cơ sở"),
                "type": "bar",
                "stack": "all",
                "data": committees,
                "barMaxWidth": 64,
            },
            {
                "name": _("Chi bộ cơ sở"),
                "type": "bar",
                "stack": "all",
                "data": cells,
                "barMaxWidth": 64,
            },
        ],
    }
    return Chart(
        key="kinds",
        title=_("Tổ chức cơ sở đảng theo loại hình"),
        option=option,
        heads=[_("Năm"), _("Đảng bộ cơ sở"), _("Chi bộ cơ sở"), _("Cộng")],
        rows=[[year, a, b, a + b] for year, a, b in zip(years, committees, cells, strict=True)],
        note=_("Nguồn: Báo Quảng Ninh; tài liệu lịch sử của Đảng bộ."),
    )


def _over_time() -> Chart:
    points = [("1965", 51), ("1985", 71), ("2020", 61), ("2022", 82)]
    option = {
        "tooltip": {"trigger": "axis"},
        "grid": {"left": 40, "right": 16, "top": 20, "bottom": 32},
        "xAxis": {"type": "category", "data": [year for year, _count in points]},
        "yAxis": {"type": "value"},
        "series": [
            {
                "name": _("Tổ chức cơ sở đảng"),
                "type": "line",
                "data": [count for _year, count in points],
            }
        ],
    }
    return Chart(
        key="course",
        title=_("Tổ chức cơ sở đảng qua các năm"),
        option=option,
        heads=[_("Năm"), _("Tổ chức cơ sở đảng")],
        rows=[list(point) for point in points],
    )
