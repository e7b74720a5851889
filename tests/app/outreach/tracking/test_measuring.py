"""Links that lead through us: what letters hold, where they lead, who counts as a person."""

import json
import re
import time
from datetime import timedelta
from email import message_from_bytes, policy
from urllib.parse import urlsplit

import pytest
from django.db import connection, connections
from django.urls import reverse
from django.utils import timezone, translation

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.dispatch import actions
from hustings.outreach.emails import composition, delivery_tokens, tracking_urls
from hustings.outreach.tracking import aggregation, figures, plans
from hustings.outreach.tracking.models import MailingLink, Measure, Reaction, TrackingEvent
from hustings.people.duplicates.actions import merges
from hustings.people.persons import timeline
from hustings.people.persons.actions import record_consent
from hustings.people.persons.models import Consent, Purpose
from hustings.people.privacy.actions import erase_person
from hustings.people.segments import criteria
from hustings.people.selfservice import consents, download
from tests.cast.outreach.fixtures import letters, reader

pytestmark = pytest.mark.both
Measuring = Campaign.Measuring
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PETITION, PLAN = "https://petition.example.org/sign?a=1&b=%C3%A9#now", "http://plan.example.net/"
BODY = f"""Dear {{{{ given_name|"friend" }}}},

[sign]({PETITION}), [the plan]({PLAN}), [sign again]({PETITION})

[write](mailto:a@example.org) [call](tel:+33123456789) <https://elsewhere.example.com/> [me](http://localhost:8000/fr/my-data/)
"""


@pytest.fixture
def sent(mailing, campaign, dora):
    """A mailing with two links that count, sent; ``clicks`` as the campaign has it."""

    def send(clicks=Measuring.AGREED, opens=False):
        campaign.measure_clicks, campaign.measure_opens = clicks, opens
        campaign.save()
        mailing.content = letters("Hello", BODY)
        mailing.save()
        if not Consent.objects.filter(purpose=Purpose.EMAIL, is_given=True).exists():
            reader("somebody")  # a mailing for nobody doesn't leave
        return actions.send(mailing=mailing, user=dora)

    return send


def answered(person, is_given):
    record_consent(person=person, purpose=Purpose.MEASURE, is_given=is_given, source="test")
    return person


def delivered(mailing, person, minutes=60):
    at = timezone.now() - timedelta(minutes=minutes)
    return Delivery.objects.create(
        mailing=mailing, person=person, address="a@example.org", state="sent", sent_at=at
    )


def parts(mailing, says, key=7):
    """Text and HTML that a reader gets, decoded."""
    leads = plans.of(mailing, Campaign.current()).leads_of(says)
    plan = composition.blueprint(mailing, "en", Campaign.current(), leads)
    values = composition.values_of(key=key, address="ann@example.org", given_name="Ann", family_name="")
    values["click"] = tracking_urls.make(mailing.pk, key)
    made = message_from_bytes(plan.fill(values), policy=policy.default)
    return [made.get_body((kind,)).get_content() for kind in ("plain", "html")]


def ours(text):
    return re.findall(r"http://localhost:8000(/m/[co]/[^\s\")]+)", text)


def click(client, path, agent=BROWSER, how="get", **more):
    return getattr(client, how)(path, headers={"user-agent": agent, **more})


def back(**ago):
    """All that was touched happened so long ago."""
    TrackingEvent.objects.update(at=timezone.now() - timedelta(**ago))


def test_links_of_those_who_agreed_are_their_own_in_both_parts(sent):
    mailing = sent()
    text, html = parts(mailing, True)
    own = tracking_urls.make(mailing.pk, 7)
    links = [f"/m/c/{number}/{own}" for number in (1, 2, 1)]
    assert ours(text) == links
    assert ours(html) == [*links, f"/m/c/0/{own}"]
    assert set(MailingLink.objects.values_list("number", "target")) == {(1, PETITION), (2, PLAN)}
    untouched = "mailto:a@example.org tel:+33123456789 https://elsewhere.example.com/ /fr/my-data/"
    for kept in untouched.split():
        assert f'href="{kept}' in html or f'localhost:8000{kept}"' in html
    assert "/u/" in html  # the way out is never counted


def test_those_who_were_not_asked_share_links_and_those_who_refuse_have_straight_ones(sent):
    mailing = sent()
    shared = tracking_urls.make(mailing.pk)
    assert ours(parts(mailing, None)[0]) == [f"/m/c/{number}/{shared}" for number in (1, 2, 1)]
    text, html = parts(mailing, False)
    assert ours(text + html) == []
    assert PETITION in text


