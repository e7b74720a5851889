"""Producers, their goods and their terms."""

import logging
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.networks.hives.models import Hive, Producer, Product, Supply, Visit

log = logging.getLogger(__name__)


def add_producer(**values: Any) -> Producer:
    return Producer.objects.create(**values)


def add_product(*, producer: Producer, **values: Any) -> Product:
    return Product.objects.create(producer=producer, **values)


def withdraw_product(*, product: Product) -> None:
    """Take it off the catalogue; sales that offer it already go on."""
    Product.objects.live().filter(pk=product.pk).update(withdrawn_at=timezone.now())


def note_visit(*, producer: Producer, on: date, note: str, by: User | None = None) -> Visit:
    return Visit.objects.create(producer=producer, on=on, note=note, by=by)


@transaction.atomic
def agree(*, hive: Hive, producer: Producer, **terms: Any) -> Supply:
    """Let a producer supply a hive, by these terms from now on; sales that were planned keep theirs."""
    supply, _is_new = Supply.objects.update_or_create(
        hive=hive, producer=producer, defaults={"ends_on": None, **terms}
    )
    return supply


def end_supply(*, supply: Supply) -> date:
    """Stop after the notice that was agreed. The last day."""
    supply.ends_on = timezone.localdate() + timedelta(days=supply.end_notice)
    supply.save(update_fields=["ends_on"])
    log.info("hives.supply_ended supply=%s", supply.pk)
    return supply.ends_on
