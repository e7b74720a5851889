"""Triggers that keep the consent ledger and the answers to topics append-only, and the SQL that makes them.

Of a ledger row three changes are allowed: forgetting the user, sealing it once, and moving it to the record
that absorbed its person. Of an answer to a topic, the first and the last. Removing a ledger row while its
person stays is judged at the end of the transaction, so that Django may delete the rows before the person.
PostgreSQL does that with a deferred trigger. SQLite has none, but deferred foreign keys: a removed row
leaves a mark that points to nobody, which the end of the transaction refuses; the removal of the person
clears the mark.

A later migration that rebuilds these tables on SQLite loses their triggers: it must run the statements
again.
"""

from hustings.foundation.lib.migration_sql import Statements

_LEDGER_SAYS = "The consent ledger is append-only."
_LEDGER_COLUMNS = [
    "id", "purpose", "is_given", "wording_id", "source", "given_at", "recorded_at", "subject", "salt",
]  # fmt: skip
_TOPICS_SAY = "Answers to topics are append-only."
_TOPIC_COLUMNS = ["id", "topic_id", "is_in", "source", "given_at", "recorded_at"]


def _changed(columns: list[str]) -> str:
    """The condition of SQLite that any of these columns is changed."""
    return " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in columns)


_LEDGER = Statements(
    sqlite=[
        f"""
        CREATE TRIGGER persons_ledger_unchanged BEFORE UPDATE ON {{ConsentEntry}}
        WHEN (NEW.user_id IS NOT OLD.user_id AND NEW.user_id IS NOT NULL)
        OR (NEW.seal_id IS NOT OLD.seal_id AND OLD.seal_id IS NOT NULL)
        OR {_changed(_LEDGER_COLUMNS)}
        BEGIN SELECT RAISE(ABORT, '{_LEDGER_SAYS}'); END
        """,
        """
        CREATE TABLE persons_ledgermark (
            id integer PRIMARY KEY AUTOINCREMENT,
            person_id integer NOT NULL,
            nobody integer NOT NULL REFERENCES {Person} (id) DEFERRABLE INITIALLY DEFERRED
        )
        """,
        "CREATE INDEX persons_ledgermark_person ON persons_ledgermark (person_id)",
        """
        CREATE TRIGGER persons_ledger_kept AFTER DELETE ON {ConsentEntry}
        WHEN EXISTS (SELECT 1 FROM {Person} WHERE id = OLD.person_id)
        BEGIN INSERT INTO persons_ledgermark (person_id, nobody) VALUES (OLD.person_id, -1); END
        """,
        """
        CREATE TRIGGER persons_ledger_released AFTER DELETE ON {Person}
        BEGIN DELETE FROM persons_ledgermark WHERE person_id = OLD.id; END
        """,
    ],
    postgresql=[
        f"""
        CREATE OR REPLACE FUNCTION persons_ledger_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF (NEW.user_id IS NULL OR NEW.user_id IS NOT DISTINCT FROM OLD.user_id)
                AND (OLD.seal_id IS NULL OR NEW.seal_id IS NOT DISTINCT FROM OLD.seal_id)
                AND (to_jsonb(NEW) - 'user_id' - 'seal_id' - 'person_id')
                    = (to_jsonb(OLD) - 'user_id' - 'seal_id' - 'person_id')
            THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION '{_LEDGER_SAYS}' USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """,
        """
        CREATE TRIGGER persons_ledger_unchanged BEFORE UPDATE ON {ConsentEntry}
        FOR EACH ROW EXECUTE FUNCTION persons_ledger_unchanged()
        """,
        f"""
        CREATE OR REPLACE FUNCTION persons_ledger_kept() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM {{Person}} WHERE id = OLD.person_id) THEN
                RAISE EXCEPTION '{_LEDGER_SAYS}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NULL;
        END $$
        """,
        """
        CREATE CONSTRAINT TRIGGER persons_ledger_kept AFTER DELETE ON {ConsentEntry}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION persons_ledger_kept()
        """,
    ],
)
_TOPICS = Statements(
    sqlite=[
        f"""
        CREATE TRIGGER persons_topics_unchanged BEFORE UPDATE ON {{TopicAnswer}}
        WHEN (NEW.user_id IS NOT OLD.user_id AND NEW.user_id IS NOT NULL)
        OR {_changed(_TOPIC_COLUMNS)}
        BEGIN SELECT RAISE(ABORT, '{_TOPICS_SAY}'); END
        """
    ],
    postgresql=[
        f"""
        CREATE OR REPLACE FUNCTION persons_topics_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF (NEW.user_id IS NULL OR NEW.user_id IS NOT DISTINCT FROM OLD.user_id)
                AND (to_jsonb(NEW) - 'user_id' - 'person_id') = (to_jsonb(OLD) - 'user_id' - 'person_id')
            THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION '{_TOPICS_SAY}' USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """,
        """
        CREATE TRIGGER persons_topics_unchanged BEFORE UPDATE ON {TopicAnswer}
        FOR EACH ROW EXECUTE FUNCTION persons_topics_unchanged()
        """,
    ],
)
OPERATIONS = [_LEDGER, _TOPICS]