@pytest.mark.parametrize(
    ("clicks", "opens", "says", "n_links", "is_own", "has_picture"),
    [
        (Measuring.NOTHING, False, True, 0, False, False),
        (Measuring.NOTHING, True, True, 0, False, True),
        (Measuring.TOTALS, False, True, 3, False, False),
        (Measuring.TOTALS, True, None, 3, False, False),
        (Measuring.AGREED, True, True, 3, True, True),
        (Measuring.UNLESS, True, None, 3, True, False),
        (Measuring.UNLESS, True, False, 0, False, False),
    ],
)
def test_how_far_a_letter_is_measured(sent, clicks, opens, says, n_links, is_own, has_picture):
    mailing = sent(clicks, opens)
    text, html = parts(mailing, says)
    assert len(ours(text)) == n_links
    own = tracking_urls.make(mailing.pk, 7)
    assert (own in text) is is_own
    assert (f"/m/o/{own}" in html) is has_picture


def test_what_the_campaign_switches_off_is_off_for_mailings_under_way(sent, campaign):
    mailing = sent()
    campaign.measure_clicks = Measuring.NOTHING
    campaign.save()
    assert ours(parts(mailing, True)[1]) == []


def test_a_link_leads_to_its_very_target_twice_and_a_quick_second_click_counts_once(sent, client):
    mailing = sent()
    ann = answered(reader("ann"), True)
    path = f"/m/c/1/{tracking_urls.make(mailing.pk, delivered(mailing, ann).pk)}"
    for _ in range(2):
        answer = click(client, path)
        assert (answer.status_code, answer["Location"]) == (302, PETITION)
        assert "no-store" in answer["Cache-Control"]
        assert not answer.cookies
    back(minutes=1)
    assert aggregation.fold() == 2
    row = Reaction.objects.get()
    assert (row.person, row.kind, row.n, row.links, row.is_weak) == (ann, "click", 1, 1, True)
    click(client, path)
    back(seconds=30)
    click(client, path.replace("/c/1/", "/c/2/"))
    TrackingEvent.objects.filter(link=2).update(at=timezone.now() - timedelta(seconds=20))
    assert (aggregation.fold(), aggregation.fold()) == (2, 0)
    row.refresh_from_db()
    assert (row.n, row.links) == (3, 3)
    measure = Measure.objects.get()
    assert (measure.n_clicks, measure.n_clicked, measure.n_machine_clicks) == (3, 1, 0)
    links = MailingLink.objects.order_by("number").values_list("n_clicks", "n_people")
    assert list(links) == [(2, 1), (1, 1)]


def test_no_token_but_ours_leads_anywhere(sent, client):
    mailing = sent()
    good = tracking_urls.make(mailing.pk, 5)
    other = ("B" if good[0] != "B" else "C") + good[1:]
    for path in (f"/m/c/1/{other}", f"/m/c/9/{good}", f"/m/c/1/{good[:-1]}"):
        assert click(client, path).status_code in {400, 404}
    assert click(client, f"/m/c/1/{good}", how="post").status_code == 405
    assert not TrackingEvent.objects.exists()


def test_links_lead_on_for_those_who_were_erased(sent, client):
    mailing = sent()
    ann = answered(reader("ann"), True)
    path = f"/m/c/2/{tracking_urls.make(mailing.pk, delivered(mailing, ann).pk)}"
    click(client, path)
    back(minutes=1)
    erase_person(person=ann)
    assert click(client, path)["Location"] == PLAN
    back(minutes=1)
    aggregation.fold()
    assert not Reaction.objects.exists()
    assert Measure.objects.get().n_clicks == 1  # both at the same moment by now


@pytest.mark.django_db(transaction=True)
def test_links_lead_on_at_once_while_nothing_can_be_written(sent, client):
    path = f"/m/c/2/{tracking_urls.make(sent().pk)}"
    table = TrackingEvent._meta.db_table
    lock = "BEGIN IMMEDIATE" if connection.vendor == "sqlite" else f"BEGIN; LOCK TABLE {table} IN SHARE MODE"
    other = connections.create_connection("default")
    try:
        other.cursor().execute(lock)
        began = time.monotonic()
        assert click(client, path)["Location"] == PLAN
        assert time.monotonic() - began < 5  # and not the twenty seconds that others wait
    finally:
        other.cursor().execute("ROLLBACK")
        other.close()
    assert not TrackingEvent.objects.exists()
    click(client, path)
    assert TrackingEvent.objects.count() == 1


