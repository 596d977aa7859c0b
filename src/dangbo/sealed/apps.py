"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SealedConfig(AppConfig):
    """Keep confidential records for their named readers."""

    name = "dangbo.sealed"

    def ready(self) -> None:
        """Register the area, its keys and files, the proof of its rows, and what stays hidden."""
        from django.urls import reverse_lazy  # noqa: PLC0415 - rows are ready now

        from dangbo.accounts.events import demonstration_opened  # noqa: PLC0415
        from dangbo.audit.queries import register_verifier  # noqa: PLC0415
        from dangbo.audit.queries.hiding import register_hidden  # noqa: PLC0415
        from dangbo.base.daily import register_daily  # noqa: PLC0415
        from dangbo.base.kept import register_named_files  # noqa: PLC0415
        from dangbo.base.secrets import register_sealed  # noqa: PLC0415
        from dangbo.sealed import access, panels  # noqa: PLC0415
        from dangbo.sealed.commands.covering import cover_now_and_then  # noqa: PLC0415
        from dangbo.sealed.commands.sweeping import sweep_daily  # noqa: PLC0415
        from dangbo.sealed.files.contents import CONTENTS  # noqa: PLC0415
        from dangbo.sealed.handlers import open_demonstration_record  # noqa: PLC0415
        from dangbo.sealed.models import Attachment, Record  # noqa: PLC0415
        from dangbo.sealed.replay import first_difference  # noqa: PLC0415
        from dangbo.ui.navigation import register_area  # noqa: PLC0415
        from dangbo.ui.panels import register_panel  # noqa: PLC0415

        register_sealed(Record, "key", quiet=True)
        register_named_files(Attachment, "digest", CONTENTS.name_of, unless="gone_by")
        register_daily("sealed.cover", cover_now_and_then)
        register_daily("sealed.sweep", sweep_daily)
        register_verifier("sealed", first_difference)
        demonstration_opened.connect(open_demonstration_record, dispatch_uid="sealed.demonstration")
        register_hidden(
            prefix="sealed.",
            kind=access.KIND,
            pages=reverse_lazy("sealed:home"),
            acts=access.shown_acts,
            subjects=access.shown_subjects,
            owner=access.owner_of,
        )
        register_panel("member", 90, panels.member_panel)
        register_area(
            key="sealed",
            title=_("Hồ sơ kín"),
            url_name="sealed:home",
            icon="lock",
            shortcut_letter="k",
            order=28,
        )
