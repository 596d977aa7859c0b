"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangbo.rules.rights import PAPER_READ


class LettersConfig(AppConfig):
    """Print papers, by templates that the office may change."""

    name = "dangbo.letters"

    def ready(self) -> None:
        """Register the area, the letters that come with the program, and the proof of the rows."""
        from dangbo.audit.queries import register_verifier  # noqa: PLC0415 - rows are ready now
        from dangbo.letters.queries import register_builtin_letters  # noqa: PLC0415
        from dangbo.letters.queries.verifying import first_difference  # noqa: PLC0415
        from dangbo.ui.navigation import register_area  # noqa: PLC0415

        register_verifier("letters", first_difference)
        register_builtin_letters()
        register_area(
            key="letters",
            title=_("Mẫu văn bản"),
            url_name="letters:list",
            icon="printer",
            shortcut_letter="m",
            order=80,
            may=PAPER_READ,
        )
