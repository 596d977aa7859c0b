"""Answer the pages of templates: the list, one template, changing it, and samples of it."""

from base64 import b64encode
from http import HTTPStatus
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.audit.exports.door import letter_sent
from dangbo.letters import commands, queries, tables
from dangbo.letters.files.docx import to_docx
from dangbo.letters.files.pdf import to_pdf, to_pictures
from dangbo.letters.forms import TemplateForm
from dangbo.letters.phrases.findings import in_words
from dangbo.rules.verdicts import RuleError, Verdict
from dangbo.ui.parts import Crumb
from dangbo.ui.tables import table_of

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS: Final = {"pdf": ("application/pdf", to_pdf), "docx": (WORD, to_docx)}


def index(request: ActorRequest) -> HttpResponse:
    """List the templates with the versions in force on the day."""
    as_of = request.as_of
    rows = queries.templates(actor=request.actor, on=as_of.on, known=as_of.known)
    table = table_of(request, tables.COLUMNS, rows, caption=_("Mẫu văn bản"))
    return render(request, "letters/templates.html", {"table": table})


def detail(request: ActorRequest, key: str) -> HttpResponse:
    """Show a template filled with invented values, and how it came to be so."""
    page = page_of_day(request, key)
    context = {
        "page": page,
        "badges": tables.origin(page.row),
        "acts": tables.acts_of(page.row),
        "facts": tables.facts_of(page.row),
        "moments": tables.moments_of(key, page.changes),
        "pictures": pictures_of(request, key, page.text),
        "crumbs": crumbs(page.row.name),
    }
    return render(request, "letters/template.html", context)


def sample(request: ActorRequest, key: str, form: str) -> HttpResponseBase:
    """Send the template, filled with invented values, as a file."""
    if form not in FORMATS:
        raise Http404
    return sent(request, key, page_of_day(request, key).text, form)


def change(request: ActorRequest, key: str) -> HttpResponseBase:
    """Ask for another text, show what it looks like, and put it in force from today on."""
    today = request.as_of.today
    page = queries.template_page(actor=request.actor, key=key, on=today)
    own = page.row.name if page.row.name != page.row.title else ""
    initial = {"body": page.text, "name": own, "seen": page.last_act}
    form = TemplateForm(request.POST or None, initial=initial)
    verdict, text = Verdict(), page.text
    if form.is_valid():
        text = commands.tidied(form.cleaned_data["body"])
        verdict = queries.verdict_on_text(key, text)
        if verdict.allows and request.POST.get("form") in FORMATS:
            return sent(request, key, text, request.POST["form"])
        if "check" not in request.POST and verdict.allows:
            try:
                commands.change_template(
                    actor=request.actor, key=key, on=today, **form.cleaned_data
                )
                return done(request, key, _("Đã lưu mẫu; dùng từ hôm nay."))
            except RuleError as error:
                verdict = error.verdict
    live = "check" in request.POST and "HX-Request" in request.headers
    context = {
        "page": page,
        "form": form,
        "findings": in_words(verdict, text),
        "live": live,
        "pictures": pictures_of(request, key, text),
        "crumbs": crumbs(page.row.name, _("Sửa mẫu"), key=key),
    }
    refused = form.is_bound and not (form.is_valid() and verdict.allows)
    # What is shown while one types is an answer, not a refusal: htmx swaps nothing else in.
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused and not live else HTTPStatus.OK
    return render(request, "letters/template_form.html", context, status=status)


def reset(request: ActorRequest, key: str) -> HttpResponse:
    """Ask before going back to the template that comes with the program."""
    today = request.as_of.today
    page = queries.template_page(actor=request.actor, key=key, on=today)
    verdict = Verdict()
    if request.method == "POST":
        try:
            commands.reset_template(actor=request.actor, key=key, on=today, seen=page.last_act)
            return done(request, key, _("Đã trở về mẫu gốc; dùng từ hôm nay."))
        except RuleError as error:
            verdict = error.verdict
    context = {
        "title": _("Trở về mẫu gốc?"),
        "text": _("Từ hôm nay dùng mẫu gốc của phần mềm; các bản đã dùng vẫn còn trong lịch sử."),
        "findings": in_words(verdict),
        "refused": not page.row.since,
        "act": _("Trở về mẫu gốc"),
        "back_url": tables.template_url(key),
        "crumbs": crumbs(page.row.name, _("Trở về mẫu gốc"), key=key),
    }
    status = HTTPStatus.OK if verdict.allows else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "ui/confirm.html", context, status=status)


def page_of_day(request: ActorRequest, key: str) -> queries.TemplatePage:
    """Return the template as the page's day has it."""
    as_of = request.as_of
    return queries.template_page(actor=request.actor, key=key, on=as_of.on, known=as_of.known)


def pictures_of(request: ActorRequest, key: str, text: str) -> list[str]:
    """Return the pages of a sample as addresses of pictures; none where the text is refused."""
    if not queries.verdict_on_text(key, text).allows:
        return []
    letter = queries.sample_letter(key, text=text, on=request.as_of.on)
    return [f"data:image/png;base64,{b64encode(page).decode()}" for page in to_pictures(letter)]


def sent(request: ActorRequest, key: str, text: str, form: str) -> HttpResponseBase:
    """Send a sample as a file."""
    media_type, made = FORMATS[form]
    letter = queries.sample_letter(key, text=text, on=request.as_of.on)
    name = f"{key}.{form}"
    return letter_sent(request, letter, made, media_type=media_type, name=name, persons=None)


def done(request: ActorRequest, key: str, words: str) -> HttpResponse:
    """Go to the template and say what was done."""
    messages.success(request, words)
    return redirect(tables.template_url(key))


def crumbs(name: str, *steps: Any, key: str = "") -> list[Crumb]:
    """Return the path from the list of templates to a page."""
    url = tables.template_url(key) if key else ""
    first = [Crumb(_("Mẫu văn bản"), reverse("letters:list")), Crumb(name, url)]
    return [*first, *(Crumb(step) for step in steps)]