def test_machines_are_kept_apart(sent, client):
    mailing = sent()
    people = [answered(reader(f"r{n}"), True) for n in range(6)]
    rows = [delivered(mailing, person) for person in people]
    soon, all_at_once, trapped, says_so, looks, human = (
        f"/m/c/%d/{tracking_urls.make(mailing.pk, row.pk)}" for row in rows
    )
    click(client, soon % 1)
    click(client, all_at_once % 1)
    click(client, all_at_once % 2)
    click(client, trapped % 1)
    assert urlsplit(click(client, trapped % 0)["Location"]).path == "/"
    click(client, says_so % 1, "Barracuda Sentinel (EE)")
    click(client, looks % 1, how="head")
    click(client, human % 1)
    Delivery.objects.filter(pk=rows[0].pk).update(sent_at=timezone.now())
    assert aggregation.fold(timedelta()) == 8
    assert [row.person for row in Reaction.objects.all()] == [people[5]]
    measure = Measure.objects.get()
    assert (measure.n_clicks, measure.n_machine_clicks) == (1, 7)


def test_where_all_share_links_a_scanner_is_still_told_from_people(sent, client):
    mailing = sent(Measuring.TOTALS)
    path = f"/m/c/%d/{tracking_urls.make(mailing.pk)}"
    for number in (1, 2):
        click(client, path % number, "Mozilla/5.0 (Windows NT 10.0) Chrome/120.0")
    click(client, path % 1)
    aggregation.fold(timedelta())
    measure = Measure.objects.get()
    assert (measure.n_clicks, measure.n_clicked, measure.n_machine_clicks) == (1, 0, 2)
    assert not TrackingEvent.objects.exists()


def test_openings_by_mail_services_are_weak_until_a_person_is_seen(sent, client):
    mailing = sent(opens=True)
    ann = answered(reader("ann"), True)
    path = f"/m/o/{tracking_urls.make(mailing.pk, delivered(mailing, ann).pk)}"
    for agent in (
        "Mozilla/5.0",
        "Mozilla/5.0 (Windows NT 5.1) Firefox/11.0 (via ggpht.com GoogleImageProxy)",
    ):
        answer = click(client, path, agent)
        assert answer["Content-Type"] == "image/gif"
    aggregation.fold(timedelta())
    measure = Measure.objects.get()
    assert Reaction.objects.get().is_weak
    assert (measure.n_opened, measure.n_machine_opened) == (0, 1)
    click(client, path)
    aggregation.fold(timedelta())
    measure.refresh_from_db()
    assert not Reaction.objects.get().is_weak
    assert (measure.n_opened, measure.n_machine_opened) == (1, 0)


def test_nothing_is_kept_of_those_who_refuse_and_the_rest_goes_in_time(sent, client, campaign):
    mailing = sent(Measuring.UNLESS)
    ann, bea, cleo = reader("ann"), reader("bea"), reader("cleo")
    paths = {
        who: f"/m/c/1/{tracking_urls.make(mailing.pk, delivered(mailing, who).pk)}"
        for who in (ann, bea, cleo)
    }
    for path in paths.values():
        click(client, path)
    answered(bea, False)  # after the click, before it is folded
    aggregation.fold(timedelta())
    assert {row.person for row in Reaction.objects.all()} == {ann, cleo}
    answered(cleo, False)
    Reaction.objects.filter(person=ann).update(last_at=timezone.now() - timedelta(days=181))
    assert aggregation.forget() == 2
    assert not Reaction.objects.exists()
    assert Measure.objects.get().n_clicked == 2


def test_the_unsubscribe_page_ends_measuring_with_one_button(sent, client):
    mailing = sent(Measuring.UNLESS)
    ann = reader("ann")
    row = delivered(mailing, ann)
    click(client, f"/m/c/1/{tracking_urls.make(mailing.pk, row.pk)}")
    aggregation.fold(timedelta())
    path = f"/u/{delivery_tokens.make(row.pk)}/"
    assert 'value="no_measuring"' in client.get(path).content.decode()
    page = client.post(path, {"deed": "no_measuring"})
    assert page.context["has_refused"]
    assert 'value="no_measuring"' not in client.get(path).content.decode()
    assert not Reaction.objects.exists()
    assert ann.consents.get(purpose="measure").is_given is False
    assert ann.consents.get(purpose="email").is_given


