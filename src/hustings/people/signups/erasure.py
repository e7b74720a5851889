"""Erasure of sign-ups: what people typed into forms, confirmed or not."""

from collections.abc import Sequence

from hustings.people.signups.models import SignUp


def erase(people: Sequence[int], keys: Sequence[str]) -> None:
    SignUp.objects.filter(person__in=people).delete()
    SignUp.objects.filter(key__in=keys).delete()
