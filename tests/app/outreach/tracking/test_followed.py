"""What followed from a letter: sign-ups by a link of it, counted once, without a cookie."""

import json
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone, translation

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.abtests import actions as abtests_actions
from hustings.outreach.abtests import decision, measures, results
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.dispatch import actions as dispatch_actions
from hustings.outreach.emails import link_refs, tracking_urls
from hustings.outreach.emails.blocks import builder
from hustings.outreach.tracking.attribution import conversions, figures, kinds
from hustings.outreach.tracking.models import Conversion, MailingLink, Measure
from hustings.people.persons import timeline
from hustings.people.persons.actions import record_consent
from hustings.people.persons.models import Person, Purpose
from hustings.people.privacy.actions import erase_person
from hustings.people.segments import criteria
from hustings.people.selfservice import download
from hustings.people.signups.models import SignUp
from hustings.people.signups.public_forms import stamp
from tests.cast.outreach.fixtures import letters, reader
from tests.cast.site.website.fixtures import build_small_site, link_in

Measuring = Campaign.Measuring
OURS, ELSEWHERE = "http://localhost:8000/fr/rejoindre/?a=1#join", "https://example.net/fr/"


@pytest.fixture
def sent(mailing, campaign, dora, france, monkeypatch):
    """A mailing with a link to our form and one elsewhere, sent; ``clicks`` as the campaign has it."""
    monkeypatch.setattr(stamp, "TOO_FAST", 0)
    build_small_site()

    def send(clicks=Measuring.TOTALS):
        campaign.refresh_from_db()
        campaign.measure_clicks = clicks
        campaign.save()
        reader("somebody")
        mailing.content = letters("Hello", f"[join us]({OURS}) [more]({ELSEWHERE})")
        mailing.save()
        return dispatch_actions.send(mailing=mailing, user=dora)

    return send


def follow(client, mailing, number=1, version=0):
    """Where a click leads."""
    return client.get(f"/m/c/{number}/{tracking_urls.make(mailing.pk, 0, version)}")["Location"]


def form_at(client, address, **headers):
    html = client.get(address.removeprefix("http://localhost:8000"), headers=headers).content.decode()
    return re.search(r'name="stamp" value="([^"]+)"', html)[1]


def type_in(client, held, **answers):
    typed = {"given_name": "Zoé", "email": "zoe@example.org", "postcode": "75001", **answers}
    return client.post("/fr/sign-ups/", {"stamp": held, **typed})


def confirm(client, run_tasks):
    run_tasks()
    client.post(link_in(mail.outbox[-1]))


def row_of(mailing):
    found = figures.of(mailing)
    assert found
    return found.rows[0]


def test_a_sign_up_by_a_letter_is_counted_once_through_mistakes_and_until_it_is_confirmed(
    client, sent, run_tasks
):
    mailing = sent()
    assert follow(client, mailing, 2) == ELSEWHERE  # nobody else's site is told anything
    address = follow(client, mailing)
    assert re.fullmatch(r"http://localhost:8000/fr/rejoindre/\?a=1&letter=[\w-]{28}#join", address)
    held = form_at(client, address)
    wrong = type_in(client, held, email="zoe@")
    assert wrong.status_code == 422
    held = re.search(r'name="stamp" value="([^"]+)"', wrong.content.decode())[1]
    assert [type_in(client, held).status_code for _again in range(2)] == [302, 302]
    assert not client.cookies
    assert (row_of(mailing).n, row_of(mailing).n_waiting) == (0, 1)
    SignUp.objects.update(asked_at=timezone.now() - timedelta(minutes=5))
    type_in(client, form_at(client, follow(client, mailing)))  # once more, minutes later
    assert SignUp.objects.count() == 2
    assert row_of(mailing).n_waiting == 1
    confirm(client, run_tasks)
    confirm(client, run_tasks)
    row = row_of(mailing)
    assert (row.n, row.n_new, row.n_waiting) == (1, 1, 0)
    assert figures.of(mailing).by_link == [(OURS, kinds.SIGN_UP, 1, 0)]
    # In total: nothing is kept of anybody, and the page says so.
    assert Conversion.objects.get().person is None
    assert not any(entry.kind == "mailing.sign_up" for entry in timeline.page(Person.objects.last())[0])
    # Whoever comes again by themselves is no second one.
    SignUp.objects.update(asked_at=timezone.now() - timedelta(minutes=5))
    type_in(client, form_at(client, "/fr/rejoindre/"))
    confirm(client, run_tasks)
    assert row_of(mailing).n == 1


