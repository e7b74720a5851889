"""Signatures that go with a person, or with the wish of whoever owns an address."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from hustings.site.petitions import meter, proof
from hustings.site.petitions.models import Signature


def erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """Those of these people and of their addresses, confirmed or not; the meters follow."""
    remove(Signature.objects.filter(Q(person__in=people) | Q(key__in=keys)))


def remove(rows: QuerySet[Any]) -> int:
    """Delete signatures in the caller's transaction: chains say which are gone, meters count them no more."""
    found = list(rows.order_by("pk").select_for_update(of=("self",)))
    changes = Counter(each.petition_id for each in found if each.is_counted)
    Signature.objects.filter(pk__in=[each.pk for each in found]).delete()
    proof.seal_gone((each.petition_id, each.pk) for each in found if each.seal_id)
    meter.add_all({petition: -n for petition, n in changes.items()})
    return len(found)
