"""Choices of the reader of a letter, as they stand now."""

from hustings.outreach.delivery.models import Delivery
from hustings.people.persons.models import Consent, Person, Purpose


def stands_at_yes(delivery: Delivery) -> bool:
    return Consent.objects.live().filter(person=delivery.person_id, purpose=delivery.mailing.purpose).exists()


def is_in_topic(delivery: Delivery) -> bool:
    """Whether the reader gets mails of its topic now; False where it has none."""
    topic = delivery.mailing.topic
    return bool(topic and Person.objects.filter(topic.wanted(), pk=delivery.person_id).exists())


def may_undo(delivery: Delivery) -> bool:
    """Whether a click by this link may be taken back: not where the mailbox is said to be somebody else's."""
    if delivery.unsubscribed_at is None or stands_at_yes(delivery):
        return False
    same = Delivery.objects.filter(person=delivery.person_id, address=delivery.address)
    return not same.filter(disowned_at__isnull=False).exists()


def refuses(delivery: Delivery) -> bool:
    """Whether the reader said no to being measured."""
    stands = Consent.objects.filter(person=delivery.person_id, purpose=Purpose.MEASURE, is_given=False)
    return stands.exists()
