"""Know the forms: those that come with the project, and the versions that the office made."""

from datetime import date
from difflib import get_close_matches

from dangbo.layouts.queries.filling import known_indicators
from dangbo.rules.form_layouts import Layout, indicators_of
from dangbo.rules.form_texts import builtin_layouts


class UnknownLayoutError(LookupError):
    """No form has this code, or not this version; `nearest` are those whose codes look like it."""

    def __init__(self, code: str, version: int | None = None) -> None:
        self.code, self.version = code, version
        self.nearest = get_close_matches(code, builtin_layouts(), n=3)
        super().__init__(code)


def layout_of(
    code: str, version: int | None = None, *, on: date, known: date | None = None
) -> Layout:
    """Return a form as it is in force on a day, or one version of it, or UnknownLayoutError."""
    found = builtin_layouts().get(code)
    if found is None or version not in (None, found.version):
        raise UnknownLayoutError(code, version)
    return found


def definition_version(layout: Layout) -> str:
    """Return the version of a form with those of its indicators, as one text to be kept."""
    known = known_indicators()
    told = (f"{code}:{known[code].version}" for code in indicators_of(layout) if code in known)
    return f"{layout.code}:{layout.version}|{','.join(told)}"