def test_reactions_stand_on_the_timeline_in_the_download_and_on_the_mailings_page(
    sent, client, dora, settings
):
    settings.SECOND_FACTOR = "optional"
    mailing = sent(opens=True)
    ann = answered(reader("ann"), True)
    token = tracking_urls.make(mailing.pk, delivered(mailing, ann).pk)
    goes = {"sec-fetch-mode": "navigate", "sec-fetch-dest": "document", "accept-language": "fr"}
    click(client, f"/m/c/1/{token}", **goes)
    click(client, f"/m/o/{token}", "Mozilla/5.0")
    aggregation.fold(timedelta())
    with translation.override("en"):
        said = [entry.sentence for entry in timeline.page(ann, group="mailing")[0]]
        assert "Clicked in the mailing “First”" in said
        assert "The mail service loaded the mailing “First” (may be unread)" in said
        rows = json.loads(download.as_json(ann))["reactions"]
    assert {(row["kind"], row["n"], row["is_weak"]) for row in rows} == {
        ("clicked", 1, False),
        ("opened", 1, True),
    }
    client.force_login(dora)
    page = client.get(reverse("dispatch:mailing", args=[mailing.pk]))
    figures = page.context["figures"]
    assert [link.target for link, _clicks in figures.links] == [PETITION, PLAN]
    assert PETITION.replace("&", "&amp;") in page.content.decode()


def test_questions_about_clicks_use_the_indexes_of_reactions(sent):
    mailing = sent()
    people = [reader(f"r{n}") for n in range(3)]
    now = timezone.now()
    Reaction.objects.bulk_create(
        Reaction(mailing=mailing, person=one, kind="click", first_at=now, last_at=now) for one in people
    )
    for criterion, value in (
        ("mailing", {"mailing": str(mailing.pk)}),
        ("mailings", {"days": 30}),
        ("mailings", {"days": 30, "times": 2}),
    ):
        leaf = {"criterion": criterion, "operator": "clicked", "value": value}
        found = criteria.compile({"match": "all", "criteria": [leaf]})
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL enable_seqscan = off")
        plan = found.explain()
        # Which of its indexes is best for three rows is PostgreSQL's own affair.
        assert re.search(r"Scan using \w+ on tracking_reaction|on (?:one_reaction|reactions_)|INDEX", plan), (
            plan
        )
        assert not re.search(r"(Seq Scan on|SCAN) tracking_reaction(?! USING)", plan), plan


def test_reactions_go_with_a_merge_and_come_back_with_its_parting(sent, dora):
    mailing = sent()
    kept, absorbed = answered(reader("ann"), True), answered(reader("anne"), True)
    now = timezone.now()
    for who, kind in ((kept, "open"), (absorbed, "open"), (absorbed, "click")):
        Reaction.objects.create(mailing=mailing, person=who, kind=kind, first_at=now, last_at=now)
    merge = merges.merge(kept=kept, absorbed=absorbed, user=dora)
    assert set(kept.reactions.values_list("kind", flat=True)) == {"open", "click"}
    merges.part(merge=merge, user=dora)
    assert set(absorbed.reactions.values_list("kind", flat=True)) == {"open", "click"}
    assert kept.reactions.get().kind == "open"


def test_a_click_by_the_letter_of_a_merged_record_is_the_kept_ones(sent, client, dora):
    mailing = sent()
    kept, absorbed = answered(reader("ann"), True), answered(reader("anne"), True)
    delivered(mailing, kept)
    path = f"/m/c/1/{tracking_urls.make(mailing.pk, delivered(mailing, absorbed).pk)}"
    merges.merge(kept=kept, absorbed=absorbed, user=dora)
    click(client, path)
    aggregation.fold(timedelta())
    assert Reaction.objects.get().person == kept


def test_the_own_page_asks_about_measuring_where_it_happens(campaign):
    ann = reader("ann")
    asked = []
    for clicks in (Measuring.TOTALS, Measuring.AGREED, Measuring.UNLESS):
        campaign.measure_clicks = clicks
        campaign.save()
        stands = {stand.purpose: stand for stand in consents.stands(ann)}
        asked.append(
            (Purpose.MEASURE in stands, Purpose.MEASURE in stands and stands[Purpose.MEASURE].may_refuse)
        )
    assert asked == [(False, False), (True, False), (True, True)]
    answered(ann, False)
    assert not any(stand.may_refuse for stand in consents.stands(ann))


def test_a_mailing_in_which_nothing_can_be_measured_shows_no_figures(mailing, campaign, dora):
    reader("ann")
    sent = actions.send(mailing=mailing, user=dora)  # it has no link
    assert figures.of(sent) is None
    Measure.objects.update(has_opens=True)
    assert figures.of(sent)