def test_who_lets_themselves_be_measured_is_named_until_they_refuse_or_are_erased(
    client, sent, run_tasks, mailing
):
    ann = reader("ann")
    sent(Measuring.UNLESS)
    type_in(client, form_at(client, follow(client, mailing)), email="ann@example.org")
    confirm(client, run_tasks)
    assert (row_of(mailing).n, row_of(mailing).n_new) == (1, 0)  # she was known
    with translation.override("en"):
        [entry] = [one for one in timeline.page(ann)[0] if one.kind == "mailing.sign_up"]
        assert entry.sentence == "Signed up through the mailing “First”"
        [part] = json.loads(download.as_json(ann))["follows"]
        assert (part["subject"], part["kind"]) == ("Hello", "sign-ups")
    one = {"criterion": "mailing", "operator": "signed_up", "value": {"mailing": str(mailing.pk)}}
    tree = {"match": "all", "criteria": [one]}
    assert list(criteria.compile(tree)) == [ann]
    record_consent(person=ann, purpose=Purpose.MEASURE, is_given=True, source="test")
    conversions.forget()
    assert Conversion.objects.get().person == ann
    record_consent(person=ann, purpose=Purpose.MEASURE, is_given=False, source="test")
    conversions.forget()
    assert Conversion.objects.get().person is None
    assert row_of(mailing).n == 1
    assert not criteria.compile(tree)
    erase_person(person=ann)
    assert Conversion.objects.get().whose is None
    assert row_of(mailing).n == 1


def test_nothing_is_told_or_counted_once_it_is_switched_off(client, sent, campaign, run_tasks):
    mailing = sent()
    address = follow(client, mailing)
    campaign.measure_clicks = Measuring.NOTHING
    campaign.save()
    assert follow(client, mailing) == OURS
    type_in(client, form_at(client, address))
    assert not Conversion.objects.exists()


def test_a_ref_that_was_pasted_into_a_link_gives_way_to_the_letters_own(mailing, dora, rf):
    old = link_refs.make(99, 1)
    pasted = f"http://localhost:8000/fr/rejoindre/?letter={old}&a=1&letter={old}#join"
    assert link_refs.dropped(pasted) == "http://localhost:8000/fr/rejoindre/?a=1#join"
    for kept in ("http://localhost:8000/fr/letters/x/?", f"https://example.net/?letter={old}"):
        assert link_refs.dropped(kept) == kept
    new = link_refs.make(1, 1)
    assert link_refs.of(rf.get(f"/fr/?letter={old}&letter={new}")) == new
    assert link_refs.of(rf.get(f"/fr/?letter={old}&letter=x")) == old
    assert link_refs.added(pasted, new) == f"http://localhost:8000/fr/rejoindre/?a=1&letter={new}#join"
    reader("somebody")
    mailing.content = letters("Hello", f"[join us]({pasted})")
    mailing.save()
    dispatch_actions.send(mailing=mailing, user=dora)
    assert MailingLink.objects.get(mailing=mailing).target == link_refs.dropped(pasted)


def test_a_ref_holds_for_a_week_and_can_not_be_made_up(settings, clock):
    clock("2026-11-20 10:00")
    ref = link_refs.make(7, 3, 2)
    found = link_refs.read(ref)
    assert found and (found.mailing, found.link, found.version) == (7, 3, 2)
    assert link_refs.make(7, 3, 2) == ref  # of all who click on a day
    for wrong in ("", ref[:-1], ref[:-1] + ("A" if ref[-1] != "A" else "B"), "é" * 28, "-" * 28):
        assert link_refs.read(wrong) is None
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert link_refs.read(ref)
    clock("2026-11-28 10:00")
    assert link_refs.read(ref) is None
    same = "http://localhost:8000"
    for target in ("https://example.org/fr/", f"{same}/hq/", f"{same}/media/a.pdf", f"{same}.evil.org/fr/"):
        assert link_refs.added(target, ref) == target
    assert link_refs.added(same, ref) == f"{same}/?letter={ref}"


def test_a_page_from_memory_carries_each_reader_s_own_letter(client, sent, django_assert_num_queries):
    mailing = sent()
    first, second = (f"/fr/rejoindre/?letter={link_refs.make(mailing.pk, link)}" for link in (1, 2))
    assert stamp.read(form_at(client, first)).ref == first[-28:]
    with django_assert_num_queries(1):
        held = form_at(client, second)
    assert stamp.read(held).ref == second[-28:]
    with django_assert_num_queries(1):
        assert stamp.read(form_at(client, "/fr/rejoindre/")).ref == ""
    # Who reads the page first and goes on from there came by the letter, too; from elsewhere nobody did.
    came = f"http://testserver/fr/?letter={first[-28:]}"
    assert stamp.read(form_at(client, "/fr/rejoindre/", referer=came)).ref == first[-28:]
    other = came.replace("testserver", "example.net")
    assert stamp.read(form_at(client, "/fr/rejoindre/", referer=other)).ref == ""


@pytest.fixture
def gift():
    """Something that an app to come counts."""
    kind = kinds.Kind(
        "loan", "gifts", "gifts not paid yet", "Gave after “%(name)s”", best="the most givers",
        readers="givers",
    )  # fmt: skip
    with kinds.kinds.replaced(*kinds.kinds.all(), kind):
        yield kind


