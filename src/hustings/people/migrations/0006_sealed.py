"""The triggers of 0002 again, with three changes of a ledger row allowed: forgetting the user, sealing it once,
and giving it to the record that took its person in. Its subject stays, and the chain tells of everything else.
"""

from importlib import import_module

from django.db import migrations

before = import_module("hustings.people.migrations.0002_append_only")
COLUMNS = ["id", "purpose", "is_given", "wording_id", "source", "given_at", "recorded_at", "subject", "salt"]
MAY_CHANGE = "- 'user_id' - 'seal_id' - 'person_id'"
CHANGED = f"""
    CREATE TRIGGER people_ledger_unchanged BEFORE UPDATE ON people_consententry
    WHEN (NEW.user_id IS NOT OLD.user_id AND NEW.user_id IS NOT NULL)
    OR (NEW.seal_id IS NOT OLD.seal_id AND OLD.seal_id IS NOT NULL)
    OR {" OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in COLUMNS)}
    BEGIN SELECT RAISE(ABORT, '{before.SAYS}'); END
"""
SQLITE = [CHANGED, *before.SQLITE[1:]]
FUNCTION = f"""
    CREATE FUNCTION people_ledger_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (NEW.user_id IS NULL OR NEW.user_id IS NOT DISTINCT FROM OLD.user_id)
            AND (OLD.seal_id IS NULL OR NEW.seal_id IS NOT DISTINCT FROM OLD.seal_id)
            AND (to_jsonb(NEW) {MAY_CHANGE}) = (to_jsonb(OLD) {MAY_CHANGE})
        THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION '{before.SAYS}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
"""
POSTGRESQL = [FUNCTION, *before.POSTGRESQL[1:]]


def install(apps, schema_editor):
    before.uninstall(apps, schema_editor)
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL if postgresql else SQLITE:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("people", "0005_subjects")]
    operations = [migrations.RunPython(install, before.uninstall)]
