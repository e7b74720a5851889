"""Delivery: models, one file each."""

from hustings.outreach.delivery.models.deliveries import Delivery, DeliveryQuerySet, WorkerLease
from hustings.outreach.delivery.models.paces import Destination, Pace, Warmup
