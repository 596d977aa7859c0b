"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangbo.rules.rights import MEMBER_READ


class MembersConfig(AppConfig):
    """Keep the register of members."""

    name = "dangbo.members"

    def ready(self) -> None:
        """Follow what decisions do to organisations, and register the area and its words."""
        from dangbo.audit.queries import register_verifier  # noqa: PLC0415 - rows are ready now
        from dangbo.base.kept import register_rebuilt  # noqa: PLC0415
        from dangbo.base.secrets import register_sealed  # noqa: PLC0415
        from dangbo.desk.commands.along import register_along  # noqa: PLC0415
        from dangbo.desk.queries.hanging import register_hanging  # noqa: PLC0415
        from dangbo.desk.queries.people import register_people  # noqa: PLC0415
        from dangbo.desk.tables.along import (  # noqa: PLC0415
            register_along_section,
            register_along_sums,
        )
        from dangbo.members.commands import follow_orgs  # noqa: PLC0415
        from dangbo.members.commands.going_along import GoingAlong  # noqa: PLC0415
        from dangbo.members.commands.indexing import index_names  # noqa: PLC0415
        from dangbo.members.management.counts import counted_members  # noqa: PLC0415
        from dangbo.members.models import Person  # noqa: PLC0415
        from dangbo.members.panels import members_found, members_of_org  # noqa: PLC0415
        from dangbo.members.phrases.findings import ORG_TEXTS  # noqa: PLC0415
        from dangbo.members.queries.exporting import not_exported  # noqa: PLC0415
        from dangbo.members.queries.sizes import counted_in  # noqa: PLC0415
        from dangbo.members.queries.verifying import first_difference  # noqa: PLC0415
        from dangbo.members.tables.going_along import (  # noqa: PLC0415
            carried_told,
            members_hanging,
            members_section,
            members_sums,
        )
        from dangbo.orgs.commands import register_follower  # noqa: PLC0415
        from dangbo.orgs.management.counts import register_count  # noqa: PLC0415
        from dangbo.orgs.phrases.findings import register_texts  # noqa: PLC0415
        from dangbo.orgs.tables.moments import register_teller  # noqa: PLC0415
        from dangbo.ui.navigation import register_area  # noqa: PLC0415
        from dangbo.ui.panels import register_panel  # noqa: PLC0415
        from dangbo.ui.searching import register_search  # noqa: PLC0415

        register_follower("members", follow_orgs)
        register_count("members", counted_members)
        register_verifier("members", first_difference)
        register_sealed(Person, "key")
        register_rebuilt("members_name", index_names)
        register_along("members", GoingAlong)
        register_along_section("members", members_section)
        register_along_sums("members", members_sums)
        register_teller("members", carried_told)
        register_hanging("members", members_hanging)
        register_people(counted_in, "members:choose", kept=not_exported)
        register_texts(ORG_TEXTS)
        register_panel("org", 12, members_of_org)
        register_search(10, members_found)
        register_area(
            key="members",
            title=_("Đảng viên"),
            url_name="members:home",
            icon="users",
            shortcut_letter="d",
            order=12,
            may=MEMBER_READ,
        )
