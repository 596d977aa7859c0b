"""Keep the key of searching as it is now: hashes of numbers stand in the journal for ever."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from dangbo.base.secrets import wrapped_lookup_key


def keep(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Wrap the key under the current master key."""
    apps.get_model("ops", "LookupKey").objects.create(wrapped=wrapped_lookup_key())


def leave(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Go back to the key of the current master key."""
    apps.get_model("ops", "LookupKey").objects.all().delete()


class Migration(migrations.Migration):
    """Keep the key of searching."""

    dependencies = [("ops", "0001_initial")]

    operations = [migrations.RunPython(keep, leave)]
