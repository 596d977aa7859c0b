"""Keep where organisations have their offices; such rows are never deleted."""

import django.db.models.deletion
from django.db import migrations, models

from dangbo.base.guards import run_sql

SQLITE = """
CREATE TRIGGER orgs_place_kept BEFORE DELETE ON orgs_place
BEGIN SELECT RAISE(ABORT, 'a dated fact is never deleted'); END;
"""
POSTGRESQL = """
CREATE TRIGGER orgs_place_kept BEFORE DELETE ON orgs_place
FOR EACH STATEMENT EXECUTE FUNCTION orgs_refuse_delete();
"""
DROP_SQLITE = "DROP TRIGGER orgs_place_kept;"
DROP_POSTGRESQL = "DROP TRIGGER orgs_place_kept ON orgs_place;"


class Migration(migrations.Migration):
    """Add the table of places, with its guard."""

    dependencies = [
        ('audit', '0005_access_of_place'),
        ('orgs', '0002_guards'),
    ]

    operations = [
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('latitude', models.DecimalField(decimal_places=5, max_digits=8, null=True)),
                ('longitude', models.DecimalField(decimal_places=5, max_digits=8, null=True)),
                ('address', models.CharField(blank=True, max_length=300)),
                ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                ('opened_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                ('org', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='places', to='orgs.org')),
                ('voided_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('voided_by__isnull', True)), fields=('org', 'on'), name='orgs_place_one_day'), models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__isnull', False), ('longitude__isnull', False)), _connector='OR'), name='orgs_place_both_degrees')],
            },
        ),
        run_sql(
            {"sqlite": SQLITE, "postgresql": POSTGRESQL},
            {"sqlite": DROP_SQLITE, "postgresql": DROP_POSTGRESQL},
        ),
    ]
