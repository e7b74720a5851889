"""The consent ledger is append-only, and it is the database that holds it so.

Refused: every change of a row but forgetting the user, and taking a row away while its person stays. The second is
judged at the end of the transaction, so Django may delete the rows before the person. PostgreSQL does that with
a deferred trigger. SQLite has none, but deferred foreign keys: a row taken away leaves a mark that points to
nobody, which the end of the transaction refuses; the person's own going clears the mark.

A later migration that rebuilds these tables on SQLite loses their triggers: run ``install`` again after it.
"""

from django.db import migrations

COLUMNS = ["id", "person_id", "purpose", "is_given", "wording_id", "source", "given_at", "recorded_at"]
SAYS = "The consent ledger is append-only."

SQLITE = [
    f"""
    CREATE TRIGGER people_ledger_unchanged BEFORE UPDATE ON people_consententry
    WHEN NEW.user_id IS NOT NULL OR {" OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in COLUMNS)}
    BEGIN SELECT RAISE(ABORT, '{SAYS}'); END
    """,
    """
    CREATE TABLE people_ledgermark (
        id integer PRIMARY KEY AUTOINCREMENT,
        person_id integer NOT NULL,
        nobody integer NOT NULL REFERENCES people_person (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    "CREATE INDEX people_ledgermark_person ON people_ledgermark (person_id)",
    """
    CREATE TRIGGER people_ledger_kept AFTER DELETE ON people_consententry
    WHEN EXISTS (SELECT 1 FROM people_person WHERE id = OLD.person_id)
    BEGIN INSERT INTO people_ledgermark (person_id, nobody) VALUES (OLD.person_id, -1); END
    """,
    """
    CREATE TRIGGER people_ledger_released AFTER DELETE ON people_person
    BEGIN DELETE FROM people_ledgermark WHERE person_id = OLD.id; END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER IF EXISTS people_ledger_unchanged",
    "DROP TRIGGER IF EXISTS people_ledger_kept",
    "DROP TRIGGER IF EXISTS people_ledger_released",
    "DROP TABLE IF EXISTS people_ledgermark",
]
POSTGRESQL = [
    f"""
    CREATE FUNCTION people_ledger_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.user_id IS NULL AND (to_jsonb(NEW) - 'user_id') = (to_jsonb(OLD) - 'user_id') THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER people_ledger_unchanged BEFORE UPDATE ON people_consententry
    FOR EACH ROW EXECUTE FUNCTION people_ledger_unchanged()
    """,
    f"""
    CREATE FUNCTION people_ledger_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM people_person WHERE id = OLD.person_id) THEN
            RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NULL;
    END $$
    """,
    """
    CREATE CONSTRAINT TRIGGER people_ledger_kept AFTER DELETE ON people_consententry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION people_ledger_kept()
    """,
]
POSTGRESQL_BACK = [
    "DROP TRIGGER IF EXISTS people_ledger_unchanged ON people_consententry",
    "DROP TRIGGER IF EXISTS people_ledger_kept ON people_consententry",
    "DROP FUNCTION IF EXISTS people_ledger_unchanged()",
    "DROP FUNCTION IF EXISTS people_ledger_kept()",
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
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(install, uninstall)]
