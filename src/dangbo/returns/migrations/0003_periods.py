"""Have the office set periods, and let the code of a period be longer."""

import django.db.models.deletion
from django.db import migrations, models

from dangbo.base.guards import run_sql

# SQLite makes the table anew when a column changes, and forgets its guards.
GUARDS = """
CREATE TRIGGER returns_return_no_update BEFORE UPDATE ON returns_return
BEGIN SELECT RAISE(ABORT, 'what was sent is never changed'); END;
--;;
CREATE TRIGGER returns_return_no_delete BEFORE DELETE ON returns_return
BEGIN SELECT RAISE(ABORT, 'what was sent is never changed'); END;
"""


class Migration(migrations.Migration):
    """Add the periods that the office sets."""

    dependencies = [
        ('audit', '0005_access_of_place'),
        ('returns', '0002_guards'),
    ]

    operations = [
        run_sql({}, {"sqlite": GUARDS}),
        migrations.AlterField(
            model_name='return',
            name='period',
            field=models.CharField(max_length=20),
        ),
        run_sql({"sqlite": GUARDS}, {}),
        migrations.CreateModel(
            name='SetPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True)),
                ('name', models.CharField(max_length=120)),
                ('name_en', models.CharField(blank=True, max_length=120)),
                ('start', models.DateField()),
                ('cut_off', models.DateField()),
                ('grassroots', models.DateField()),
                ('upper', models.DateField()),
                ('forms', models.JSONField(default=list)),
                ('opened_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                ('voided_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('cut_off__gte', models.F('start'))), name='returns_setperiod_in_order'), models.UniqueConstraint(condition=models.Q(('voided_by__isnull', True)), fields=('name',), name='returns_setperiod_one_name')],
            },
        ),
    ]
