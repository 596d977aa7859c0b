from collections.abc import Iterator
from datetime import date

import pytest
from django.test import RequestFactory
from django.urls import resolve

from dangbo.rules.as_of import AsOf
from dangbo.ui import navigation, panels
from dangbo.ui.navigation import areas, links_for, register_area
from dangbo.ui.panels import Panel, panels_for, register_panel

DAY = date(2020, 2, 1)


@pytest.fixture(autouse=True)
def _empty_registries(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(navigation, "_areas", {})
    monkeypatch.setattr(panels, "_providers", {})
    return iter(())


def register(key: str, letter: str, order: int, url_name: str = "ui:components") -> None:
    register_area(
        key=key, title=key, url_name=url_name, icon="list", shortcut_letter=letter, order=order
    )


def test_areas_come_in_their_order() -> None:
    register("papers", "v", 20)
    register("orgs", "t", 10)

    assert [area.key for area in areas()] == ["orgs", "papers"]


def test_register_area_refuses_a_letter_that_is_taken() -> None:
    register("orgs", "t", 10)

    with pytest.raises(ValueError, match="areas orgs and tasks share the letter t"):
        register("tasks", "t", 20)


def test_register_area_again_replaces_the_same_area() -> None:
    register("orgs", "t", 10)
    register("orgs", "o", 10)

    assert [area.shortcut_letter for area in areas()] == ["o"]


def test_links_for_marks_the_area_of_the_page_and_keeps_the_day() -> None:
    register("ui", "u", 10)
    register("accounts", "a", 20, url_name="accounts:places")
    request = RequestFactory().get("/ui/")
    request.resolver_match = resolve("/ui/")
    request.as_of = AsOf(on=DAY, today=date(2026, 11, 22))

    links = [(link.area.key, link.url, link.current) for link in links_for(request)]

    assert links == [
        ("ui", "/ui/?on=2020-02-01", True),
        ("accounts", "/tai-khoan/noi-dang-nhap/?on=2020-02-01", False),
    ]


def test_links_for_leaves_out_an_area_without_an_address() -> None:
    register("tasks", "t", 10, url_name="no-such-app:home")
    request = RequestFactory().get("/")
    request.resolver_match = None

    assert links_for(request) == []


def test_panels_for_gives_what_has_something_to_say_in_order() -> None:
    asked = []

    def figures(**question: object) -> Panel | None:
        asked.append(question)
        return Panel("Số liệu", "figures.html")

    register_panel("org", 20, figures)
    register_panel("org", 10, lambda **_question: Panel("Lịch sử", "history.html"))
    register_panel("org", 5, lambda **_question: None)
    register_panel("member", 1, lambda **_question: Panel("Khác", "other.html"))

    found = panels_for("org", actor="a", subject=7, on=DAY, known=None)

    assert [panel.title for panel in found] == ["Lịch sử", "Số liệu"]
    assert asked == [{"actor": "a", "subject": 7, "on": DAY, "known": None}]


def test_register_panel_twice_gives_one_panel() -> None:
    def provider(**_question: object) -> Panel:
        return Panel("Số liệu", "figures.html")

    register_panel("org", 10, provider)
    register_panel("org", 10, provider)

    assert len(panels_for("org", actor=None, subject=None, on=DAY, known=None)) == 1
