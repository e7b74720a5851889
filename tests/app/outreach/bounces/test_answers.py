"""That readers answered: which letter, once each, from an address of theirs, as far as it may be noted."""

import json
import re
from datetime import timedelta

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils import timezone, translation

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.abtests import measures
from hustings.outreach.abtests import results as standing
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.bounces import replies
from hustings.outreach.bounces.parsers import messages
from hustings.outreach.delivery import return_paths
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.emails import composition, message_ids
from hustings.outreach.emails.blocks import builder
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking import comparison
from hustings.outreach.tracking.attribution import conversions, figures, kinds
from hustings.outreach.tracking.models import Conversion, MailingCount, Measure
from hustings.people.duplicates.actions import merges
from hustings.people.persons import timeline
from hustings.people.persons.actions import record_consent
from hustings.people.persons.models import Email, Purpose
from hustings.people.segments import criteria
from hustings.people.selfservice import download
from tests.app.outreach.bounces.test_returns import handed
from tests.cast.outreach.came_back import answer, bounce, message_id

Measuring = Campaign.Measuring
pytestmark = pytest.mark.django_db


def take_in(*raws, recipient=""):
    return replies.take_in([messages.read(raw, recipient) for raw in raws])


@pytest.fixture
def measured(mailing, campaign, settings):
    """How the mailing was, and is, measured."""
    settings.BOUNCE_MAILBOXES = ["imap://a:b@localhost"]

    def say(clicks):
        campaign.measure_clicks = clicks
        campaign.save()
        Measure.objects.update_or_create(mailing=mailing, defaults={"clicks": clicks})

    say(Measuring.TOTALS)
    return say


@pytest.mark.parametrize("delivery", [1, 77, 2**40 - 1])
def test_a_letter_s_name_is_read_back_and_can_not_be_made_up(delivery, settings):
    named = f"<{message_ids.name(delivery)}.7.270411080000@elan.example.org>"
    assert message_ids.read(named) == delivery
    for other in (
        f"<{delivery}.7.270411080000@x.org>", named.replace(f"<{delivery}.", f"<{delivery + 1}."), "", "<>",
        f"<{delivery}.{'0' * 12}.7@x.org>", f"<{2**41}.{'0' * 12}.7@x.org>",
        f"<{return_paths.name(delivery)}.7@x>",
    ):  # fmt: skip
        assert message_ids.read(other) is None
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert message_ids.read(named) == delivery


def test_letters_carry_that_name(mailing, campaign):
    made = composition.blueprint(mailing, "en", campaign)
    raw = made.fill(composition.values_of(key=77, address="a@example.org", given_name="A", family_name="B"))
    assert message_ids.read(re.search(rb"\r\nMessage-ID: (\S+)", raw)[1].decode()) == 77


def test_answers_count_by_what_they_name_and_whose_address_they_are_from(mailing, measured, settings):
    sent = handed(mailing, *(f"r{n}" for n in range(7)))
    Email.objects.create(
        person=sent[1].person, address="One@Work.example", key="one@work.example", position=2
    )
    chain = f"References: <b@y.org> {message_id(sent[2].pk)}\n <c@y.org>\nIn-Reply-To: <c@y.org>\n"
    verp = f"bounces+{return_paths.name(sent[3].pk)}@news.example.org"
    good = [
        answer(sent[0].pk, "r0@example.org"),
        answer(sent[1].pk, '"One, at work" <ONE@work.example>'),
        answer(None, "r2@example.org", named=chain),
        answer(None, "r3@example.org", to=verp),
    ]
    bad = [
        answer(sent[4].pk, "r5@example.org"),  # somebody else's
        answer(sent[4].pk, "r4@example.org, r5@example.org"),
        answer(sent[4].pk, "nobody"),
        answer(None, "r4@example.org"),  # it names nothing
        answer(None, "r4@example.org", named=f"In-Reply-To: <{sent[4].pk}.{'0' * 12}.7@elan.example.org>\n"),
        answer(sent[4].pk, "r4@example.org", fields="Auto-Submitted: auto-replied\n"),
        answer(sent[4].pk, "r4@example.org", fields="X-Autoreply: yes\n"),
        bounce(sent[4].pk),
        b"",
    ]
    assert take_in(*bad) == 0
    assert take_in(*good, *good) == 4
    assert take_in(*good) == 0
    # A provider that gives letters names of its own.
    settings.MAIL_PROVIDER = "mailgun://key@example.org"
    Delivery.objects.filter(pk=sent[5].pk).update(provider_id="<abc.123@mailgun.example>")
    provided = "In-Reply-To: <abc.123@mailgun.example>\n"
    assert take_in(answer(None, "r5@example.org", named=provided)) == 1
    # Too long after.
    Delivery.objects.filter(pk=sent[6].pk).update(sent_at=timezone.now() - timedelta(days=31))
    assert take_in(answer(sent[6].pk, "r6@example.org")) == 0
    assert figures.of(mailing).rows[-1].n == 5
    MailingCount.objects.create(mailing=mailing, n_handed_over=100)
    with translation.override("en"):
        assert comparison.lines([mailing])[0].values["reply"].words.endswith("(5 of 100)")
    # Records that were merged since: the letter to the one that is gone is the other's.
    merges.merge(kept=sent[0].person, absorbed=sent[4].person)
    Conversion.objects.all().delete()
    assert take_in(answer(sent[4].pk, "r4@example.org"), answer(sent[4].pk, "r0@example.org")) == 1


