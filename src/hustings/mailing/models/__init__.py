"""Tables of mailing, a noun a file."""

from hustings.mailing.models.mailings import Carrier, Delivery, DeliveryQuerySet, Mailing
from hustings.mailing.models.measures import MailingLink, Measure, Reaction, Touch

__all__ = [
    "Carrier",
    "Delivery",
    "DeliveryQuerySet",
    "Mailing",
    "MailingLink",
    "Measure",
    "Reaction",
    "Touch",
]
