"""Triggers that keep the register append-only; to be run again after a rebuild on SQLite."""

from hustings.foundation.lib.migration_sql import Statements

_SAYS = "The register of decoys is append-only."
OPERATIONS = [
    Statements(
        sqlite=[
            f"""
            CREATE TRIGGER decoys_register_{change.lower()} BEFORE {change} ON {{Entry}}
            BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END
            """
            for change in ("UPDATE", "DELETE")
        ],
        postgresql=[
            f"""
            CREATE OR REPLACE FUNCTION decoys_register_kept() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '{_SAYS}' USING ERRCODE = 'integrity_constraint_violation'; END $$
            """,
            """
            CREATE TRIGGER decoys_register_kept BEFORE UPDATE OR DELETE ON {Entry}
            FOR EACH ROW EXECUTE FUNCTION decoys_register_kept()
            """,
        ],
    )
]
