"""Find accesses by the organisation that they concern."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the index."""

    dependencies = [("audit", "0004_append_only")]

    operations = [
        migrations.AddIndex(
            model_name="access",
            index=models.Index(fields=["place", "seq"], name="audit_access_of_place"),
        ),
    ]
