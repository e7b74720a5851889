"""Two records that are one person: all texts go along, and come back when they are parted."""

import pytest

from hustings.outreach.text_messages import inbox, recipients
from hustings.outreach.text_messages.gateways.port import Arrived, Told
from hustings.outreach.text_messages.models import Conversation, Incoming, TextMessage
from hustings.people.duplicates.actions.merges import merge, part
from hustings.people.persons.models import Person
from tests.app.outreach.text_messages.test_sending import sent
from tests.cast.outreach.texting import carry, person

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_texts_of_both_are_one_persons_and_part_again(dora, gateway):
    ann, twin = person("Ann", "06 12 34 56 10"), person("Anne", "06 12 34 56 11")
    text = sent(dora)
    carry(gateway)
    inbox.take(gateway, Told(arrived=(Arrived("1", "+33612345611", "When?"),)))
    done = merge(kept=ann, absorbed=twin, user=dora)
    assert [*TextMessage.objects.filter(text=text).values_list("person", flat=True)] == [ann.pk]
    assert Incoming.objects.get().person == ann and Conversation.objects.get().person == ann
    back = part(merge=done, user=dora).person
    assert set(TextMessage.objects.filter(text=text).values_list("person", flat=True)) == {ann.pk, back.pk}
    assert Incoming.objects.get().person == back and Conversation.objects.get().person == back


def test_a_stop_of_one_stands_for_both(dora, gateway):
    ann, twin = person("Ann", "06 12 34 56 10"), person("Anne", "06 12 34 56 11")
    inbox.take(gateway, Told(arrived=(Arrived("1", "+33612345611", "STOP"),)))
    merge(kept=ann, absorbed=twin, user=dora)
    assert not recipients.agreed(Person.objects.all()).exists()
    assert not recipients.numbers([ann.pk])