def test_versions_and_apps_to_come_are_counted_apart(client, sent, gift, hq, dora):
    mailing = sent()
    ABTest.objects.create(mailing=mailing, measure="clicks", versions="AB", seed="1")
    for version, whose in ((1, "a@x.org"), (2, "b@x.org"), (2, "c@x.org")):
        ref = link_refs.make(mailing.pk, 1, version)
        conversions.begin(kinds.SIGN_UP, ref, whose=whose)
        conversions.begin(gift, ref, whose=whose)
    conversions.settle(gift, whose="c@x.org")
    conversions.settle(gift, whose="c@x.org")
    by_key = {each.key: each for each in measures.offered(Campaign.current())}
    assert by_key["sign_up"].count(mailing.trial) == {"A": (0, 1), "B": (0, 2)}
    assert by_key["loan"].count(mailing.trial) == {"A": (0, 1), "B": (1, 2)}
    assert measures.get("readers_loan").best == "the most givers"
    assert not measures.get("loan").decides
    html = hq(dora).get(f"/hq/mailings/{mailing.pk}/").content.decode()
    for words in ("gifts not paid yet", OURS.replace("&", "&amp;")):
        assert words in html
    # A gift counts for the letter whose link they followed last.
    MailingLink.objects.filter(mailing=mailing, number=2).update(target=OURS)
    other = actions_copy(mailing, dora)
    conversions.begin(gift, link_refs.make(other.pk, 1), whose="a@x.org")
    conversions.settle(gift, whose="a@x.org")
    assert list(
        Conversion.objects.filter(kind="loan", whose=conversions.digest("a@x.org")).values_list("mailing")
    ) == [(other.pk,)]


def actions_copy(mailing, user):
    """Another mailing that was sent."""
    fresh = type(mailing).objects.create(
        name="Second", segment=mailing.segment, user=user, content=list(mailing.content.raw_data)
    )
    return dispatch_actions.send(mailing=fresh, user=user)


def test_a_test_is_decided_by_readers_who_did_it_themselves_each_once(campaign, mailing, dora, clock):
    clock("2026-11-26 10:00")
    for name in ("ann", "ben", "cleo", "dan", "eve", "fay"):
        reader(name)
    mailing.content = [builder.letter(f"Hello {each}", builder.text("Join"), version=each) for each in "AB"]
    mailing.save()
    keys = {each.key for each in measures.offered(campaign) if each.decides}
    assert "readers_sign_up" not in keys  # in total nobody is known, so one reader might count as several
    campaign.measure_clicks = Measuring.UNLESS
    campaign.save()
    keys = {each.key for each in measures.offered(campaign) if each.decides}
    assert "readers_sign_up" in keys
    assert "sign_up" not in keys
    fields = {"chooser": "hand", "otherwise": "ask", "hours": 24}
    abtests_actions.set_up_trial(
        mailing=mailing, user=dora, size=100, unit="percent", measure="readers_sign_up", **fields
    )
    dispatch_actions.send(mailing=mailing, user=dora)
    Measure.objects.update_or_create(mailing=mailing, defaults={"clicks": Measuring.UNLESS})
    people = {one.given_name: one for one in Person.objects.all()}
    for name, version in zip(people, "ABAABB", strict=True):
        person = people[name]
        Delivery.objects.create(
            mailing=mailing, person=person, address=f"{name}@x.org", version=version, state="sent",
            sent_at=timezone.now(),
        )  # fmt: skip
    trial = ABTest.objects.get(mailing=mailing)

    def sign_up(version, whose, person):
        conversions.begin(kinds.SIGN_UP, link_refs.make(mailing.pk, 1, version), whose=whose)
        conversions.settle(kinds.SIGN_UP, whose=whose, person=person)

    record_consent(person=people["Cleo"], purpose=Purpose.MEASURE, is_given=False, source="test")
    clock("2026-11-26 11:00")
    for version, whose, person in [
        (1, "ann@x.org", "Ann"), (1, "ann@work.org", "Ann"),  # two mailboxes, one reader
        (1, "cleo@x.org", "Cleo"),  # who refuses to be known
        (2, "dan@x.org", "Dan"),  # who had A, by a letter B that was passed on
        (2, "eve@x.org", "Eve"), (2, "fay@x.org", "Fay"),
    ]:  # fmt: skip
        sign_up(version, whose, people[person])
    sign_up(1, "new@x.org", reader("new"))  # by a letter that was passed on
    found = results.of(trial)
    assert {arm.name: arm.x for arm in found.arms} == {"A": 1, "B": 2}
    assert measures.get("sign_up").count(trial) == {"A": (4, 4), "B": (3, 3)}
    # What comes after the decision changes nothing of it.
    clock("2026-11-26 12:00")
    decision.decide(trial, "B", ABTest.How.HAND, found=found)
    clock("2026-11-26 13:00")
    sign_up(2, "ben@x.org", people["Ben"])
    assert {arm.name: arm.x for arm in results.of(trial).arms} == {"A": 1, "B": 2}
