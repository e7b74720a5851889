"""Voices that go with a person, or with the wish of whoever owns an address."""

from collections.abc import Sequence

from django.db.models import Q

from hustings.site.representatives.models import Submission


def erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """Those of these people and of their addresses, confirmed or not, with what was not sent yet."""
    Submission.objects.filter(Q(person__in=people) | Q(key__in=keys)).delete()
