"""Name roles and acts in the language of the page."""

from datetime import date

from django.utils.translation import get_language

from dangbo.rules.rights import RightAct, Role, roles_on


def role_name(code: str, *, on: date) -> str:
    """Return the name of a role as it is called on a day."""
    return _named(roles_on(on).roles.get(code), code)


def act_name(code: str, *, on: date) -> str:
    """Return the name of an act as it is called on a day."""
    return _named(roles_on(on).acts.get(code), code)


def _named(found: Role | RightAct | None, code: str) -> str:
    if found is None:
        return code
    return found.name_en if (get_language() or "vi").startswith("en") else found.name
