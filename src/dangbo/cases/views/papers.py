"""Let papers be put into a case and taken out, and letters be printed from it."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.audit.exports.door import letter_sent
from dangbo.cases.commands import add_document, void_document
from dangbo.cases.exports import letter_values, letters_of
from dangbo.cases.forms.papers import DocumentForm
from dangbo.cases.phrases.findings import in_words
from dangbo.cases.queries.pages import case_page
from dangbo.cases.tables.boards import case_url
from dangbo.cases.views.opening import status_of
from dangbo.cases.views.reading import crumbs, title_of
from dangbo.letters.files.docx import to_docx
from dangbo.letters.files.pdf import to_pdf
from dangbo.letters.queries.composing import compose
from dangbo.rules.verdicts import RuleError, Verdict

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS: Final = {"pdf": ("application/pdf", to_pdf), "docx": (WORD, to_docx)}


def document(request: ActorRequest, pk: int) -> HttpResponse:
    """Ask for a paper, and put it into the case."""
    today = request.as_of.today
    page = case_page(actor=request.actor, pk=pk, on=today)
    initial = {"number": request.GET.get("loai", "")}
    form = DocumentForm(request.POST or None, initial=initial, actor=request.actor, on=today)
    verdict = Verdict()
    if form.is_valid():
        try:
            add_document(actor=request.actor, case=pk, on=today, **form.cleaned_data)
            messages.success(request, _("Đã đưa giấy tờ vào hồ sơ."))
            return redirect(case_url(pk))
        except RuleError as error:
            verdict = error.verdict
    title = _("Thêm giấy tờ")
    context = {
        "title": title,
        "line": title_of(page.row),
        "form": form,
        "findings": in_words(verdict),
        "save": _("Đưa vào hồ sơ"),
        "back_url": case_url(pk),
        "crumbs": crumbs(page.row, title),
    }
    return render(request, "cases/form.html", context, status=status_of(request))


def void(request: ActorRequest, pk: int, document_id: int) -> HttpResponse:
    """Ask before a paper is taken out of the case."""
    today = request.as_of.today
    page = case_page(actor=request.actor, pk=pk, on=today)
    verdict = Verdict()
    if request.method == "POST":
        try:
            void_document(actor=request.actor, case=pk, document=document_id, on=today)
            messages.success(request, _("Đã bỏ giấy tờ ra khỏi hồ sơ."))
            return redirect(case_url(pk))
        except RuleError as error:
            verdict = error.verdict
    title = _("Bỏ giấy tờ ra khỏi hồ sơ?")
    context = {
        "title": title,
        "text": _("Giấy tờ không bị xóa: lịch sử của hồ sơ vẫn giữ."),
        "findings": in_words(verdict),
        "act": _("Bỏ ra khỏi hồ sơ"),
        "back_url": case_url(pk),
        "crumbs": crumbs(page.row, title),
    }
    return render(request, "ui/confirm.html", context, status=status_of(request))


def letter(request: ActorRequest, pk: int, key: str, form: str) -> HttpResponseBase:
    """Send a letter with the values of the case, as a file."""
    as_of = request.as_of
    page = case_page(actor=request.actor, pk=pk, on=as_of.on, known=as_of.known)
    if form not in FORMATS or key not in letters_of(page.row):
        raise Http404
    values, day = letter_values(actor=request.actor, page=page, key=key, on=as_of.on)
    made = compose(key, values, day, known=as_of.known, invented=page.row.invented)
    media_type, to_file = FORMATS[form]
    name = f"{key}-{pk}.{form}"
    return letter_sent(request, made, to_file, media_type=media_type, name=name, persons=1)
