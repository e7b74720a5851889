"""Signatures that go with a person, or with the wish of whoever owns an address."""

from collections import Counter
from typing import Any

from django.db.models import QuerySet

from hustings.site.petitions import meter, proof
from hustings.site.petitions.models import Signature


def remove(rows: QuerySet[Any]) -> int:
    """Delete signatures in the caller's transaction: chains say which are gone, meters count them no more."""
    found = list(rows.order_by("pk").select_for_update(of=("self",)))
    changes = Counter(each.petition_id for each in found if each.is_counted)
    Signature.objects.filter(pk__in=[each.pk for each in found]).delete()
    proof.seal_gone((each.petition_id, each.pk) for each in found if each.seal_id)
    meter.add_all({petition: -n for petition, n in changes.items()})
    return len(found)
