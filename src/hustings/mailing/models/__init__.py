"""Tables of mailing, a noun a file."""

from hustings.mailing.models.mailings import Carrier, Delivery, DeliveryQuerySet, Letter, Mailing
from hustings.mailing.models.measures import MailingLink, Measure, Reaction, Touch

__all__ = [
    "Carrier",
    "Delivery",
    "DeliveryQuerySet",
    "Letter",
    "Mailing",
    "MailingLink",
    "Measure",
    "Reaction",
    "Touch",
]
