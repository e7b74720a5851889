"""Triggers by which the books are only ever added to; to be run again after a rebuild on SQLite.

Accounts keep their number and kind, by which entries are known elsewhere. An entry takes as many transfers
as it says, of accounts of its own books and of its own day, and none dated in a closed period. Of an
attachment only its withdrawal may be written.
"""

from hustings.foundation.lib.migration_sql import Statements

_SAYS = "The ledger is append-only."
_FOREIGN = "A transfer must fit its entry and books."
_CLOSED = "The period is closed."
_ATTACHED = [
    "id", "position", "at", "digest", "books_id", "entry_id", "file", "name", "kind", "size", "sha256",
    "made_by_id",
]  # fmt: skip
_ATTACHMENT_CHANGED = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in _ATTACHED)
_FIXED = "An account keeps its number."
_RENUMBERED = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in ("books_id", "number", "kind"))
_KEPT = ("Entry", "Transfer", "Period")
_UNFIT = """
    NOT EXISTS (
        SELECT 1 FROM {Entry} AS e
        JOIN {Account} AS d ON d.id = NEW.debit_id AND d.books_id = e.books_id
        JOIN {Account} AS c ON c.id = NEW.credit_id AND c.books_id = e.books_id
        WHERE e.id = NEW.entry_id AND e."on" = NEW."on" AND NEW.position BETWEEN 1 AND e.n_transfers
    )
"""
_IN_CLOSED = 'EXISTS (SELECT 1 FROM {Period} WHERE books_id = NEW.books_id AND through >= NEW."on")'


def _refused(name: str, says: str) -> str:
    """A function of PostgreSQL that refuses."""
    return f"""
    CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{says}' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """


def _unless(name: str, condition: str, says: str) -> str:
    """A function of PostgreSQL that refuses on a condition."""
    return f"""
    CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {condition} THEN
            RAISE EXCEPTION '{says}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """


OPERATIONS = [
    Statements(
        sqlite=[
            *(
                f"""
                CREATE TRIGGER ledger_{model.lower()}_{change.lower()} BEFORE {change} ON {{{model}}}
                BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END
                """
                for model in _KEPT
                for change in ("UPDATE", "DELETE")
            ),
            f"""
            CREATE TRIGGER ledger_attachment_delete BEFORE DELETE ON {{Attachment}}
            BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END
            """,
            f"""
            CREATE TRIGGER ledger_attachment_update BEFORE UPDATE ON {{Attachment}}
            WHEN OLD.withdrawn_at IS NOT NULL OR {_ATTACHMENT_CHANGED}
            BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END
            """,
            f"""
            CREATE TRIGGER ledger_account_fixed BEFORE UPDATE ON {{Account}} WHEN {_RENUMBERED}
            BEGIN SELECT RAISE(ABORT, '{_FIXED}'); END
            """,
            f"""
            CREATE TRIGGER ledger_transfer_fits BEFORE INSERT ON {{Transfer}} WHEN {_UNFIT}
            BEGIN SELECT RAISE(ABORT, '{_FOREIGN}'); END
            """,
            f"""
            CREATE TRIGGER ledger_entry_open BEFORE INSERT ON {{Entry}} WHEN {_IN_CLOSED}
            BEGIN SELECT RAISE(ABORT, '{_CLOSED}'); END
            """,
        ],
        postgresql=[
            _refused("ledger_kept", _SAYS),
            *(
                f"""
                CREATE TRIGGER ledger_{model.lower()}_kept BEFORE UPDATE OR DELETE ON {{{model}}}
                FOR EACH ROW EXECUTE FUNCTION ledger_kept()
                """
                for model in _KEPT
            ),
            """
            CREATE TRIGGER ledger_attachment_kept BEFORE DELETE ON {Attachment}
            FOR EACH ROW EXECUTE FUNCTION ledger_kept()
            """,
            _unless(
                "ledger_attachment_unchanged",
                "OLD.withdrawn_at IS NOT NULL OR (to_jsonb(NEW) - 'withdrawn_at' - 'withdrawn_by_id')"
                " IS DISTINCT FROM (to_jsonb(OLD) - 'withdrawn_at' - 'withdrawn_by_id')",
                _SAYS,
            ),
            """
            CREATE TRIGGER ledger_attachment_unchanged BEFORE UPDATE ON {Attachment}
            FOR EACH ROW EXECUTE FUNCTION ledger_attachment_unchanged()
            """,
            _unless("ledger_account_fixed", _RENUMBERED, _FIXED),
            """
            CREATE TRIGGER ledger_account_fixed BEFORE UPDATE ON {Account}
            FOR EACH ROW EXECUTE FUNCTION ledger_account_fixed()
            """,
            _unless("ledger_transfer_fits", _UNFIT, _FOREIGN),
            """
            CREATE TRIGGER ledger_transfer_fits BEFORE INSERT ON {Transfer}
            FOR EACH ROW EXECUTE FUNCTION ledger_transfer_fits()
            """,
            _unless("ledger_entry_open", _IN_CLOSED, _CLOSED),
            """
            CREATE TRIGGER ledger_entry_open BEFORE INSERT ON {Entry}
            FOR EACH ROW EXECUTE FUNCTION ledger_entry_open()
            """,
        ],
    )
]
