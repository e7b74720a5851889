"""The chain over a petition's signatures: what of one is sealed. ``foundation.lib.chain`` does it."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from hustings.foundation.lib.chain import sealed
from hustings.site.petitions.models import Seal, Signature
from hustings.site.petitions.sealed_fields import FIELDS

signatures = sealed.Sealed(
    "petitions", Signature, Seal, FIELDS, ready=Q(confirmed_at__isnull=False), within="petition",
)  # fmt: skip
salt = sealed.salt
seal, seal_waiting, prove = signatures.seal, signatures.seal_waiting, signatures.prove


def seal_gone(gone: Iterable[tuple[int, int]]) -> None:
    """Write down which sealed signatures go, as (petition, key), in the transaction that erases them."""
    found: dict[int, list[int]] = defaultdict(list)
    for petition, key in gone:
        found[petition].append(key)
    for petition in sorted(found):  # always in one order, or two erasures wait for each other
        signatures.seal_gone(found[petition], petition)
