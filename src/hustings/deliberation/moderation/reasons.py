"""Reasons why items are hidden, where their words stood."""

from collections.abc import Collection
from typing import Any

from django.db.models import Max
from django.http import HttpRequest

from hustings.deliberation.consultations.models import Item
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.moderation.models import HIDING, Ruling


def of(items: Collection[int]) -> dict[int, Ruling]:
    """Item -> the last ruling that hid it: an appeal may have been dismissed by a second one."""
    hiding = Ruling.objects.filter(item__in=items, verdict__in=HIDING)
    newest = hiding.order_by().values("item").annotate(last=Max("pk")).values("last")
    return {each.item_id: each for each in Ruling.objects.filter(pk__in=newest)} if items else {}


def of_hidden(request: HttpRequest, item: Item, reader: Reader) -> dict[str, Any]:
    """Words of the part that tells it."""
    return {"ruling": of([item.pk]).get(item.pk)}
