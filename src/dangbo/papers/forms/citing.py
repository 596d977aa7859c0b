"""Ask for the paper that a form cites, and find it."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dangbo.accounts.access import Actor
from dangbo.papers.access import AmbiguousPaperError, UnknownPaperError, find_paper
from dangbo.ui.fields import SuggestInput

LONGEST: Final = 300
GROUNDS: Final = _("Văn bản làm căn cứ")
FOUND: Final = _("Gõ số hoặc trích yếu rồi chọn; văn bản phải có trong sổ văn bản.")
OR_REASON: Final = _("Số văn bản đã có trong sổ văn bản. Để trống nếu không rõ và ghi lý do.")


def paper_field(label: Any = GROUNDS, help_text: Any = FOUND) -> forms.CharField:
    """Return the field of the paper that is cited, by number or key; it may stay empty."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST,
        help_text=help_text,
        widget=SuggestInput("papers:suggest"),
    )


def named_paper(*, actor: Actor, text: str) -> Any:
    """Return the paper that a number or a key means, or nothing where none is cited."""
    number = text.strip()
    if not number:
        return None
    try:
        return find_paper(actor=actor, number=number)
    except (UnknownPaperError, AmbiguousPaperError) as error:
        raise ValidationError(str(error)) from error


def named_key(*, actor: Actor, text: str) -> str:
    """Return the key of the paper that a number or a key means; empty where none is cited."""
    paper = named_paper(actor=actor, text=text)
    return str(paper.uid) if paper else ""
