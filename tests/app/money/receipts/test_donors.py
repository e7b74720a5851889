"""Donors and their receipts: told by mail, downloaded by link and on their own page, in their data."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.money.receipts import actions, links, tasks
from hustings.people.persons import timeline
from hustings.people.persons.actions import add_email
from hustings.people.persons.models import Email
from hustings.people.segments import criteria as segments
from hustings.people.selfservice import parts
from tests.app.money.receipts.test_documents import text_of
from tests.app.money.receipts.walk import MEANINGS
from tests.cast.money.donations.fixtures import give
from tests.cast.money.receipts.fixtures import issue, series
from tests.cast.people.devices import own_page_browser

pytestmark = [pytest.mark.django_db]


def browser_of(person):
    """A browser in which somebody has opened their own page."""
    add_email(person=person, address=f"{person.given_name}@example.org", status=Email.Status.CONFIRMED)
    return own_page_browser(person)


@pytest.fixture
def receipt(party, charlie):
    give(party, charlie, 50_00)
    return issue(series(party))[0]


def test_the_donor_gets_one_mail_with_a_link_and_no_file(receipt, mailoutbox, client):
    tasks.mail.call(receipt.pk)
    tasks.mail.call(receipt.pk)
    (mail,) = mailoutbox
    assert mail.to == ["charlie@example.org"] and not mail.attachments and "rue de la Paix" not in mail.body
    path = re.search(r"http://[^/]+(/\S+my-receipts/\S+)", mail.body)[1]
    page = client.get(path)
    assert "R000001" in page.content.decode() and page["X-Robots-Tag"] == "noindex"
    assert receipt.prints.count() == 0
    assert "DUPLICATE" not in text_of(client.post(path).content)
    assert "DUPLICATE" in text_of(client.post(path).content)
    actions.mail_again(receipt=receipt)
    tasks.mail.call(receipt.pk)
    assert len(mailoutbox) == 2


def test_links_that_are_not_ours_too_old_or_of_somebody_erased_open_nothing(receipt, client, monkeypatch):
    def get(token):
        return client.get(reverse("own_receipts:link", args=[token])).status_code

    token = links.token(receipt)
    assert get(token) == 200 and get(token + "x") == 410 and get("1") == 410
    monkeypatch.setattr(links, "LIFE", -links.LIFE)
    assert get(token) == 410
    monkeypatch.undo()
    receipt.person.delete()
    assert get(token) == 410


def test_the_link_of_a_void_receipt_names_the_one_that_counts(receipt, client, mailoutbox):
    tasks.mail.call(receipt.pk)
    new = actions.void(receipt=receipt, why="details", is_replaced=True)
    path = reverse("own_receipts:link", args=[links.token(receipt)])
    assert new.number in client.post(path).content.decode()
    tasks.mail.call(new.pk)
    assert "replaces receipt R000001" in mailoutbox[-1].body
    actions.void(receipt=new, why="mistake")
    tasks.mail_void.call(new.pk)
    tasks.mail_void.call(new.pk)
    assert [mail.subject for mail in mailoutbox][-1] == "Receipt R000002 is void" and len(mailoutbox) == 3


def test_on_ones_own_page_are_ones_own_receipts_only(receipt, client, eve):
    path = reverse("own_receipts:own", args=[receipt.pk])
    assert client.post(path).status_code == 302 and receipt.prints.count() == 0
    other = browser_of(eve)
    assert other.post(path).status_code == 404
    assert "My receipts" not in other.get(reverse("own_page:home")).content.decode()
    assert "My receipts" not in other.get(reverse("giving:mine")).content.decode()
    own = browser_of(receipt.person)
    for page in ("own_page:home", "giving:mine"):
        said = own.get(reverse(page)).content.decode()
        assert "R000001" in said and f'action="{path}"' in said
    assert own.post(path)["Content-Type"] == "application/pdf"


def test_receipts_stand_on_the_timeline_and_in_ones_own_data(receipt, charlie):
    said = charlie.activities.get(kind="receipts.issued")
    assert timeline.sentence(said.kind, said.data) == "Receipt R000001 for €50.00"
    found = {part.name: list(part.rows(charlie)) for part in parts.my_data.all()}
    assert found["receipts"][0][0] == "R000001" and "69001" in found["receipts"][0][3]


@pytest.mark.both
@pytest.mark.parametrize("operator", ["is", "is_not"])
def test_segments_know_who_has_a_receipt_for_a_year(receipt, charlie, eve, operator):
    year = timezone.localdate().year
    leaf = {"criterion": "receipt", "operator": operator, "value": year}
    tree = {"match": "all", "criteria": [leaf]}
    wanted = {one for one in (charlie, eve) if MEANINGS[f"receipt {operator}"](one, year)}
    assert set(segments.compile(tree).filter(pk__in=[charlie.pk, eve.pk])) == wanted
    assert "%" not in segments.describe(tree)
    actions.void(receipt=receipt, why="mistake")
    assert (charlie in segments.compile(tree)) is (operator == "is_not")
