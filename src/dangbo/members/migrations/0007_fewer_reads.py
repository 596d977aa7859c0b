"""Answer counts from one index alone, and find beginnings of words without merging lists.

The index of postings in an organisation holds all that a count of the day asks for. Of FTS5 every
beginning of up to six letters is a term of its own: else each question merges the lists of all
words that begin so, which for a common name costs most of the time of a search.
"""

from django.db import migrations, models

from dangbo.base.guards import run_sql

FTS = """
DROP TRIGGER members_identity_named;
--;;
DROP TABLE members_name;
--;;
CREATE VIRTUAL TABLE members_name USING fts5 (
  name_folded, content='', detail='none', columnsize=0{more},
  tokenize='unicode61 remove_diacritics 0');
--;;
INSERT INTO members_name (rowid, name_folded) SELECT id, name_folded FROM members_identity;
--;;
CREATE TRIGGER members_identity_named AFTER INSERT ON members_identity
BEGIN INSERT INTO members_name (rowid, name_folded) VALUES (NEW.id, NEW.name_folded); END;
"""

TEMPORARY = models.Q(("kind", "temporary"), ("voided_by__isnull", True))


class Migration(migrations.Migration):
    """Widen the index of postings, add that of temporary ones, and make that of names anew."""

    dependencies = [("members", "0006_carries_into")]

    operations = [
        migrations.RemoveIndex(model_name="posting", name="members_posting_in_org"),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(
                fields=["org", "kind", "start", "end", "voided_by", "person"],
                name="members_posting_in_org",
            ),
        ),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(
                condition=TEMPORARY, fields=["person"], name="members_posting_temporary"
            ),
        ),
        run_sql(
            {"sqlite": FTS.format(more=", prefix='1 2 3 4 5 6'")},
            {"sqlite": FTS.format(more="")},
        ),
    ]
