"""The demo fills a fresh installation, once, and no other."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Sum
from django.test import Client
from django.utils import timezone, translation
from wagtail.contrib.redirects.models import Redirect

from hustings.field.canvassing.models import DoorContact
from hustings.foundation.accounts.models import Grant, User
from hustings.networks.juries import demo as juries
from hustings.outreach.abtests import results
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.archive.models import ArchivePage
from hustings.outreach.automations.models import Enrolment, Sequence
from hustings.outreach.bounces import forgiveness
from hustings.outreach.bounces.models import Bounce
from hustings.outreach.delivery import progress
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.emails import campaign_look, previews
from hustings.outreach.emails.models import LetterLook
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight import desk as preflight_desk
from hustings.outreach.preflight import registry as preflight_registry
from hustings.outreach.review.comments import threads
from hustings.outreach.review.models import Comment, Precaution
from hustings.outreach.tracking import comparison
from hustings.outreach.tracking import results as mailing_results
from hustings.outreach.tracking.attribution import figures
from hustings.outreach.tracking.models import Conversion
from hustings.people.contacts.models import Contact, FollowUp
from hustings.people.duplicates.models import Duplicate
from hustings.people.persons.models import (
    Activity,
    Affiliation,
    Consent,
    ConsentEntry,
    Email,
    FieldValue,
    Household,
    Note,
    Person,
    Phone,
    Tagging,
    TopicAnswer,
)
from hustings.people.privacy import provenance
from hustings.people.segments.models import SavedView
from hustings.security.domains.models import Account, Report
from hustings.security.leaks.models import Case
from hustings.security.lookalikes.models import Find
from hustings.shells.demo import fill, texts, work
from hustings.site.petitions.models import Petition, Signature
from hustings.site.representatives.models import ContactAttempt, Representative
from hustings.site.website.models import Tally

COUNTED = [User, Grant, Person, Phone, Consent, Tagging, Note, Activity, Mailing, Delivery]
COUNTED += [
    Petition,
    Signature,
    Bounce,
    Sequence,
    Enrolment,
    ABTest,
    Comment,
    ArchivePage,
    Conversion,
    LetterLook,
]
COUNTED += [ContactAttempt, Representative, Find, Report, Account, Case, Tally]
COUNTED += [Affiliation, Contact, Duplicate, FieldValue, FollowUp, Household, SavedView, TopicAnswer]


@pytest.fixture(autouse=True)
def var(settings: Any, tmp_path: Path) -> Path:
    settings.VAR, settings.LEAKS_FOLDER = tmp_path, tmp_path / "leaks"
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path


def counts() -> list[int]:
    return [model.objects.count() for model in COUNTED]


def _every_letter_has_its_yes() -> None:
    """Of each past letter the page says which yes it stood on, with a ledger that nobody has dated back."""
    letters = 0
    for person in Person.objects.filter(deliveries__state=Delivery.State.SENT).distinct():
        for reason in provenance.letters(person, provenance.answers(person)):
            assert (reason.entry and reason.entry.is_given) or reason.late
            letters += 1
    assert letters
    assert not ConsentEntry.objects.filter(recorded_at__lt=timezone.now() - timedelta(hours=1)).exists()


def test_it_is_filled_once_and_lively(db: None, var: Path, client: Client) -> None:
    Precaution.objects.create(pk=1, above=50)  # as it is with five thousand: somebody else looks at it first
    fill.fill(lambda step: None, 300)
    before = counts()
    at_doors = DoorContact.objects.count()
    assert at_doors and Person.objects.count() == 300 + work.N_TWINS + len(juries.JURORS) + at_doors
    assert all(before), dict(zip(COUNTED, before, strict=True))
    assert (var / "demo-logins.txt").stat().st_mode & 0o077 == 0
    fill.fill(lambda step: None, 300)
    assert counts() == before
    _what_was_found_outside_is_told()
    _the_site_was_read()
    _mailings_are_as_they_would_be()
    _what_is_usual_is_known()
    _letters_left_and_came_back()
    page = client.get(f"/fr/letters/{ArchivePage.objects.shown()[0].slug}/letter/").text
    assert "Rives Communes est financé par les dons" in page and "#fbf1e9" in page


def _the_site_was_read() -> None:
    sums = Tally.objects.values("day", "kind").annotate(views=Sum("n_views"), visits=Sum("n_visits"))
    days = {(row["day"], row["kind"]): (row["views"], row["visits"]) for row in sums}
    for (day, kind), (views, visits) in days.items():
        if kind in {"page", "device"}:
            assert views == days[day, "language"][0] > visits
        elif kind == "from":
            assert views == visits and abs(visits - days[day, "language"][1]) <= 3
    paths = Tally.objects.filter(kind="page").values_list("name", flat=True).distinct()
    assert len(paths) == 28 and {"/fr/", "/en/"} < set(paths)
    assert not Redirect.objects.filter(automatically_created=True).exists()


def _what_was_found_outside_is_told() -> None:
    hostile = Find.objects.get(judgement="hostile")
    assert hostile.incident and hostile.incident.rules.count() == 2
    assert Find.objects.filter(judgement="").exclude(incident=None).exists()
    case = Case.objects.get()
    assert (case.problem, case.n_mails) == ("", 5) and case.finished_at
    assert {"altered", "decoy"} <= {name for name, n in case.progress().kinds.items() if n}


def _what_is_usual_is_known() -> None:
    """The result of a mailing stands beside those before it."""
    assert comparison.usual().keys() >= {"clicks", "came_back", "unsubscribed", "sign_up"}
    last = Mailing.objects.filter(state=Mailing.State.SENT).latest("started_at")
    shown = mailing_results.of(last, progress.of(last), figures.of(last))
    assert shown and shown.curve and [card.name for card in shown.cards if card.usual]
    assert Delivery.objects.filter(unsubscribed_at__isnull=False, person__consents__is_given=False).exists()


def _mailings_are_as_they_would_be() -> None:
    assert Mailing.objects.get(state=Mailing.State.SCHEDULED).sent_by
    _every_letter_has_its_yes()
    draft = Mailing.objects.get(state=Mailing.State.DRAFT)
    for mode, words in [
        ("fr-A", "Je viens, et je dis avec qui"),
        ("en-A", "I’m coming, and bringing someone"),
    ]:
        shown = previews.of(draft, mode)
        assert words in shown["html"] and words in shown["text"]
        assert len(shown["html"].encode()) < 60_000
    assert threads.n_open([draft]) == {draft.pk: 2} and Comment.objects.filter(mailing=draft).count() == 4
    assert [each.comment.about for each in threads.waiting_for(User.objects.get(first_name="Dora"))]
    with translation.override("en"):
        found = preflight_registry.at_once(preflight_desk.Desk(draft, draft.user))
        assert not [one.text for one in found if one.stops and "Nobody" not in one.text]


def _letters_left_and_came_back() -> None:
    trial = ABTest.objects.get()
    found = results.of(trial)
    assert found and sum(found.most.values()) == trial.mailing.links.get().n_clicks > 0
    assert trial.begun_at and not trial.winner and results.n_waiting(trial) > 100
    assert found.verdict.leader == "B" and not found.verdict.has_won
    assert not Delivery.objects.filter(state=Delivery.State.QUEUED).exists()  # nothing old is left to leave
    inside = Enrolment.objects.open()
    assert inside.filter(step__isnull=False).count() == inside.count() > 5
    assert Enrolment.objects.filter(ended_at__isnull=False).exists()
    assert FollowUp.objects.filter(what=texts.told("mails")["sequence"]["task"]).exists()
    kinds = set(Bounce.objects.exclude(applied_at=None).values_list("kind", "severity"))
    assert kinds >= {("bounce", "hard"), ("bounce", "soft"), ("bounce", "block"), ("complaint", "")}
    assert Email.objects.filter(status=Email.Status.BOUNCING).exists()
    assert forgiveness.bursts()
    assert Conversion.objects.filter(kind="reply", version="").exists()
    assert Conversion.objects.filter(kind="reply", version__in="AB").exists()
    assert all(pair.is_told for pair in campaign_look.pairs(LetterLook.objects.get()))
    shown = ArchivePage.objects.shown()
    assert shown.count() == 5


def test_a_real_campaign_is_left_alone(dora: User) -> None:
    before = counts()
    with pytest.raises(fill.NotFresh):
        fill.fill(lambda step: None, 60)
    assert counts() == before
