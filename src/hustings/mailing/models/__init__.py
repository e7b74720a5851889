"""Tables of mailing, a noun a file."""

from hustings.mailing.models.mailings import Carrier, Delivery, DeliveryQuerySet, Letter, Mailing
from hustings.mailing.models.measures import MailingLink, Measure, Reaction, Touch
from hustings.mailing.models.returns import Alarm, Mailbox, Return

__all__ = [
    "Alarm",
    "Carrier",
    "Delivery",
    "DeliveryQuerySet",
    "Letter",
    "Mailbox",
    "Mailing",
    "MailingLink",
    "Measure",
    "Reaction",
    "Return",
    "Touch",
]
