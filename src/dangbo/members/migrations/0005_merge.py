"""Keep which two persons are believed to be one; such a row is never edited nor deleted."""

import django.db.models.deletion
from django.db import migrations, models

from dangbo.base.guards import run_sql

COLUMNS = ("kept_id", "gone_id", "opened_by_id")
EDITED = "a dated fact is never edited in place"


def sqlite() -> str:
    """Return the guards of SQLite."""
    edited = " OR ".join(f"NEW.{each} IS NOT OLD.{each}" for each in COLUMNS)
    return f"""
CREATE TRIGGER members_merge_edited BEFORE UPDATE OF {", ".join(COLUMNS)} ON members_merge
BEGIN SELECT RAISE(ABORT, '{EDITED}') WHERE {edited}; END;
--;;
CREATE TRIGGER members_merge_kept BEFORE DELETE ON members_merge
BEGIN SELECT RAISE(ABORT, 'a dated fact is never deleted'); END;
"""


def postgresql() -> str:
    """Return the guards of PostgreSQL."""
    new, old = (", ".join(f"{row}.{each}" for each in COLUMNS) for row in ("NEW", "OLD"))
    return f"""
CREATE FUNCTION members_keep_merge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ({new}) IS DISTINCT FROM ({old}) THEN
    RAISE EXCEPTION '{EDITED}' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--;;
CREATE TRIGGER members_merge_edited BEFORE UPDATE ON members_merge
FOR EACH ROW EXECUTE FUNCTION members_keep_merge();
--;;
CREATE TRIGGER members_merge_kept BEFORE DELETE ON members_merge
FOR EACH STATEMENT EXECUTE FUNCTION members_refuse_delete();
"""


DROP = """
DROP TRIGGER members_merge_edited{on};
--;;
DROP TRIGGER members_merge_kept{on};
"""


class Migration(migrations.Migration):
    """Add the merging of persons."""

    dependencies = [
        ("audit", "0002_append_only"),
        ("members", "0004_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "gone",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.person",
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.person",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="audit.act",
                    ),
                ),
                (
                    "voided_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="audit.act",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["kept"], name="members_merge_by_kept")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kept", models.F("gone")), _negated=True),
                        name="members_merge_of_two",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_by__isnull", True)),
                        fields=("gone",),
                        name="members_merge_once",
                    ),
                ],
            },
        ),
        run_sql(
            {"sqlite": sqlite(), "postgresql": postgresql()},
            {
                "sqlite": DROP.format(on=""),
                "postgresql": DROP.format(on=" ON members_merge")
                + "--;;\nDROP FUNCTION members_keep_merge();",
            },
        ),
    ]
