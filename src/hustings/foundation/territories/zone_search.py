"""From what a person types to the one zone that is meant."""

from django.utils.translation import gettext as _

from hustings.foundation.territories.models import Zone, ZoneQuerySet, key


class NotOneZone(ValueError):
    """No zone, or more than one, answers to the text."""


def the_one(text: str, among: ZoneQuerySet) -> Zone:
    """The zone of this label, code or name; NotOneZone says what else to type."""
    typed = text.strip()
    found = list(among.search(typed.partition("(")[0]).labelled()[:200])
    for meant in (
        [zone for zone in found if zone.label() == typed],
        [zone for zone in found if zone.code == typed],
        [zone for zone in found if zone.name_key == key(typed)],
        found,
    ):
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise NotOneZone(_several(typed, meant))
    raise NotOneZone(_("No territory found for “%(text)s”.") % {"text": typed})


def _several(typed: str, found: list[Zone]) -> str:
    choices = "; ".join(f"{zone.label()}: {zone.code}" for zone in found[:5])
    return _("Several territories match “%(text)s”. Enter the code of one: %(choices)s.") % {
        "text": typed,
        "choices": f"{choices} …" if len(found) > 5 else choices,
    }
