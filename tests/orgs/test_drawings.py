"""The drawing of a lineage: columns of time, no circles, nothing too large."""

from datetime import date, timedelta

from dangbo.orgs.queries import Lineage, LineageLink
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.tables.drawings import HIGH, MOST_BOXES, WIDE, Drawing, drawing_of

FIRST = date(2000, 1, 1)


def link(number: int, source: int, result: int | None, *, whole: bool = True) -> LineageLink:
    on = FIRST + timedelta(days=number)
    return LineageLink(source, result, on, act=number, position=0, whole=whole, back=False)


def drawn(org: int, *links: LineageLink) -> Drawing | None:
    ends = {(end, each.on) for each in links for end in (each.source, each.result) if end}
    names = {(end, on): OrgName(end, f"o-{end}", f"Tổ chức {end}", False) for end, on in ends}
    return drawing_of(Lineage(org, links, names), {})


def columns(drawing: Drawing | None) -> list[list[str]]:
    """Return the titles of the boxes from left to right, each column from the top."""
    assert drawing is not None
    places = sorted((box.x, box.y, box.title) for box in drawing.boxes)
    return [
        [title for x, _y, title in places if x == at] for at in sorted({x for x, _, _ in places})
    ]


def test_sources_stand_left_of_their_result() -> None:
    assert columns(drawn(3, link(1, 1, 3), link(1, 2, 3))) == [
        ["Tổ chức 1", "Tổ chức 2"],
        ["Tổ chức 3"],
    ]


def test_chain_goes_on_to_the_right() -> None:
    assert columns(drawn(2, link(1, 1, 2), link(2, 2, 3), link(2, 2, 4), link(3, 5, 4))) == [
        ["Tổ chức 1"],
        ["Tổ chức 2", "Tổ chức 5"],
        ["Tổ chức 3", "Tổ chức 4"],
    ]


def test_organisation_that_comes_back_has_a_second_place() -> None:
    assert columns(drawn(1, link(1, 1, 2), link(2, 2, 1))) == [
        ["Tổ chức 1"],
        ["Tổ chức 2"],
        ["Tổ chức 1"],
    ]


def test_unstated_result_is_a_box_of_its_own_without_a_link() -> None:
    drawing = drawn(1, link(1, 1, None), link(1, 2, None))

    assert drawing is not None
    assert sorted((box.title, box.url) for box in drawing.boxes) == [
        ("Không nêu rõ nơi nhận", ""),
        ("Không nêu rõ nơi nhận", ""),
        ("Tổ chức 1", "/lam-viec/to-chuc/o-1/"),
        ("Tổ chức 2", "/lam-viec/to-chuc/o-2/"),
    ]


def test_parts_are_drawn_apart_from_wholes() -> None:
    drawing = drawn(1, link(1, 1, 2, whole=False), link(1, 1, 3))

    assert drawing is not None
    assert [arrow.whole for arrow in drawing.arrows] == [False, True]


def test_boxes_lie_inside_and_never_over_each_other() -> None:
    fan = [link(1, 1, each) for each in range(2, 12)] + [link(2, each, 20) for each in range(2, 12)]
    drawing = drawn(1, *fan)

    assert drawing is not None
    places = [(box.x, box.y) for box in drawing.boxes]
    inside = [
        x >= 0 and x + WIDE <= drawing.width and y >= 0 and y + HIGH <= drawing.height
        for x, y in places
    ]
    assert all(inside)
    apart = [
        abs(x - other_x) >= WIDE or abs(y - other_y) >= HIGH
        for at, (x, y) in enumerate(places)
        for other_x, other_y in places[at + 1 :]
    ]
    assert all(apart)


def test_more_than_can_be_read_is_not_drawn() -> None:
    most = [link(1, each, 1) for each in range(2, MOST_BOXES + 1)]

    assert drawn(1, *most) is not None
    assert drawn(1, *most, link(1, MOST_BOXES + 1, 1)) is None
    assert drawn(1) is None


def test_long_name_is_cut_to_three_lines() -> None:
    on = link(1, 1, 2).on
    name = "Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh Quảng Ninh nhiệm kỳ lâm thời mở rộng"
    names = {
        (1, on): OrgName(1, "o-1", name, False),
        (2, on): OrgName(2, "o-2", "Ngắn", False),
    }

    drawing = drawing_of(Lineage(1, (link(1, 1, 2),), names), {})

    assert drawing is not None
    [box] = [each for each in drawing.boxes if each.title == name]
    assert list(box.lines) == [
        "Đảng bộ Khối các cơ quan và",
        "doanh nghiệp tỉnh Quảng",
        "Ninh nhiệm kỳ lâm thời mở…",
    ]
