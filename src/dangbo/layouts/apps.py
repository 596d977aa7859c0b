"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangbo.rules.rights import MEMBER_READ


class LayoutsConfig(AppConfig):
    """Make statistical forms as data, and fill them for any organisation and day."""

    name = "dangbo.layouts"

    def ready(self) -> None:
        """Register the proof of the rows, the printed form, the area, and what its pages show."""
        from dangbo.audit.enums import AccessCode  # noqa: PLC0415 - rows are ready now
        from dangbo.audit.queries import register_verifier  # noqa: PLC0415
        from dangbo.audit.queries.readings import register_readings  # noqa: PLC0415
        from dangbo.layouts.phrases import letter  # noqa: PLC0415
        from dangbo.layouts.queries.verifying import first_difference  # noqa: PLC0415
        from dangbo.letters.queries import register_letter  # noqa: PLC0415
        from dangbo.ui.navigation import register_area  # noqa: PLC0415

        register_verifier("layouts", first_difference)
        register_letter(
            letter.KEY,
            letter.TITLE,
            letter.FIELDS,
            letter.SAMPLE,
            required={"rows"},
            default=letter.DEFAULT,
        )
        register_readings("member", ["layouts:cell"], code=AccessCode.LISTED)
        register_area(
            key="layouts",
            title=_("Biểu mẫu"),
            url_name="layouts:home",
            icon="table-2",
            shortcut_letter="e",
            order=20,
            may=MEMBER_READ,
        )
