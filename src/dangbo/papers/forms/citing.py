"""Find the paper that a form cites."""

from typing import Any

from django.core.exceptions import ValidationError

from dangbo.accounts.access import Actor
from dangbo.papers.access import AmbiguousPaperError, UnknownPaperError, find_paper


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
