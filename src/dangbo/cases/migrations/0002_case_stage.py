"""Keep with each case the step that comes next and its last day."""

from collections import defaultdict

from django.db import migrations, models
from django.db.models import Q

from dangbo.cases.queries.closing import Told
from dangbo.rules.case_files import Taken

RUNNING = Q(closed_on__isnull=True, voided_by__isnull=True)


def keep_places(apps, _schema_editor):
    """Work out where each case stands, by its steps in force."""
    case_model = apps.get_model("cases", "Case")
    taken = defaultdict(dict)
    steps = apps.get_model("cases", "Step").objects.filter(voided_by=None).order_by("opened_by")
    for each in steps.iterator():
        taken[each.case_id][each.code] = Taken(each.on, each.by, each.facts)
    celebrated = dict(
        apps.get_model("members", "Event")
        .objects.filter(
            voided_by=None,
            change__in=["admit", "readmit"],
            person__in=case_model.objects.filter(kind="recognition").values("person"),
        )
        .order_by("on", "act")
        .values_list("person", "on")
    )
    for case in case_model.objects.iterator():
        ceremony = celebrated.get(case.person_id) if case.kind == "recognition" else None
        told = Told(case.kind, case.conditions, case.facts, taken[case.pk], ceremony)
        *_closed, case.stage, case.due = told.kept(case.opened_on)
        case.save(update_fields=["stage", "due"])


class Migration(migrations.Migration):
    """Add the stage and the deadline to cases."""

    dependencies = [
        ("cases", "0001_initial"),
        ("members", "0003_savedfilter"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="stage",
            field=models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="case",
            name="due",
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(condition=RUNNING, fields=["due", "id"], name="cases_case_due"),
        ),
        migrations.RunPython(keep_places, migrations.RunPython.noop),
    ]
