"""Hash chains in the database: for what must be provable later. Digests and files: ``mailguard.chain``."""
