"""Find the paper that a form cites."""

from django.core.exceptions import ValidationError

from dangbo.accounts.access import Actor
from dangbo.papers.access import AmbiguousPaperError, UnknownPaperError, find_paper


def cited_number(actor: Actor, text: str) -> str:
    """Return the key of the paper that a number or a key means; nothing where none is cited."""
    number = text.strip()
    if not number:
        return ""
    try:
        return str(find_paper(actor=actor, number=number).uid)
    except (UnknownPaperError, AmbiguousPaperError) as error:
        raise ValidationError(str(error)) from error
