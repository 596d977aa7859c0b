"""Show every component on one page, and say in words when a form has expired."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dangbo.ui import showcase
from dangbo.ui.paging import page_of
from dangbo.ui.tables import sort_of, table_of


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or old."""
    return render(request, "403_csrf.html", status=403)


def components(request: HttpRequest) -> HttpResponse:
    """Show every component with realistic content."""
    columns = showcase.columns()
    sort = sort_of(request, columns, default="name")
    page = page_of(showcase.rows(request, sort), request, per_page=8)
    table = table_of(
        request,
        columns,
        page,
        caption=_("Tổ chức cơ sở đảng trực thuộc"),
        sort=sort,
        row_key=showcase.row_key,
    )
    context = {
        "page": page,
        "table": table,
        "form": showcase.PaperForm(),
        "refused_form": showcase.refused_form(),
        **showcase.listing(request),
        **showcase.record(),
        **showcase.board(),
    }
    return render(request, "ui/components.html", context)


def branch(request: HttpRequest, key: str) -> HttpResponse:
    """Answer a branch of the sample tree that is opened."""
    return render(request, "ui/tree_lines.html", {"nodes": showcase.branch(key)})


def form_page(request: HttpRequest) -> HttpResponse:
    """Show the sample form; refuse it with its errors, or say that nothing was saved."""
    form = showcase.PaperForm(request.POST or None, request.FILES or None)
    status = 422 if form.errors else 200
    return render(request, "ui/components_form.html", {"form": form}, status=status)


def confirm_page(request: HttpRequest) -> HttpResponse:
    """Show the page that asks before an act."""
    return render(request, "ui/confirm.html", showcase.confirmation())
