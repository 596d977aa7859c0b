"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangbo.rules.rights import CASE_READ


class CasesConfig(AppConfig):
    """Run the cases of the member life cycle."""

    name = "dangbo.cases"

    def ready(self) -> None:
        """Register the area, its letters, its parts on other pages, and the proof of its rows."""
        from dangbo.audit.queries import register_verifier  # noqa: PLC0415 - rows are ready now
        from dangbo.cases import panels  # noqa: PLC0415
        from dangbo.cases.commands.writing import follow_members  # noqa: PLC0415
        from dangbo.cases.queries.ties import ties_of  # noqa: PLC0415
        from dangbo.cases.replay.verifying import first_difference  # noqa: PLC0415
        from dangbo.desk.queries.hanging import register_hanging  # noqa: PLC0415
        from dangbo.members.commands import register_follower, register_ties  # noqa: PLC0415
        from dangbo.ui.navigation import register_area  # noqa: PLC0415
        from dangbo.ui.panels import register_panel  # noqa: PLC0415
        from dangbo.ui.record_acts import register_record_act  # noqa: PLC0415

        register_verifier("cases", first_difference)
        register_follower("cases", follow_members)
        register_ties("cases", ties_of)
        register_panel("member", 20, panels.member_panel)
        register_panel("org", 14, panels.org_panel)
        register_record_act("member", 20, panels.offer_case)
        register_hanging("cases", panels.cases_hanging)
        self._register_letters()
        register_area(
            key="cases",
            title=_("Hồ sơ đảng viên"),
            url_name="cases:home",
            icon="workflow",
            shortcut_letter="h",
            order=13,
            may=CASE_READ,
        )

    def _register_letters(self) -> None:
        from dangbo.cases.phrases import letters  # noqa: PLC0415 - the registry is ready now
        from dangbo.letters.files.builtin import builtin_samples  # noqa: PLC0415
        from dangbo.letters.phrases.labels import FIELDS  # noqa: PLC0415
        from dangbo.letters.queries.registry import register_letter  # noqa: PLC0415

        names, sample = letters.RESIGNATION_FIELDS, builtin_samples()["strike_off_decision"]
        register_letter(
            "resignation_decision",
            letters.RESIGNATION_TITLE,
            {name: FIELDS[name] for name in names},
            {name: sample[name] for name in names},
            required={"name"},
            default=letters.RESIGNATION,
        )
