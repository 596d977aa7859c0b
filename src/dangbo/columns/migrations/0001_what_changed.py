"""Find which rows of members acts voided and closed, so that columns need not be made anew.

Rows that were opened are found by their numbers; that others were voided or ended, only the rows
themselves say. The indexes hold only such rows.
"""

from django.db import migrations

from dangbo.base.guards import run_sql

WAYS = {
    "posting": ("voided", "closed"),
    "standing": ("voided", "closed"),
    "attribute": ("voided", "closed"),
    # Who a person is has no days, so it is never closed.
    "identity": ("voided",),
}
MADE = "CREATE INDEX columns_{table}_{way} ON members_{table} ({way}_by_id) WHERE {way}_by_id IS NOT NULL"
GONE = "DROP INDEX columns_{table}_{way}"


def each(statement: str) -> dict[str, str]:
    """Return a statement for each table and way, the same for both databases."""
    found = "\n--;;\n".join(
        statement.format(table=table, way=way) for table, ways in WAYS.items() for way in ways
    )
    return {"sqlite": found, "postgresql": found}


class Migration(migrations.Migration):
    """Add the indexes of what acts voided and closed."""

    dependencies = [("members", "0007_fewer_reads")]

    operations = [run_sql(each(MADE), each(GONE))]
