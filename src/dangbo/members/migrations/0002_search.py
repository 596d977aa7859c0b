"""Index names by the beginnings of their words, and the few voided spans by person.

Names are folded by the application, so that both databases find the same: SQLite in a table of
FTS5 that keeps no text of its own, PostgreSQL by trigrams.
"""

from django.db import migrations, models

from dangbo.base.guards import run_sql

SQLITE = """
CREATE VIRTUAL TABLE members_name USING fts5 (
  name_folded, content='', detail='none', columnsize=0, tokenize='unicode61 remove_diacritics 0');
--;;
INSERT INTO members_name (rowid, name_folded) SELECT id, name_folded FROM members_identity;
--;;
CREATE TRIGGER members_identity_named AFTER INSERT ON members_identity
BEGIN INSERT INTO members_name (rowid, name_folded) VALUES (NEW.id, NEW.name_folded); END;
"""

POSTGRESQL = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--;;
CREATE INDEX members_identity_words ON members_identity
USING gin ((' ' || name_folded) gin_trgm_ops);
"""

DROP_SQLITE = """
DROP TRIGGER members_identity_named;
--;;
DROP TABLE members_name;
"""

DROP_POSTGRESQL = """
DROP INDEX members_identity_words;
"""

VOIDED = models.Q(("voided_by__isnull", False))


class Migration(migrations.Migration):
    """Add the indexes of searching."""

    dependencies = [("members", "0001_initial")]

    operations = [
        *(
            migrations.AddIndex(
                model_name=name,
                index=models.Index(
                    condition=VOIDED, fields=["person"], name=f"members_{name}_voided"
                ),
            )
            for name in ("posting", "standing", "attribute", "number")
        ),
        run_sql(
            {"sqlite": SQLITE, "postgresql": POSTGRESQL},
            {"sqlite": DROP_SQLITE, "postgresql": DROP_POSTGRESQL},
        ),
    ]
