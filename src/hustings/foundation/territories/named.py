"""People in public life, as lists of them are sorted and searched: by name and by territory."""

from typing import Self, TypeVar

from django.db import models

from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.lib.web import query_params
from hustings.foundation.territories.models import Containment, Zone

MOST_WORDS = 8
Named = TypeVar("Named", bound=models.Model, covariant=True)


def name_key(given_name: str, family_name: str) -> str:
    """A name as lists are sorted and names compared: the family name first."""
    return fold(f"{family_name} {given_name}".strip())[:200]


class NamedQuerySet(models.QuerySet[Named]):
    """Questions about many who have a name, a ``name_key`` and a territory."""

    def of(self, zone: Zone) -> Self:
        """Those of everybody who lives in ``zone``: of all that lies around it."""
        return self.filter(zone__in=Containment.objects.filter(inner=zone).values("outer"))

    def within(self, zone: Zone) -> Self:
        """Those of ``zone`` and of what lies in it."""
        return self.filter(zone__in=Containment.objects.filter(outer=zone).values("inner"))

    def search(self, text: str) -> Self:
        words = fold(text.replace("\0", "")).strip()
        named = models.Q(name_key__startswith=words) | models.Q(name_key__contains=f" {words}")
        there = models.Q(zone__name_key__startswith=words) | models.Q(zone__code__istartswith=text.strip())
        return self.filter(named | there) if words else self

    def named(self, text: str) -> Self:
        """Those in whose name each word of ``text`` begins a word, in any order."""
        asked = fold(text.replace("\0", "")).split()[:MOST_WORDS]
        found = self if asked else self.none()
        for word in asked:
            begins = models.Q(name_key__startswith=word) | models.Q(name_key__contains=f" {word}")
            found = found.filter(begins)
        return found

    def after(self, text: str) -> Self:
        """Those that follow the one of this number in the order of names; all of them for no such number."""
        pk = query_params.key(text)
        found = self.model._default_manager.filter(pk=pk).values_list("name_key", flat=True)
        last = found.first() if pk else None
        if last is None:
            return self
        return self.filter(models.Q(name_key__gt=last) | models.Q(name_key=last, pk__gt=pk))
