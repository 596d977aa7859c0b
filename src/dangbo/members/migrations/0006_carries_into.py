"""Find by which ways members came to an organisation."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Index where decisions take members."""

    dependencies = [("members", "0005_merge")]

    operations = [
        migrations.AddIndex(
            model_name="carry",
            index=models.Index(fields=["result", "on"], name="members_carry_into"),
        ),
    ]
