"""A campaign put back from a backup: which keys it lacks, and charges that wait."""

import shutil

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.backups import afterwards
from hustings.money.payments import actions, due, vault
from hustings.money.payments.models import Channel, Mandate, State
from hustings.money.payments.providers.port import Trouble
from hustings.shells.cli.checks import findings
from tests.cast.money.payments.fixtures import begin, channel

pytestmark = [pytest.mark.django_db]
IBAN = "FR7630006000011234567890189"
ABOUT = {"amount": 20_00, "currency": "EUR", "label": "June"}


def todos(tom):
    return " ".join(str(todo.text) for todo in due.deeds_of(tom))


def said():
    return " ".join(found.what for found in findings.payment_keys())


def test_a_channel_without_its_keys_is_named_to_the_treasurer_and_by_the_check(books, tom):
    road = channel(books, "stripe", settings={}, name="Cards")
    bank = channel(books, position=90)
    vault.keep(road, {"secret_key": "sk_test_a", "webhook_secret": "whsec_a"})
    assert "Cards" not in todos(tom) + said()
    shutil.rmtree(settings.VAR / "keys" / "payments")
    assert "Cards" in todos(tom) and "Cards" in said()
    assert begin(road).payment.channel == bank  # who gives meanwhile pays by the next one
    actions.turn(channel=road, is_on=False)
    assert "Cards" not in todos(tom) + said()


def test_after_a_restoration_nobody_is_charged_until_a_person_says_so(books, tom, client):
    road = channel(books, "sepa", settings={"creditor_id": "FR72ZZZ123456"})
    other = channel(books)
    begin(road, iban=IBAN, holder="Charlie Martin")
    afterwards.run("default", timezone.now())
    other.refresh_from_db()
    assert other.held_at is None
    with pytest.raises(Trouble, match="backup"):
        actions.charge(Mandate.objects.get(), "tests:2", **ABOUT)
    assert "backup" in todos(tom) and "backup" in said()
    client.force_login(tom)
    client.cookies["django_language"] = "en"
    assert "backup" in client.get(reverse("payments:channel", args=[road.pk])).content.decode()
    client.post(reverse("payments:channel_resume", args=[road.pk]))
    assert Channel.objects.get(pk=road.pk).held_at is None
    assert actions.charge(Mandate.objects.get(), "tests:2", **ABOUT).state == State.PENDING
    assert "backup" not in todos(tom)
