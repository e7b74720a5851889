"""Erasure of sign-ups: what people typed into forms, confirmed or not."""

from collections.abc import Sequence

from hustings.people import erasure_hooks
from hustings.people.models import SignUp


def _erase(people: Sequence[int], keys: Sequence[str]) -> None:
    SignUp.objects.filter(person__in=people).delete()
    SignUp.objects.filter(key__in=keys).delete()


def register() -> None:
    """Called once, when the app is ready."""
    erasure_hooks.register(_erase)
