"""Show what the rules say of a paper, in words."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, Literal

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dangbo.base.days import format_day
from dangbo.papers.enums import Secrecy
from dangbo.papers.phrases.names import kind_name
from dangbo.papers.phrases.words import WORDS
from dangbo.rules.verdicts import Fact, Finding, Verdict
from dangbo.ui import parts

MEGABYTE: Final = 1024 * 1024


UNCLEAR: Final = _("không thuộc loại nào biết được")
LIKE: Final = _("giống tệp %(ending)s")
OLD_WORD: Final = _("giống tệp Word cũ (.doc) hoặc tệp Word có mật khẩu")


def in_words(verdict: Verdict, *, form: bool = False) -> list[parts.Finding]:
    """Return the findings of a verdict as pages show them, refusals first.

    Over a `form` each leads to its field.
    """
    return [
        *(_shown(each, "refusal", form=form) for each in verdict.against),
        *(_shown(each, "warning", form=form) for each in verdict.warnings),
    ]


def sentence_of(finding: Finding) -> str:
    """Return a finding as one or two sentences: what it is, and what to do."""
    words, facts = WORDS[finding.code], _facts(finding)
    return f"{words.text % facts} {words.remedy % facts}"


def _shown(finding: Finding, level: Literal["refusal", "warning"], *, form: bool) -> parts.Finding:
    words, facts = WORDS[finding.code], _facts(finding)
    return parts.Finding(
        level,
        words.text % facts,
        rule=words.rule,
        source=finding.source,
        remedy=words.remedy % facts,
        url=_url(finding, form=form),
    )


def _url(finding: Finding, *, form: bool) -> str:
    if finding.code.startswith("TWIN_"):
        return reverse("papers:detail", args=[finding.fact("uid")])
    return f"#id_{finding.where}" if form and finding.where else ""


def _facts(finding: Finding) -> dict[str, object]:
    as_words = AS_WORDS.get(finding.code, {})
    return {
        name: as_words[name](value) if name in as_words else value for name, value in finding.facts
    }


def _level(value: Fact) -> object:
    return Secrecy(value).label if value in Secrecy.values else value


def _megabytes(value: Fact) -> object:
    return f"{int(value or 0) // MEGABYTE} MB"


def _kind(value: Fact) -> object:
    return f"{kind_name(str(value))} ({value})"


def _day(value: Fact) -> object:
    return format_day(date.fromisoformat(str(value)))


def _likeness(value: Fact) -> object:
    if value == ".doc":
        return OLD_WORD
    return LIKE % {"ending": value} if value else UNCLEAR


AS_WORDS: Final[Mapping[str, Mapping[str, Callable[[Fact], object]]]] = {
    "KIND_DIFFERS": {"stated": _kind, "given": _kind},
    "DAY_DIFFERS": {"stated": _day, "given": _day},
    "YEAR_DIFFERS": {"given": _day},
    "DAY_TOO_EARLY": {"day": _day},
    "DAY_IN_FUTURE": {"day": _day},
    "SECRET_WITH_SUBJECT": {"level": _level},
    "SECRET_WITHOUT_PLACE": {"level": _level},
    "SECRET_WITH_FILE": {"level": _level},
    "FILE_TOO_LARGE": {"limit": _megabytes},
    "FILE_TYPE_NOT_TAKEN": {"looks_like": _likeness},
}
