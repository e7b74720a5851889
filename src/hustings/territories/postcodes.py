"""What a form must ask about a postcode. A postcode is not a commune, and a large commune votes in several
constituencies: where it is not plain, the form asks, and never guesses.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from hustings.territories.models import Kind, Postcode, Zone


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: the zone it stands for and what people read."""

    zone: Zone
    label: str


@dataclass(frozen=True, slots=True)
class Choices:
    """The answers to choose from; none where the postcode is unknown."""

    options: tuple[Option, ...]

    @property
    def sole(self) -> Zone | None:
        """The zone to take without a question: the one commune, where it lies in one constituency."""
        return self.options[0].zone if len(self.options) == 1 else None

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What Django's choice fields take."""
        return [(str(option.zone.pk), option.label) for option in self.options]

    def taken(self, answer: str) -> Zone | None:
        """The zone of an answer of ``pairs``; None where it is none of them."""
        return next((option.zone for option in self.options if str(option.zone.pk) == answer), None)


def choices(code: str) -> Choices:
    """The communes of a postcode; of a divided one its parts, and the commune for who doesn't know."""
    served = Postcode.objects.filter(code="".join(code.split())).values("zone")
    found = list(Zone.objects.filter(Q(pk__in=served) | Q(kind=Kind.PART, parent__in=served)).labelled())
    communes = [zone for zone in found if zone.kind != Kind.PART]
    parts = defaultdict(list)
    for part in sorted(found, key=lambda zone: zone.code):
        if part.kind == Kind.PART:
            parts[part.parent_id].append(part)
    names = [commune.name for commune in communes]
    options = []
    for commune in communes:
        name = commune.name if names.count(commune.name) == 1 else commune.label()
        if parts[commune.pk]:
            options += [Option(part, part.name) for part in parts[commune.pk]]
            name = _("%(commune)s – I don’t know my constituency") % {"commune": name}
        options.append(Option(commune, name))
    return Choices(tuple(options))
