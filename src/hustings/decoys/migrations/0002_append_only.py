"""The register of decoys is append-only, and it is the database that holds it so: no line is changed or goes.

A later migration that rebuilds this table on SQLite loses its triggers: run ``install`` again after it.
"""

from django.db import migrations

SAYS = "The register of decoys is append-only."
SQLITE = [
    f"""
    CREATE TRIGGER decoys_register_{deed.lower()} BEFORE {deed} ON decoys_entry
    BEGIN SELECT RAISE(ABORT, '{SAYS}'); END
    """
    for deed in ("UPDATE", "DELETE")
]
SQLITE_BACK = [f"DROP TRIGGER IF EXISTS decoys_register_{deed}" for deed in ("update", "delete")]
POSTGRESQL = [
    f"""
    CREATE FUNCTION decoys_register_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    """
    CREATE TRIGGER decoys_register_kept BEFORE UPDATE OR DELETE ON decoys_entry
    FOR EACH ROW EXECUTE FUNCTION decoys_register_kept()
    """,
]
POSTGRESQL_BACK = [
    "DROP TRIGGER IF EXISTS decoys_register_kept ON decoys_entry",
    "DROP FUNCTION IF EXISTS decoys_register_kept()",
]


def install(apps, schema_editor):
    uninstall(apps, schema_editor)
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL if postgresql else SQLITE:
        schema_editor.execute(statement, params=None)


def uninstall(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL_BACK if postgresql else SQLITE_BACK:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("decoys", "0001_initial")]
    operations = [migrations.RunPython(install, uninstall)]
