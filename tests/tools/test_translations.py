"""Prove that no wrapped string escapes, and that each kind of fault is named."""

import gettext
from pathlib import Path

import pytest

from tools.translations import ENGLISH, compile_all, faults, renew

MODULE = """
from django.utils.translation import gettext as _now, gettext_lazy as _, ngettext, pgettext

A = _("Tên %(name)s")
B = ngettext("%(count)s ngày", "%(count)s ngày", 2)
C = pgettext("month", "Năm")
D = "không bọc"
E = lookup("không phải lời")
for _each in (): ...
F = _now("Bây giờ")
"""
TEMPLATE = """{% load i18n %}
<h1 title="{% translate "Tiêu đề" %}">
    {% blocktranslate trimmed with name=org %}
      Dòng một {{ name }}
      dòng hai
    {% endblocktranslate %}
  {{ value|default:_("Không có") }}
</h1>
"""
ENTRIES = {
    "Tên %(name)s": "Name %(name)s",
    "%(count)s ngày": ("%(count)s day", "%(count)s days"),
    "Năm": "May",
    "Bây giờ": "Now",
    "Tiêu đề": "Title",
    "Dòng một %(name)s dòng hai": "Line one %(name)s line two",
    "Không có": "None",
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    package = tmp_path / "src" / "dangbo"
    (package / "orgs" / "templates").mkdir(parents=True)
    (package / "orgs" / "names.py").write_text(MODULE, encoding="utf-8")
    (package / "orgs" / "templates" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    return package


@pytest.fixture
def complete(package: Path) -> Path:
    renew(package)
    text = (package / ENGLISH).read_text(encoding="utf-8")
    for vietnamese, english in ENTRIES.items():
        if isinstance(english, str):
            text = text.replace(
                f'msgid "{vietnamese}"\nmsgstr ""', f'msgid "{vietnamese}"\nmsgstr "{english}"'
            )
        else:
            for form, word in enumerate(english):
                text = text.replace(f'msgstr[{form}] ""', f'msgstr[{form}] "{word}"')
    (package / ENGLISH).write_text(text, encoding="utf-8")
    return package


def change(package: Path, old: str, new: str) -> None:
    path = package / ENGLISH
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_faults_names_every_string_without_a_catalogue(package: Path) -> None:
    assert faults(package) == [
        "src/dangbo/orgs/names.py: missing: Tên %(name)s",
        "src/dangbo/orgs/names.py: missing: %(count)s ngày",
        "src/dangbo/orgs/names.py: missing: Năm",
        "src/dangbo/orgs/names.py: missing: Bây giờ",
        "src/dangbo/orgs/templates/page.html: missing: Tiêu đề",
        "src/dangbo/orgs/templates/page.html: missing: Dòng một %(name)s dòng hai",
        "src/dangbo/orgs/templates/page.html: missing: Không có",
    ]


def test_renew_adds_empty_entries_and_keeps_what_is_translated(complete: Path) -> None:
    before = (complete / ENGLISH).read_text(encoding="utf-8")
    assert faults(complete) == []

    empty = renew(complete)

    assert (empty, (complete / ENGLISH).read_text(encoding="utf-8")) == (0, before)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('msgstr "Title"', 'msgstr ""', "src/dangbo/orgs/templates/page.html: empty: Tiêu đề"),
        (
            'msgid "Tiêu đề"',
            '#, fuzzy\nmsgid "Tiêu đề"',
            "src/dangbo/orgs/templates/page.html: fuzzy: Tiêu đề",
        ),
        (
            "Name %(name)s",
            "Name %(nam)s",
            "src/dangbo/orgs/names.py: placeholders differ: Tên %(name)s",
        ),
        (
            "%(count)s days",
            "days",
            "src/dangbo/orgs/names.py: placeholders differ: %(count)s ngày",
        ),
    ],
)
def test_faults_names_a_wrong_entry(complete: Path, old: str, new: str, reason: str) -> None:
    change(complete, old, new)

    assert faults(complete) == [reason]


def test_faults_names_an_entry_that_nothing_uses(complete: Path) -> None:
    (complete / "orgs" / "templates" / "page.html").write_text("<p></p>", encoding="utf-8")

    unused = f"{ENGLISH}: no longer in the source: "
    assert faults(complete) == [
        unused + "Tiêu đề",
        unused + "Dòng một %(name)s dòng hai",
        unused + "Không có",
    ]


def test_compiled_catalogue_answers_in_english(complete: Path) -> None:
    compiled = compile_all(complete)

    english = gettext.translation("django", complete / "locale", ["en"])
    assert compiled == 1
    assert english.gettext("Tiêu đề") == "Title"
    assert english.pgettext("month", "Năm") == "May"
    assert english.ngettext("%(count)s ngày", "%(count)s ngày", 3) == "%(count)s days"
