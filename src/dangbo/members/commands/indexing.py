"""Make the index of names anew where rows came in past what fills it."""

from django.db import connection


def index_names() -> None:
    """Fill the empty index of names of SQLite; PostgreSQL keeps its own."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO members_name (rowid, name_folded) "
                "SELECT id, name_folded FROM members_identity"
            )
