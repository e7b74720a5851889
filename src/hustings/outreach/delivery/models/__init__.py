"""Delivery: models, one file each."""

from hustings.outreach.delivery.models.deliveries import Carrier, Delivery, DeliveryQuerySet
from hustings.outreach.delivery.models.paces import Destination, Pace, Warmup

__all__ = [
    "Carrier",
    "Delivery",
    "DeliveryQuerySet",
    "Destination",
    "Pace",
    "Warmup",
]
