"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Keep the register of members."""

    name = "dangbo.members"

    def ready(self) -> None:
        """Follow what decisions do to organisations."""
        from dangbo.members.commands import follow_orgs  # noqa: PLC0415 - rows are ready now
        from dangbo.orgs.commands import register_follower  # noqa: PLC0415

        register_follower("members", follow_orgs)
