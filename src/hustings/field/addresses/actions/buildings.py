"""Deeds on buildings: add one, change it, remove it."""

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.addresses import keys
from hustings.field.addresses.models import Building, Municipality, Source
from hustings.field.addresses.models.buildings import address_key
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.territories.models import Zone

log = logging.getLogger(__name__)


class AlreadyThere(Exception):
    """The address has a building; ``building`` is its key."""

    def __init__(self, building: Any) -> None:
        self.building = building
        super().__init__(_("This address is already in the list."))


@transaction.atomic
def add_building(*, commune: Zone, street: str, number: str, **more: Any) -> Building:
    """Add the building with this address, or raise AlreadyThere."""
    municipality, _made = Municipality.objects.get_or_create(
        code=commune.code, defaults={"name": commune.name, "name_key": fold(commune.name), "zone": commune}
    )
    key = keys.building(municipality.code, street, number)
    if Building.objects.filter(pk=key).exists():
        raise AlreadyThere(key)
    building = Building.objects.create(
        pk=key, municipality=municipality, street=street, number=number, number_key=keys.number(number),
        address_key=address_key(street, number), city=commune.name[:100], changed_at=timezone.now(),
        **_by_hand(more), **more,
    )  # fmt: skip
    municipality.recount()
    log.info("addresses.building added %s", building.pk)
    return building


@transaction.atomic
def change_building(*, building: Building, **values: Any) -> None:
    """Change what does not make its key: its homes, its place. No file changes them after that."""
    kept = Building.objects.select_for_update(of=("self",)).get(pk=building.pk)
    changed = {name: value for name, value in values.items() if value != getattr(kept, name)}
    changed |= _by_hand(changed) | {"changed_at": timezone.now()}
    for name, value in changed.items():
        setattr(building, name, value)
    building.save(update_fields=list(changed))
    building.municipality.recount()
    log.info("addresses.building changed %s", building.pk)


def _by_hand(values: dict[str, Any]) -> dict[str, str]:
    homes = {"homes_from": Source.HAND.value} if values.get("homes") is not None else {}
    return homes | ({"place_from": Source.HAND.value} if values.get("latitude") is not None else {})
