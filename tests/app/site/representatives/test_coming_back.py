"""Letters to representatives that come back: known again, noted, and held until the address is mended."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from hustings.outreach.bounces import intake, other_apps
from hustings.outreach.bounces.parsers import messages
from hustings.outreach.delivery import mail_backend, return_paths
from hustings.site.representatives import actions, mails
from hustings.site.representatives.models import ContactAttempt
from tests.cast.outreach.came_back import bounce
from tests.cast.site.representatives.fixtures import confirmed, enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(appeal, chamber, settings):
    """A letter that has left, with an address for what comes back."""
    settings.BOUNCE_LOCAL, settings.BOUNCE_DOMAIN = "bounces", "news.example.org"
    one = confirmed(appeal, chamber["69-06"], "eve@example.org").approaches.get()
    ContactAttempt.objects.filter(pk=one.pk).update(claimed_at=timezone.now())
    assert mails.send_letter(one)
    one.refresh_from_db()
    return one


def come_back(approach, **more):
    raw = bounce(return_paths.OTHERS + approach.pk, **more)
    return intake.take_in([messages.read(raw)], "mailbox")


def test_the_envelope_names_the_letter_and_the_header_its_writer(sent):
    letter = mail.outbox[-1]
    assert letter.from_email == f"bounces+{return_paths.name(return_paths.OTHERS + sent.pk)}@news.example.org"
    assert "Eve Petit" in letter.message()["From"]
    assert return_paths.found_in([letter.from_email]) == return_paths.OTHERS + sent.pk


def test_a_letter_that_comes_back_for_good_stops_those_to_the_same_address(sent, chamber, dora, client):
    for _twice in range(2):
        come_back(sent)
    sent.refresh_from_db()
    one = chamber["69-06"]
    one.refresh_from_db()
    assert (sent.came_back_why, one.can_be_mailed) == ("unknown", False)
    waiting = confirmed(sent.appeal, one, "zoe@example.org").approaches.get()
    actions.send_due()
    waiting.refresh_from_db()
    assert (waiting.claimed_at, waiting.due_at > timezone.now()) == (None, True)
    client.force_login(dora)
    page = client.get(reverse("representatives_hq:representative", args=[one.pk])).content.decode()
    assert one.email in page
    found = client.get(reverse("representatives_hq:directory"), {"state": "back"})
    assert [row.pk for row in found.context["rows"]] == [one.pk]
    client.post(reverse("representatives_hq:trust", args=[one.pk]))
    one.refresh_from_db()
    waiting.refresh_from_db()
    assert (one.can_be_mailed, waiting.due_at <= timezone.now()) == (True, True)
    come_back(sent)  # the letter of before says nothing new
    one.refresh_from_db()
    assert one.can_be_mailed


def test_a_letter_of_before_says_nothing_of_a_new_address(sent, chamber, dora):
    one = chamber["69-06"]
    values = {"email": "new@chamber.example", "given_name": one.given_name, "family_name": one.family_name}
    actions.save_representative(representative=one, values=values, user=dora)
    come_back(sent)
    one.refresh_from_db()
    sent.refresh_from_db()
    assert (one.can_be_mailed, bool(sent.came_back_at)) == (True, True)


def test_a_passing_trouble_is_noted_and_stops_nothing(sent, chamber):
    come_back(sent, status="5.2.2", said="smtp; 552 5.2.2 Mailbox full")
    one = chamber["69-06"]
    one.refresh_from_db()
    sent.refresh_from_db()
    assert (one.can_be_mailed, bool(sent.came_back_at)) == (True, True)


def test_numbers_of_letters_and_of_deliveries_are_never_mixed_up(sent, rhone):
    enter("senator", rhone, "Other One")
    assert come_back(sent) == {}
    forged = bounce(0, to="bounces+0000000000@news.example.org")
    report = messages.read(forged)
    assert not other_apps.is_ours(report)


def test_a_letter_is_signed_for_its_author_whatever_the_envelope_names(settings, tmp_path):
    from hustings.outreach.emails.signatures import keys

    settings.DKIM_FOLDER = tmp_path
    kept = keys.make("valbrune.example", "ed25519")
    keys.use("valbrune.example", kept.key.selector)
    raw = b"From: Eve <info@valbrune.example>\r\nTo: a@b.example\r\nSubject: x\r\n\r\nHello\r\n"
    assert b"d=valbrune.example" in mail_backend.signed(raw, "bounces+1@other.example")
