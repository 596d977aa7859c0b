"""Take a draft out as a file, and begin one with a file."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.access import NotGranted
from dangbo.accounts.middleware import ActorRequest
from dangbo.audit.exports.door import Mark, file_sent
from dangbo.base.numbers import format_number
from dangbo.desk.commands import start_draft
from dangbo.desk.files import FileRefused, write_decision
from dangbo.desk.files.texts import MOST_BYTES
from dangbo.desk.forms.files import decision_in
from dangbo.desk.phrases import in_words
from dangbo.desk.phrases.files import problem_line
from dangbo.desk.queries.naming import persons_in
from dangbo.desk.queries.opening import open_draft
from dangbo.desk.queries.people import kept_here
from dangbo.rules.rights import MEMBER_EXPORT
from dangbo.rules.verdicts import RuleError
from dangbo.ui.parts import Crumb

REFUSED = 422
SHOWN = 200


def download(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Answer a draft as a file that `dangbo decide` takes, whole or not at all."""
    draft = open_draft(actor=request.actor, draft=pk)
    persons = persons_in(draft.content)
    if kept := kept_here(actor=request.actor, persons=persons):
        raise NotGranted(MEMBER_EXPORT, here=True, why=_kept_words(len(kept)))

    def written(mark: Mark) -> bytes:
        # A comment: whoever reads the file again passes it over.
        return f"# {mark.line}\n".encode() + write_decision(draft.content)

    return file_sent(
        request,
        written,
        media_type="application/yaml",
        name=f"quyet-dinh-{draft.pk}.yaml",
        persons=len(persons) or None,
        back=reverse("desk:draft", args=[draft.pk]),
    )


def _kept_words(count: int) -> str:
    """Say why a draft does not go without some: it would be another decision."""
    words = _(
        "Bản thảo kê tên %(count)s đảng viên ở ngoài những đơn vị ấy. Bỏ bớt người thì thành một "
        "quyết định khác, nên không tải một phần."
    )
    return words % {"count": format_number(count)}


def upload(request: ActorRequest) -> HttpResponse:
    """Ask for a file; on a post begin a draft with it, or say all that is wrong with it."""
    context: dict[str, Any] = {
        "title": _("Soạn từ tệp"),
        "crumbs": [Crumb(_("Sắp xếp tổ chức"), reverse("desk:home")), Crumb(_("Soạn từ tệp"))],
        "most": MOST_BYTES >> 20,
    }
    if request.method != "POST":
        return render(request, "desk/upload.html", context)
    found = _problems(request)
    if isinstance(found, int):
        return redirect("desk:draft", found)
    context |= {"problems": found[:SHOWN], "left": max(0, len(found) - SHOWN)}
    return render(request, "desk/upload.html", context, status=REFUSED)


def _problems(request: ActorRequest) -> int | list[str]:
    """Return the number of the draft that was begun, or what is wrong with the file."""
    file = request.FILES.get("file")
    if file is None:
        return [_("Chưa chọn tệp nào. Chọn một tệp .yaml hoặc .json.")]
    name = str(file.name)
    try:
        content = file.read(MOST_BYTES + 1)
        found = decision_in(content, actor=request.actor, on=request.as_of.today)
        return int(start_draft(actor=request.actor, content=found.content).pk)
    except FileRefused as refused:
        return [problem_line(each, name) for each in refused.problems]
    except RuleError as error:
        return [str(each.text) for each in in_words(error.verdict, {})]
