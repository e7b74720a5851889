"""Test letters: to whom, how many, and what the history tells of them."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from hustings.foundation.accounts.models import User
from hustings.outreach.dispatch import actions as dispatch_actions
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.review.models import Precaution
from hustings.people.privacy.actions import erase_person
from tests.cast.outreach.fixtures import reader


def test(mailing: Mailing, who: User, *to: str) -> int:
    return dispatch_actions.send_test(mailing=mailing, user=who, to=to, language="en")


test.__test__ = False  # type: ignore[attr-defined]


def told(mailing: Mailing) -> list[str]:
    """Its history, the oldest first."""
    entries = registry.get_logs_for_instance(mailing).filter(action="mailing.tested").order_by("pk")
    return [entry.formatter.format_message(entry) for entry in entries]


def test_whoever_may_not_send_reaches_the_team_alone(
    mailing: Mailing, alice: User, bob: User, mallory: User, mailoutbox: list[Any], english: None
) -> None:
    Mailing.objects.update(user=alice)
    assert test(mailing, alice, "Bob@Example.org", alice.email) == 2
    User.objects.filter(pk=bob.pk).update(is_active=False)
    for stranger in ("ann@example.org", mallory.email, bob.email):
        with pytest.raises(mailings_refusals.Refused, match=stranger):
            test(mailing, alice, alice.email, stranger)
    assert [mail.to[0] for mail in mailoutbox] == ["Bob@example.org", "alice@example.org"]
    assert told(mailing) == ["Sent a test e-mail to Bob@example.org, alice@example.org"]


def test_nobody_sends_more_than_so_many_an_hour(
    mailing: Mailing, carla: User, dora: User, mailoutbox: list[Any], english: None
) -> None:
    Precaution.objects.update(tests_per_hour=7)
    test(mailing, carla, *(f"a{n}@example.org" for n in range(5)))
    with pytest.raises(mailings_refusals.Refused, match="7 test e-mails per hour; you sent 5"):
        test(mailing, carla, *(f"b{n}@example.org" for n in range(3)))
    assert len(mailoutbox) == 5
    assert test(mailing, carla, "b1@example.org", "b2@example.org") == 2
    with pytest.raises(mailings_refusals.Refused):
        test(mailing, carla, "c@example.org")
    assert test(mailing, dora, "c@example.org") == 1, "each has an hour of their own"
    ModelLogEntry.objects.update(timestamp=timezone.now() - timedelta(minutes=61))
    assert test(mailing, carla, "c@example.org") == 1
    assert len(told(mailing)) == 4


def test_the_history_tells_what_the_server_did_not_take(
    mailing: Mailing, dora: User, settings: Any, english: None, hq: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(dispatch_actions.TestFailed):
        test(mailing, dora, "ann@example.org")
    assert told(mailing) == ["The mail server refused a test e-mail to ann@example.org"]
    page = hq(dora).get(reverse("mailing_writing:history", args=[mailing.pk])).content.decode()
    assert "ann@example.org" in page


def test_the_history_forgets_whoever_is_erased(mailing: Mailing, dora: User, english: None) -> None:
    ann = reader("ann")
    test(mailing, dora, "ann@example.org", "ben@example.org")
    erase_person(person=ann)
    assert told(mailing) == ["Sent a test e-mail to […], ben@example.org"]


def test_in_hq_the_form_says_why(mailing: Mailing, alice: User, hq: Any, mailoutbox: list[Any]) -> None:
    Mailing.objects.update(user=alice)
    words = {"to": "ann@example.org", "language": "en", "version": ""}
    page = hq(alice).post(
        reverse("dispatch:test", args=[mailing.pk]), words, follow=True, headers={"accept-language": "en"}
    )
    assert "to team members only: ann@example.org is not one" in page.content.decode()
    assert not mailoutbox
