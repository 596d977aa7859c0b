"""Give templates the components; these tags are built in, so no page has to load them.

`docs/maintainers/design-system.md` shows each one in use.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import Context
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join, json_script
from django.utils.safestring import SafeString

from dangbo.ui.addresses import hidden_pairs, query_with, with_day
from dangbo.ui.fields import marked_up
from dangbo.ui.icons import icon_svg
from dangbo.ui.page_acts import acts_of_address, is_open
from dangbo.ui.parts import Act, Chart
from dangbo.ui.sparklines import Sparkline, sparkline_of
from dangbo.ui.tables import Table

register = template.Library()


@register.simple_tag
def icon(name: str, label: object = "") -> SafeString:
    """Draw an icon: `{% icon "search" %}`; with a label only where no word stands beside it."""
    return icon_svg(name, label)


@register.simple_tag
def asset(path: str) -> str:
    """Return the address of an asset, also where the list of hashed names cannot be read."""
    try:
        return static(path)
    except (ValueError, OSError):
        return f"{settings.STATIC_URL}{path}"


@register.simple_tag(takes_context=True)
def day_url(context: Context, name: str, *args: object, **kwargs: object) -> str:
    """Return the address of a page on the day being looked at: `{% day_url "orgs:detail" 7 %}`.

    A page that no app provides gives an empty address when it is asked for with `as`.
    """
    try:
        url = reverse(name, args=args or None, kwargs=kwargs or None)
    except NoReverseMatch:
        return ""
    return with_day(url, context.get("as_of"))


@register.simple_tag(takes_context=True)
def at_day(context: Context, url: str) -> str:
    """Return `url` with the day being looked at."""
    return with_day(url, context.get("as_of"))


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: object) -> str:
    """Return the query of this page with changes: `{% query page=2 %}`; None takes one out."""
    return query_with(context["request"], **changes)


@register.simple_tag(takes_context=True)
def kept_fields(context: Context, *leaving_out: str) -> SafeString:
    """Write hidden fields that carry the query along in a GET form, except the names given."""
    pairs = hidden_pairs(context["request"], *leaving_out)
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)


@register.simple_tag(takes_context=True)
def day_fields(context: Context) -> SafeString:
    """Write hidden fields that keep the day in a GET form that goes to another page."""
    pairs = [pair for pair in hidden_pairs(context["request"]) if pair[0] in {"on", "known"}]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)


@register.simple_tag(takes_context=True)
def live_filter(context: Context, target: str) -> SafeString:
    """Make a GET form answer as one types, replacing `target` ("#rows") by the new one."""
    return format_html(
        'hx-get="{}" hx-trigger="input changed delay:300ms from:find input[type=search], change, '
        'submit" hx-target="{}" hx-select="{}" hx-swap="outerHTML" hx-push-url="true" '
        'hx-sync="this:replace"',
        context["request"].path,
        target,
        target,
    )


@register.inclusion_tag("ui/head.html", takes_context=True)
def page_head(context: Context, title: object, **parts: object) -> dict[str, Any]:
    """Draw the head of a page; see `ui/head.html` for what it takes."""
    return _apart(context, title=title, **parts)


@register.inclusion_tag("ui/box.html", takes_context=True)
def box(context: Context, tone: str = "note", **parts: object) -> dict[str, Any]:
    """Draw a box that says what is wrong, due or worth knowing; see `ui/box.html`."""
    return _apart(context, tone=tone, **parts)


@register.inclusion_tag("ui/empty.html", takes_context=True)
def empty_state(context: Context, why: object, **parts: object) -> dict[str, Any]:
    """Say why a list is empty and what can be done next; see `ui/empty.html`."""
    return _apart(context, why=why, **parts)


def _apart(context: Context, **parts: object) -> dict[str, Any]:
    # Only what is given, so that a name of the page's own never slips into a part.
    frame = {name: context.get(name) for name in ("request", "as_of", "acts_hidden", "user")}
    return {**frame, **parts}


@register.inclusion_tag("ui/table.html", takes_context=True)
def table(context: Context, table: Table, layout: str = "cards") -> dict[str, Any]:
    """Draw a `Table`; on a phone its rows become cards (`layout="scroll"` keeps them rows)."""
    return {"table": table, "layout": layout, "as_of": context.get("as_of")}


@register.inclusion_tag("ui/sort_head.html", takes_context=True)
def sort_head(context: Context, key: str, label: object, numeric: bool = False) -> dict[str, Any]:
    """Draw the head of a sortable column in a table written by hand."""
    request = context["request"]
    asked = request.GET.get("sort", "")
    order = "none"
    if asked.removeprefix("-") == key:
        order = "descending" if asked.startswith("-") else "ascending"
    turned = f"-{key}" if order == "ascending" else key
    return {
        "label": label,
        "url": query_with(request, sort=turned),
        "order": order,
        "numeric": numeric,
    }


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: Context, page: Any) -> dict[str, Any]:
    """Draw the links between the pages of a `Page`; nothing where there is only one."""
    numbers = list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
    request = context["request"]
    steps = [
        {"number": number, "url": query_with(request, page=number)}
        if isinstance(number, int)
        else {"number": None, "url": ""}
        for number in numbers
    ]
    return {"page": page, "steps": steps, "request": request}


@register.simple_tag
def sparkline(points: Sequence[float]) -> Sparkline | None:
    """Return the drawing of a short course of figures, or nothing for less than two."""
    return sparkline_of(points)


@register.inclusion_tag("ui/chart.html")
def chart(chart: Chart) -> dict[str, Any]:
    """Draw a `Chart` with its table of numbers; the script finds it by its key."""
    return {"chart": chart, "option": json_script(chart.option, f"chart-{chart.key}-option")}


@register.simple_tag
def field(bound: Any, **attrs: str | bool) -> SafeString:
    """Draw one form field with its label, help and errors: `{% field form.name %}`."""
    return marked_up(bound, attrs)


@register.filter
def open_to(acts: Iterable[Act] | None, request: HttpRequest | None) -> list[Act]:
    """Keep the acts whose pages whoever asks may open."""
    actor = getattr(request, "actor", None)
    return [act for act in acts or () if is_open(actor, acts_of_address(act.url))]


@register.filter
def opens(request: HttpRequest | None, url: str) -> bool:
    """Say whether whoever asks may open the page at an address."""
    return is_open(getattr(request, "actor", None), acts_of_address(url))


@register.filter
def badge_tone(tone: str) -> str:
    """Return the class of a badge of this tone."""
    return f"ui-badge ui-badge-{tone or 'plain'}"


@register.filter
def whole(value: Iterable[Any]) -> list[Any]:
    """Return an iterable as a list, so that a template may count it."""
    return list(value)
