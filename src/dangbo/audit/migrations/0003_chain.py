"""Add the seals and what they cover; the log of accesses, and the closings."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from dangbo.base.guards import run_sql

# Columns with a constant default are added in place; Django would write the table of SQLite anew,
# and its triggers would be gone.
ADDED = (
    ("role", 60, models.CharField(blank=True, db_default="", default="", max_length=60)),
    ("behalf", 150, models.CharField(blank=True, db_default="", default="", max_length=150)),
    ("origin", 60, models.CharField(blank=True, db_default="", default="", max_length=60)),
    ("hash", 64, models.CharField(db_default="", default="", max_length=64)),
)


def in_place(name: str, length: int, field: models.Field) -> Operation:
    """Return the operation that adds one column."""
    add = f"ALTER TABLE audit_act ADD COLUMN {name} varchar({length}) DEFAULT '' NOT NULL"
    drop = f"ALTER TABLE audit_act DROP COLUMN {name}"
    both = {"sqlite": add, "postgresql": add}
    return migrations.SeparateDatabaseAndState(
        database_operations=[run_sql(both, dict.fromkeys(both, drop))],
        state_operations=[migrations.AddField("act", name, field)],
    )


class Migration(migrations.Migration):
    """Make room for the chain."""

    dependencies = [
        ("audit", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(in_place(*each) for each in ADDED),
        migrations.CreateModel(
            name="Access",
            fields=[
                ("seq", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("day", models.DateField(db_index=True)),
                ("actor", models.CharField(max_length=150)),
                ("role", models.CharField(blank=True, max_length=60)),
                ("behalf", models.CharField(blank=True, max_length=150)),
                ("origin", models.CharField(blank=True, max_length=60)),
                ("code", models.CharField(max_length=30)),
                ("kind", models.CharField(blank=True, max_length=30)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("facts", models.JSONField(default=dict)),
                ("hash", models.CharField(max_length=64)),
                (
                    "actor_user",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "accesses",
                "ordering": ["seq"],
                "indexes": [
                    models.Index(fields=["subject", "seq"], name="audit_access_of_subject"),
                    models.Index(fields=["actor", "seq"], name="audit_access_of_actor"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("seq__gte", 1)), name="audit_access_from_one"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Closing",
            fields=[
                ("seq", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("day", models.DateField(db_index=True)),
                ("at", models.DateTimeField()),
                ("acts", models.PositiveBigIntegerField()),
                ("act_hash", models.CharField(blank=True, max_length=64)),
                ("accesses", models.PositiveBigIntegerField()),
                ("access_hash", models.CharField(blank=True, max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={"ordering": ["seq"]},
        ),
    ]