def test_a_batch_asks_as_much_as_one(mailing, measured, django_assert_max_num_queries):
    measured(Measuring.UNLESS)
    sent = handed(mailing, *(f"r{n}" for n in range(30)))
    with django_assert_max_num_queries(12):
        assert take_in(*(answer(row.pk, row.address) for row in sent)) == 30
    assert Conversion.objects.exclude(person=None).count() == 30


def test_who_answered_is_noted_as_far_as_it_may_be(mailing, measured, hq, dora):
    ann, ben, cleo = handed(mailing, "ann", "ben", "cleo")
    measured(Measuring.NOTHING)
    assert take_in(answer(ann.pk, "ann@example.org")) == 0
    measured(Measuring.UNLESS)
    record_consent(person=ben.person, purpose=Purpose.MEASURE, is_given=False, source="test")
    assert take_in(answer(ann.pk, "ann@example.org"), answer(ben.pk, "ben@example.org")) == 2
    assert {row.person for row in Conversion.objects.all()} == {ann.person, None}
    with translation.override("en"):
        [entry] = [one for one in timeline.page(ann.person)[0] if one.kind == "mailing.reply"]
        assert entry.sentence == "Replied to the mailing “First”"
        assert json.loads(download.as_json(ann.person))["follows"][0]["kind"] == "replies"
    Mailing.objects.update(state="sent")
    one = {"criterion": "mailing", "operator": "replied", "value": {"mailing": str(mailing.pk)}}
    assert list(criteria.compile({"match": "all", "criteria": [one]})) == [ann.person]
    html = hq(dora).get(f"/hq/mailings/{mailing.pk}/").content.decode()
    assert re.search(r"<dt>\s*Réponses\s*</dt>\s*<dd>2</dd>", html)
    # The digest goes when nothing can be counted again by it; the count stays.
    conversions.forget()
    assert Conversion.objects.exclude(whose=None).count() == 2
    Conversion.objects.update(confirmed_at=timezone.now() - timedelta(days=32))
    Delivery.objects.update(sent_at=timezone.now() - timedelta(days=33))
    conversions.forget()
    assert Conversion.objects.filter(whose=None).count() == 2
    assert take_in(answer(ann.pk, "ann@example.org"), answer(cleo.pk, "cleo@example.org")) == 0


def test_replies_may_decide_a_test_in_total_too(campaign, mailing, measured, dora, settings, hq):
    sent = handed(mailing, *(f"r{n}" for n in range(6)))
    for row, version in zip(sent, "ABABAB", strict=True):
        Delivery.objects.filter(pk=row.pk).update(version=version)
    mailing.content = [builder.letter(f"Hello {each}", builder.text("Join"), version=each) for each in "AB"]
    mailing.save()
    trial = ABTest.objects.create(mailing=mailing, measure="reply", versions="AB", seed="1")
    assert "reply" in {each.key for each in measures.offered(campaign) if each.decides}
    take_in(*(answer(row.pk, row.address) for row in [*sent[:3], sent[0]]))
    assert {arm.name: (arm.x, arm.n) for arm in standing.of(trial).arms} == {"A": (2, 3), "B": (1, 3)}
    assert figures.of(mailing).by_version == [("A", kinds.REPLY, 2, 0), ("B", kinds.REPLY, 1, 0)]
    assert figures.of(mailing).by_link == []
    Mailing.objects.update(state=Mailing.State.SENT)
    page = hq(dora).get(reverse("dispatch:mailing", args=[mailing.pk]), headers={"accept-language": "en"})
    assert "Replies count once per recipient, within 30" in page.text
    settings.BOUNCE_MAILBOXES = []  # nobody would read them
    assert "reply" not in {each.key for each in measures.offered(campaign)}


def test_the_privacy_notice_says_it_where_replies_are_counted(campaign, measured, settings):
    def notice():
        with translation.override("en"):
            return Template("{% load measuring %}{% measuring_words %}").render(Context())

    assert "If you reply to one of our e-mails, we count" in notice()
    measured(Measuring.NOTHING)
    assert "If you answer" not in notice()
    measured(Measuring.TOTALS)
    settings.BOUNCE_MAILBOXES = []
    assert "If you answer" not in notice()
