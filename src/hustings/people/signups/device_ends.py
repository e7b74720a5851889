"""Ends of remembered devices, where an address or a record changes: see ``page_hooks``."""

from collections.abc import Collection

from hustings.foundation.contributions import Contribution
from hustings.people.persons.hooks import page_hooks
from hustings.people.persons.models import Email
from hustings.people.signups.models import Device


def _typed(email: Email) -> None:
    """Nothing: an address that others typed is proven by nobody yet."""


def _unproven(pairs: Collection[tuple[int, str]]) -> None:
    found = Device.objects.filter(email__person__in=[person for person, _address in pairs])
    dead = [
        pk for pk, *pair in found.values_list("pk", "email__person", "email__address") if tuple(pair) in pairs
    ]
    Device.objects.filter(pk__in=dead).delete()


def _closed(people: Collection[int], with_requests: bool) -> None:
    Device.objects.filter(email__person__in=people).delete()


part = Contribution(page_hooks.listeners(page_hooks.Hooks(_typed, _unproven, _closed)))
