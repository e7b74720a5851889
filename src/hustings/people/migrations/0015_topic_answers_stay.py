"""What was said of a topic is not changed afterwards, and it is the database that holds it so.

Two changes of a row are allowed: forgetting the user, and giving it to the record that took its person in. A row
goes only with its person, or with the record that a parted merge makes again.

A later migration that rebuilds the table on SQLite loses its trigger: run ``install`` again after it.
"""

from django.db import migrations

COLUMNS = ["id", "topic_id", "is_in", "source", "given_at", "recorded_at"]
SAYS = "Answers to topics are append-only."
SQLITE = f"""
    CREATE TRIGGER people_topics_unchanged BEFORE UPDATE ON people_topicanswer
    WHEN (NEW.user_id IS NOT OLD.user_id AND NEW.user_id IS NOT NULL)
    OR {" OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in COLUMNS)}
    BEGIN SELECT RAISE(ABORT, '{SAYS}'); END
"""
MAY_CHANGE = "- 'user_id' - 'person_id'"
POSTGRESQL = [
    f"""
    CREATE FUNCTION people_topics_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (NEW.user_id IS NULL OR NEW.user_id IS NOT DISTINCT FROM OLD.user_id)
            AND (to_jsonb(NEW) {MAY_CHANGE}) = (to_jsonb(OLD) {MAY_CHANGE})
        THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER people_topics_unchanged BEFORE UPDATE ON people_topicanswer
    FOR EACH ROW EXECUTE FUNCTION people_topics_unchanged()
    """,
]


def install(apps, schema_editor):
    uninstall(apps, schema_editor)
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL if postgresql else [SQLITE]:
        schema_editor.execute(statement, params=None)


def uninstall(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER IF EXISTS people_topics_unchanged ON people_topicanswer", params=None)
        schema_editor.execute("DROP FUNCTION IF EXISTS people_topics_unchanged()", params=None)
    else:
        schema_editor.execute("DROP TRIGGER IF EXISTS people_topics_unchanged", params=None)


class Migration(migrations.Migration):
    dependencies = [("people", "0014_topics")]
    operations = [migrations.RunPython(install, uninstall)]
