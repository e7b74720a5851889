"""Books of the whole campaign: see ``tests/walks.py``."""

from typing import Any

from django.core.files.base import ContentFile

from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib.fields import uploaded_files
from hustings.money.ledger import actions
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY
from tests.cast.money.ledger.fixtures import books, gift

HOLDERS = {
    RUN_MONEY: {Role.DIRECTOR, Role.TREASURER},
    SEE_MONEY: {Role.DIRECTOR, Role.TREASURER, Role.AUDITOR},
}


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """Views -> the arguments of their addresses."""
    one = books()
    entry = gift(one)
    file = uploaded_files.checked(ContentFile(b"Slip\n", name="slip.txt"))
    kept = actions.attach(entry=entry, file=file, by=dora)
    found = {f"ledger:{name}": [one.pk] for name in (
        "journal", "settings", "entry_new", "balance", "accounts", "periods", "proof", "exports",
    )}  # fmt: skip
    found |= {f"ledger:{name}": [one.pk, entry.position] for name in ("entry", "reversal", "attachments")}
    found |= {f"ledger:{name}": [one.pk, kept.position] for name in ("attachment", "withdrawal")}
    found |= {f"ledger:{name}": [one.pk, "1000"] for name in ("account", "closure")}
    return found | {"ledger:file": [one.pk, "fec"]}
