"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangbo.rules.rights import POST_READ


class PostsConfig(AppConfig):
    """Hold bodies and posts, planning lists, and how far declarations of assets have come."""

    name = "dangbo.posts"

    def ready(self) -> None:
        """Follow organisations and members; register the area, its panels, its proof."""
        from dangbo.audit.queries import register_verifier  # noqa: PLC0415 - rows are ready now
        from dangbo.desk.queries.hanging import register_hanging  # noqa: PLC0415
        from dangbo.letters.queries.signing import register_signers  # noqa: PLC0415
        from dangbo.members import commands as members  # noqa: PLC0415
        from dangbo.orgs.commands import register_follower  # noqa: PLC0415
        from dangbo.posts import panels  # noqa: PLC0415
        from dangbo.posts.commands import follow_members, follow_orgs  # noqa: PLC0415
        from dangbo.posts.queries.signing import signer_of  # noqa: PLC0415
        from dangbo.posts.queries.ties import ties_of  # noqa: PLC0415
        from dangbo.posts.replay.verifying import first_difference  # noqa: PLC0415
        from dangbo.posts.tables.hanging import posts_hanging  # noqa: PLC0415
        from dangbo.ui.navigation import register_area  # noqa: PLC0415
        from dangbo.ui.panels import register_panel  # noqa: PLC0415

        register_verifier("posts", first_difference)
        register_signers(signer_of)
        register_follower("posts", follow_orgs)
        members.register_follower("posts", follow_members)
        members.register_ties("posts", ties_of)
        register_hanging("posts", posts_hanging, only_ending=True)
        register_panel("org", 15, panels.board_panel)
        register_panel("member", 30, panels.member_panel)
        register_area(
            key="posts",
            title=_("Cấp ủy"),
            url_name="posts:home",
            icon="briefcase",
            shortcut_letter="u",
            order=17,
            may=POST_READ,
        )
