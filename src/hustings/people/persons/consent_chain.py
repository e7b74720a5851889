"""The chain of the consent ledger: what of an entry is sealed. ``foundation.lib.chain`` does it."""

from hustings.foundation.lib.chain import sealed
from hustings.people.persons.models import ConsentEntry, ConsentSeal

UNDONE, UNASKED = "undone:", "unasked:"  # sources of entries, followed by the operation's number
ledger = sealed.Sealed(
    "consents", ConsentEntry, ConsentSeal,
    {
        "subject": "subject", "purpose": "purpose", "yes": "is_given", "wording": "wording__digest",
        "source": "source", "given_at": "given_at", "recorded_at": "recorded_at",
    },
)  # fmt: skip
salt, salts = sealed.salt, sealed.salts
digest, prove = ledger.digest, ledger.prove
seal_rows, seal_waiting, seal_gone = ledger.seal_rows, ledger.seal_waiting, ledger.seal_gone
