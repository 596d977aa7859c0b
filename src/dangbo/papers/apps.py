"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangbo.rules.rights import PAPER_READ


class PapersConfig(AppConfig):
    """Hold the papers that everything dated rests on."""

    name = "dangbo.papers"

    def ready(self) -> None:
        """Register the area and the proof of its rows."""
        from dangbo.audit.queries import register_verifier  # noqa: PLC0415 - rows are ready now
        from dangbo.base.kept import register_named_files  # noqa: PLC0415
        from dangbo.papers.files.storage import name_of  # noqa: PLC0415
        from dangbo.papers.models import PaperFile  # noqa: PLC0415
        from dangbo.papers.queries.verifying import first_difference  # noqa: PLC0415
        from dangbo.ui.navigation import register_area  # noqa: PLC0415

        register_verifier("papers", first_difference)
        register_named_files(PaperFile, "digest", name_of, unless="removed_by")
        register_area(
            key="papers",
            title=_("Văn bản"),
            url_name="papers:list",
            icon="scroll-text",
            shortcut_letter="v",
            order=30,
            may=PAPER_READ,
        )
