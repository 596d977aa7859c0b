"""See by which way a database answers, which holds at any size, unlike a time."""

from django.db import connection


def plan_of(statement: str) -> str:
    """Return the plan of a statement; tables that are gone through whole say SCAN.

    PostgreSQL goes through small tables whole unless it is told to shun that.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}".replace("%", "%%"), [])
            return "\n".join(row[-1] for row in cursor.fetchall())
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {statement}".replace("%", "%%"), [])
        return "\n".join(row[0] for row in cursor.fetchall()).replace("Seq Scan", "SCAN")
