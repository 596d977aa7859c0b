"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig


class PostsConfig(AppConfig):
    """Hold bodies and posts, planning lists, and how far declarations of assets have come."""

    name = "dangbo.posts"

    def ready(self) -> None:
        """Follow what decisions do to organisations, and register the proof of the rows."""
        from dangbo.audit.queries import register_verifier  # noqa: PLC0415 - rows are ready now
        from dangbo.orgs.commands import register_follower  # noqa: PLC0415
        from dangbo.posts.commands import follow_orgs  # noqa: PLC0415
        from dangbo.posts.replay.verifying import first_difference  # noqa: PLC0415

        register_verifier("posts", first_difference)
        register_follower("posts", follow_orgs)
