import re
from datetime import date
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import RequestFactory

import dangbo
from dangbo.rules.as_of import AsOf
from dangbo.ui.icons import IconMissingError, icon_shapes, icon_svg
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Chart
from dangbo.ui.sparklines import sparkline_of

PACKAGE = Path(dangbo.__file__).parent
THEN = AsOf(on=date(2020, 2, 1), today=date(2026, 11, 22))


def drawn(text: str, query: str = "", **values: object) -> str:
    request = RequestFactory().get(f"/list/{query}")
    return Template(text).render(Context({"request": request, **values}))


def test_icon_is_hidden_from_screen_readers_unless_it_has_a_label() -> None:
    assert 'aria-hidden="true"' in icon_svg("search")
    assert 'role="img" aria-label="Tìm &amp; lọc"' in icon_svg("search", "Tìm & lọc")


def test_icon_says_how_to_get_one_that_is_missing() -> None:
    with pytest.raises(IconMissingError, match=r"add it to ui/assets/icons\.txt"):
        icon_svg("no-such-icon")


def test_every_icon_named_in_a_template_or_module_is_built() -> None:
    named = re.compile(r"""\bicon(?:_name)?(?:\s+|=)["']([a-z0-9-]+)["']""")
    used = {
        name
        for suffix in ("html", "py")
        for path in PACKAGE.rglob(f"*.{suffix}")
        for name in named.findall(path.read_text(encoding="utf-8"))
    }

    assert {"search", "calendar", "network"} - used <= {"network"}
    assert used - icon_shapes().keys() == set()


def test_day_url_keeps_the_day_and_is_empty_for_a_page_nobody_gives() -> None:
    text = '{% day_url "ui:branch" "so-y-te" %}|{% day_url "no:page" as url %}{{ url }}'

    assert drawn(text, as_of=THEN) == "/ui/nhanh/so-y-te/?on=2020-02-01|"


def test_query_changes_the_query_of_the_page() -> None:
    assert drawn("{% query page=2 sort=None %}", "?q=a&sort=name") == "?q=a&amp;page=2"


def test_day_fields_and_kept_fields_escape_what_they_carry() -> None:
    text = "{% day_fields %}|{% kept_fields 'on' %}"

    assert drawn(text, '?on=2020-02-01&q="><b>') == (
        '<input type="hidden" name="on" value="2020-02-01">|'
        '<input type="hidden" name="q" value="&quot;&gt;&lt;b&gt;">'
    )


@pytest.mark.parametrize(
    ("query", "order", "next_sort"),
    [
        ("", "none", "name"),
        ("?sort=name", "ascending", "-name"),
        ("?sort=-name", "descending", "name"),
    ],
)
def test_sort_head_turns_the_order_round(query: str, order: str, next_sort: str) -> None:
    html = drawn('{% sort_head "name" "Tên" %}', query)

    assert f'aria-sort="{order}"' in html
    assert f'href="?sort={next_sort}"' in html


def test_pagination_says_where_one_is_and_keeps_the_filters() -> None:
    request = RequestFactory().get("/list/?q=a&page=2")

    html = Template("{% pagination page %}").render(
        Context({"request": request, "page": page_of(range(120), request)})
    )

    assert "Dòng 51–100 trong 120" in html
    assert re.findall(r'href="([^"]+)"', html) == [
        "?q=a&amp;page=1",
        "?q=a&amp;page=1",
        "?q=a&amp;page=2",
        "?q=a&amp;page=3",
        "?q=a&amp;page=3",
    ]


def test_chart_carries_its_option_where_no_text_can_end_the_script() -> None:
    chart = Chart("x", "Hình", {"title": "</script><b>"}, ["Năm", "Số"], [["1985", 71]])

    html = drawn("{% chart chart %}", chart=chart)

    assert html.count("</script>") == 1
    assert '<th scope="row">1985</th><td class="is-number">71</td>' in html


def test_sparkline_of_runs_from_edge_to_edge() -> None:
    line = sparkline_of([1, 3, 2])

    assert line is not None
    assert line.line == "3.0,25.0 48.0,3.0 93.0,14.0"
    assert (line.last_x, line.last_y) == ("93.0", "14.0")


@pytest.mark.parametrize(("points", "expected"), [([], None), ([4], None)])
def test_sparkline_of_draws_nothing_from_less_than_two_figures(
    points: list[float], expected: None
) -> None:
    assert sparkline_of(points) is expected


def test_sparkline_of_draws_an_even_course_level() -> None:
    line = sparkline_of([5, 5])

    assert line is not None
    assert line.line == "3.0,25.0 93.0,25.0"
