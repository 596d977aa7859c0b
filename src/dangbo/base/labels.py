"""Say codes that rows keep in words."""

from django.db.models import TextChoices


def label_of(kind: type[TextChoices], code: str) -> str:
    """Return the label of a code; one that is not among the choices is told as it is."""
    return str(kind(code).label) if code in kind.values else code
