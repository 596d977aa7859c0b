"""Prove that pages never see what no database holds."""

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from dangbo.ui.clean_addresses import CleanAddressMiddleware


def seen(query: str) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}

    def view(request: HttpRequest) -> HttpResponse:
        told.update(dict(request.GET.lists()))
        return HttpResponse()

    CleanAddressMiddleware(view)(RequestFactory().get(f"/?{query}"))
    return told


def test_the_sign_of_value_zero_is_dropped() -> None:
    assert seen("q=a%00b&q=%00&ten=an") == {"q": ["ab", ""], "ten": ["an"]}
    assert seen("q=a%2500") == {"q": ["a%00"]}


@pytest.mark.parametrize(
    ("value", "there"),
    [(0, True), (2**63 - 1, True), (2**63, False), ("an", True), ("a\x00n", False)],
)
def test_nothing_is_where_no_row_can_be(value: object, there: bool) -> None:
    clean = CleanAddressMiddleware(lambda _request: HttpResponse())
    if there:
        clean.process_view(HttpRequest(), None, (), {"pk": value})
        return
    with pytest.raises(Http404):
        clean.process_view(HttpRequest(), None, (), {"pk": value})
