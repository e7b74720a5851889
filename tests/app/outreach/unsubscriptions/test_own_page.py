"""Letters and the page that leaves lead to one's own page; the download holds the letters one got."""

import json
import re

from django.core import mail
from django.test import Client
from django.utils import translation

from hustings.outreach.delivery.models import Delivery
from hustings.outreach.emails import composition, delivery_tokens
from hustings.outreach.mailings.models import Mailing
from hustings.people.selfservice import download
from hustings.people.selfservice.models import PageRequest
from tests.cast.outreach.fixtures import letters, reader


def test_each_letter_leads_to_the_own_page_in_its_language(db):
    for language in ("fr", "en"):
        made = composition.compose(*Mailing(content=letters("Hi", "Text")).letters(), language=language)
        for pieces in (made.html, made.text):
            words = "".join(piece for piece in pieces if isinstance(piece, str))
            assert f"/{language}/my-data/" in words


def test_the_link_of_a_letter_opens_no_page_but_mails_its_reader_a_link(mailing, run_tasks):
    ann = reader("ann")
    delivery = Delivery.objects.create(mailing=mailing, person=ann, address=ann.emails.get().address)
    client, path = Client(), f"/u/{delivery_tokens.make(delivery.pk)}/"
    assert 'value="own_page"' in client.get(path).content.decode()
    assert not PageRequest.objects.exists()
    page = client.post(path, {"deed": "own_page"})
    assert page.status_code == 200
    assert not page.cookies
    run_tasks()
    (message,) = mail.outbox
    assert message.to == [delivery.address]
    assert re.search("/my-data/links/", str(message.body))


def test_the_download_holds_the_letters_by_the_subject_that_was_read(mailing):
    ann = reader("ann")
    Delivery.objects.create(mailing=mailing, person=ann, address=ann.emails.get().address)
    with translation.override("en"):
        (row,) = json.loads(download.as_json(ann))["deliveries"]
    assert (row["subject"], row["state"]) == (mailing.subject, "queued")
