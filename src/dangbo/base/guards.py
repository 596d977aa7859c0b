"""Put guards into the database itself, written once for each of the two."""

from collections.abc import Mapping

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunPython


def run_sql(forwards: Mapping[str, str], backwards: Mapping[str, str]) -> RunPython:
    """Return a migration operation that runs the statements of the database at hand.

    The mappings hold statements by vendor (`sqlite`, `postgresql`), parted by lines of `--;;`.
    """

    def run(statements: Mapping[str, str], editor: BaseDatabaseSchemaEditor) -> None:
        for statement in statements.get(editor.connection.vendor, "").split("--;;"):
            if statement.strip():
                editor.execute(statement, params=None)

    def ahead(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        run(forwards, editor)

    def back(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        run(backwards, editor)

    return RunPython(ahead, back)
