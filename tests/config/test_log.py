"""Prove that every page of the areas about persons is noted in the log, or said to show none."""

from collections.abc import Iterator
from typing import Final

from django.urls import URLPattern, URLResolver, get_resolver

from dangbo.audit.queries.readings import Reading, reading_of
from dangbo.config.log import LISTED, READ

AREAS: Final = ("members", "cases", "honours", "posts", "intake", "quality", "sealed")
# They show no person, or only what their own form has just been given.
WITHOUT: Final = frozenset(
    {
        "cases:choose",
        "intake:home",
        "intake:new",
        "intake:progress",
        "members:add",
        "members:counts",
        "members:drop_filter",
        "members:save_filter",
        "quality:home",
        "quality:trend",
        "sealed:choose",
        "sealed:open",
    }
)


# Pages of areas about figures that name who stands behind one.
BEHIND: Final = frozenset(
    {"layouts:cell", "reports:ask_list", "reports:behind", "returns:behind", "returns:compare"}
)


def pages() -> Iterator[str]:
    for each in get_resolver().url_patterns:
        if isinstance(each, URLResolver) and each.namespace in AREAS:
            for page in each.url_patterns:
                if isinstance(page, URLPattern):
                    yield f"{each.namespace}:{page.name}"


def test_every_page_about_persons_is_noted() -> None:
    noted = {page for part in (READ, LISTED) for names in part.values() for page in names}

    of_areas = {page for page in noted if page.partition(":")[0] in AREAS}
    assert (set(pages()) - of_areas, of_areas - set(pages())) == (WITHOUT, set())


def test_who_stands_behind_a_figure_is_noted() -> None:
    noted = {page for names in LISTED.values() for page in names}

    assert noted >= BEHIND
    assert {reading_of(page) for page in BEHIND} == {Reading("listed", "member", "")}
