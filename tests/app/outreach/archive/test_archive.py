"""The public archive: off until wanted, alike for all, taken back at once, silent when the law says so."""

import datetime as dt
import re
import xml.etree.ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from hustings.foundation.accounts.roles import Role
from hustings.foundation.elections import actions as elections
from hustings.outreach.abtests import actions as abtests_actions
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.archive import actions as archive_actions
from hustings.outreach.archive import publication
from hustings.outreach.archive.models import Archive, Archived, ArchivePage
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.worker.claims import Claim
from hustings.outreach.delivery.worker.personalise import Personaliser
from hustings.outreach.dispatch import actions as dispatch_actions
from hustings.outreach.dispatch import tasks
from hustings.outreach.emails import composition as letter
from hustings.outreach.emails import link_refs
from hustings.outreach.emails.blocks import builder
from hustings.outreach.emails.models import LetterLook
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons.actions.topics import add_topic
from tests.cast.outreach.fixtures import reader
from tests.conftest import user

COLOURS = [
    f"{part}{night}" for night in ("", "_by_night")
    for part in ("ground", "sheet", "text", "link", "button", "on_button")
]  # fmt: skip
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def archive(campaign) -> Archive:
    return Archive.objects.create(pk=1, is_on=True, is_indexed=True)


@pytest.fixture
def mailing(mailing, everyone) -> Mailing:
    """In both languages, with a name, a part for some and a link that would be counted."""
    only = {"segment": str(everyone.pk), "body": [builder.text("Only for friends of the strike")]}
    mailing.content = [
        builder.letter(
            subject, builder.text(f'{dear} {{{{ given_name|"friend" }}}}, [go](https://plan.example.org/)'),
            builder.block("only", only), builder.block("footer", "Printed by us"),
            language=language, preheader="{{ name }}, in short",
        )
        for language, subject, dear in (
            ("en", "Come, {{ given_name }}, on Saturday", "Dear"), ("fr", "Venez samedi", "Bonjour")
        )
    ]  # fmt: skip
    mailing.save()
    reader("ann", language="en")
    return mailing


def send(mailing: Mailing, dora, *, leaves: bool = True) -> Mailing:
    """Sent, and unless told otherwise its letters have left and everybody may read it."""
    dispatch_actions.send(mailing=mailing, user=dora)
    tasks.queue.call(mailing.pk)
    mailing.refresh_from_db()
    if leaves:
        let_leave(mailing)
    return mailing


def let_leave(mailing: Mailing) -> int:
    mailing.deliveries.update(state=Delivery.State.SENT, sent_at=timezone.now())
    return publication.show_due()


def get(path: str, **more):
    return Client().get(path, **more)


def page_of(mailing: Mailing, language: str = "en") -> str:
    return (
        reverse("letters:letter", args=[ArchivePage.objects.get(mailing=mailing, language=language).slug])
        .replace("/fr/", f"/{language}/")
        .replace("/en/", f"/{language}/")
    )


def press(mailing: Mailing, language: str = "en") -> str:
    claim = Claim(
        key=7, address="ann@example.org", language=language, given_name="Ann", family_name="", town="",
        unfit="",
    )  # fmt: skip
    return Personaliser(mailing, signs=False).envelope(claim).contents.decode().replace("=\r\n", "")


def test_nothing_is_public_until_the_campaign_wants_it(mailing, dora):
    send(mailing, dora)
    assert get("/en/letters/").status_code == get("/en/letters/feed.xml").status_code == 404
    with pytest.raises(mailings_refusals.Refused):
        archive_actions.put_in(mailing=mailing, user=dora)
    Archive.objects.create(pk=1, is_on=True, by_default="all")
    assert publication.show_due() == 0, "what was sent before stays where it was"
    page = get("/en/letters/")
    assert page.status_code == 200 and "No e-mails here yet." in page.text
    assert page["X-Robots-Tag"] == "noindex" and "View in browser" not in press(mailing)


def test_a_page_shows_the_letter_as_one_reads_it_of_whom_nothing_is_known(mailing, archive, dora, campaign):
    campaign.measure_clicks = campaign.Measuring.UNLESS
    campaign.save()
    archive_actions.put_in(mailing=mailing, user=dora)
    assert not ArchivePage.objects.exists(), "a draft is nobody's to read"
    path = page_of(send(mailing, dora))
    assert re.fullmatch(r"/en/letters/\d{4}-\d\d-\d\d-come-on-saturday/", path)
    page = get(path)
    for words in [
        "<title>Come, on Saturday", f'<link rel="canonical" href="http://localhost:8000{path}">',
        'property="og:title" content="Come, on Saturday"', 'content="In short"', 'hreflang="fr"',
        "Dear friend", "Printed by us",
    ]:  # fmt: skip
        assert words in " ".join(page.text.split()), words
    alone = get(f"{path}letter/")
    assert (
        "sandbox" in alone["Content-Security-Policy"] and "script-src" not in alone["Content-Security-Policy"]
    )
    assert "default-src 'none'" in alone["Content-Security-Policy"] and alone["X-Robots-Tag"] == "noindex"
    assert 'href="https://plan.example.org/"' in alone.text and '<base target="_top">' in alone.text
    for text in (page.text, alone.text):
        assert not re.search(r"/u/|/m/[co]/|strike|You get this mail|Unsubscribe|Why did I", text)
    assert "unsafe-inline'; img-src 'self'" in alone["Content-Security-Policy"]
    worn = dict(mailing.look or {}, sheet="#fedcba", below={"en": "Paid for by all"})
    Mailing.objects.filter(pk=mailing.pk).update(look=worn)
    worn_now = get(f"{path}letter/").text
    assert "#fedcba" in worn_now and "Paid for by all" in worn_now, "as it was sent, not as e-mails look now"
    french = get(page_of(mailing, "fr"))
    assert "Venez samedi" in french.text and "Lire dans votre" not in french.text
    assert get(path.replace("/en/", "/fr/")).status_code == 404


def test_letters_lead_there_once_it_is_shown_and_nowhere_else(mailing, archive, dora):
    archive_actions.put_in(mailing=mailing, user=dora)
    path = page_of(send(mailing, dora))
    letter = press(mailing)
    assert letter.count(f"http://localhost:8000{path}") == 2, "in both parts, never through a counter"
    assert page_of(mailing, "fr") in press(mailing, "fr")
    archive_actions.take_out(mailing=mailing, user=dora)
    assert "/letters/" not in press(mailing)


def test_taking_it_out_holds_at_once_and_its_address_comes_back(mailing, archive, dora):
    archive_actions.put_in(mailing=mailing, user=dora)
    path = page_of(send(mailing, dora))
    kept = get(path)
    assert kept["Cache-Control"] == "public, no-cache" and kept["ETag"]
    assert get(path, headers={"if-none-match": kept["ETag"]}).status_code == 304
    archive_actions.take_out(mailing=mailing, user=dora)
    gone = get(path, headers={"if-none-match": kept["ETag"]})
    assert gone.status_code == 410 and "This e-mail was removed" in gone.text and "Come" not in gone.text
    assert get(f"{path}letter/").status_code == 410 and path not in get("/en/letters/").text
    assert path not in get("/sitemap.xml").text
    assert archive_actions.put_in(mailing=mailing, user=dora)
    assert page_of(mailing) == path and get(path).status_code == 200
    archive.is_on = False
    archive.save()
    assert get(path).status_code == 410


def test_list_feed_and_map_name_them_newest_first(
    mailing, archive, dora, everyone, django_assert_max_num_queries
):
    archive_actions.put_in(mailing=mailing, user=dora)
    send(mailing, dora)
    now = timezone.now()
    for n in range(21):
        more = Mailing.objects.create(name=f"M{n}", state="sent", started_at=now)
        Archived.objects.create(mailing=more, wanted_at=now, shown_at=now)
        ArchivePage.objects.create(
            mailing=more,
            language="en",
            slug=f"m{n}",
            title=f"More {n}",
            sent_at=now - dt.timedelta(days=n + 1),
        )
    with django_assert_max_num_queries(25):
        page = get("/en/letters/").text
    assert page.index("Come, on Saturday") < page.index("More 0") < page.index("More 18")
    assert "More 19" not in page and "More 20" in get("/en/letters/?page=2").text
    assert get("/en/letters/?page=99999999999").status_code == 200
    feed = get("/en/letters/feed.xml")
    entries = ET.fromstring(feed.text).findall(f"{ATOM}entry")
    assert feed["Content-Type"].startswith("application/atom+xml") and len(entries) == 20
    assert entries[0].find(f"{ATOM}title").text == "Come, on Saturday"
    ArchivePage.objects.filter(language="fr").delete()
    french = get("/fr/letters/").text
    assert (
        '<a href="/en/letters/" hreflang="en" lang="en">English</a>' in french.split("Disponible aussi en")[1]
    )
    assert "/letters/m20/" in get("/sitemap.xml").text
    Archive.objects.update(is_indexed=False)
    assert "/letters/m20/" not in get("/sitemap.xml").text
    assert 'name="robots" content="noindex"' in get("/en/letters/").text


def test_a_second_visitor_has_nothing_drawn_and_a_change_is_seen_at_once(
    mailing, archive, dora, campaign, monkeypatch, django_assert_num_queries,
    django_capture_on_commit_callbacks,
):  # fmt: skip
    archive_actions.put_in(mailing=mailing, user=dora)
    path, drawn, get = page_of(send(mailing, dora)), [], Client().get  # one process
    draw = letter.compose
    monkeypatch.setattr(letter, "compose", lambda *args, **more: drawn.append(1) or draw(*args, **more))
    for each in (path, f"{path}letter/"):
        first = get(each)
        drawn.clear()
        with django_assert_num_queries(1):
            second = get(each)
        assert not drawn and second.text == first.text and dict(second.items()) == dict(first.items())
        assert get(each, headers={"if-none-match": first["ETag"]}).status_code == 304
        for more in ("fbclid=x", f"letter={link_refs.make(1, 1)}", "utm_source=y"):
            assert get(f"{each}?{more}").status_code == 200 and not drawn, more
        assert get(f"{each}?x=1")["Location"] == each and not drawn
    with django_capture_on_commit_callbacks(execute=True):
        campaign.postal_address = "2 new street"
        campaign.save()
    assert "2 new street" in get(f"{path}letter/").text
    with django_capture_on_commit_callbacks(execute=True):
        LetterLook.objects.create(pk=1, below={}, **dict.fromkeys(COLOURS, "#123456"))
    assert get(f"{path}letter/").text and drawn
    with django_capture_on_commit_callbacks(execute=True):
        archive_actions.take_out(mailing=mailing, user=dora)
    assert get(path).status_code == get(f"{path}letter/").status_code == 410


def test_kinds_and_topics_go_in_by_themselves_and_somebodys_word_is_stronger(
    mailing, archive, dora, everyone
):
    topic = add_topic(names={"en": "Rides", "fr": "Trajets"}, is_default=True)
    archive.by_default = "topics"
    archive.save()
    archive.topics.add(topic)
    assert not archive.takes(mailing)
    mailing.topic = topic
    assert archive.takes(mailing)
    mailing.says = Mailing.Says.SERVICE
    assert not archive.takes(mailing)
    archive.by_default = "all"
    archive.save()
    assert not archive.takes(mailing), "an answer to one person's deed is nobody else's"
    mailing.says = Mailing.Says.CAMPAIGN
    mailing.save()
    other = Mailing.objects.create(
        name="Second", segment=everyone, content=list(mailing.content.raw_data), user=dora
    )
    archive_actions.take_out(mailing=other, user=dora)
    send(mailing, dora)
    send(other, dora)
    assert set(ArchivePage.objects.values_list("mailing", "language")) == {
        (mailing.pk, "en"),
        (mailing.pk, "fr"),
    }


def test_silence_keeps_new_pages_back_until_it_ends(mailing, archive, dora, french, clock):
    elections.save_election(
        name="Présidentielle", kind="president", days=[dt.date(2027, 4, 11), dt.date(2027, 4, 25)]
    )
    clock("2027-04-08 10:00")
    archive_actions.put_in(mailing=mailing, user=dora)
    path = page_of(send(mailing, dora))
    clock("2027-04-10 12:00")
    assert get(path).status_code == 200, "what stood there may stay"
    archive_actions.take_out(mailing=mailing, user=dora)
    with pytest.raises(mailings_refusals.Refused, match="silence"), translation.override("en"):
        shown = Archived.objects.get()
        Archived.objects.update(withdrawn_at=None, version="B")
        archive_actions.put_in(mailing=mailing, user=dora)
    shown.save()
    assert not archive_actions.put_in(mailing=mailing, user=dora), "but nothing is put there"
    assert publication.show_due() == 0 and get(path).status_code == 404
    clock("2027-04-12 09:00")
    assert publication.show_due() == 1 and publication.show_due() == 0
    assert get(path).status_code == 200


def test_of_a_test_the_version_is_shown_that_did_best_or_was_chosen(mailing, archive, dora):
    mailing.content = [
        builder.letter(f"Subject {each}", builder.text(f"[{each}](https://e.example/)"), version=each)
        for each in "AB"
    ]
    mailing.save()
    abtests_actions.set_up_trial(mailing=mailing, user=dora, size=100, measure="clicks", chooser="hand")
    archive_actions.put_in(mailing=mailing, user=dora)
    send(mailing, dora)
    assert not ArchivePage.objects.exists() and "/letters/" not in press(mailing)
    assert archive_actions.put_in(mailing=mailing, user=dora, version="B"), "by hand it is shown at once"
    path = page_of(mailing, "fr")
    assert "Subject B" in get(path).text
    assert not archive_actions.put_in(mailing=mailing, user=dora), (
        "taken back, the test's outcome is waited for"
    )
    assert get(path).status_code == 404 and publication.show_due() == 0
    ABTest.objects.update(decided_at=timezone.now(), winner="B")
    assert publication.show_due() == 1
    assert "Subject B" in get(path).text
    assert archive_actions.put_in(mailing=mailing, user=dora, version="A")
    assert "Subject A" in get(path).text and ">A</a>" in get(f"{path}letter/").text
    with pytest.raises(mailings_refusals.Refused):
        archive_actions.put_in(mailing=mailing, user=dora, version="E")


def test_hq_has_a_setting_and_a_tick_for_those_who_steer(mailing, hq, dora, campaign):
    client = hq(dora)
    setting, tick = reverse("archive:archive"), reverse("archive:archiving", args=[mailing.pk])
    page = reverse("dispatch:mailing", args=[mailing.pk])
    assert "mailing-archive" not in client.get(page).text
    assert client.get(setting).status_code == 200
    assert client.post(setting, {"is_on": "on", "by_default": "nothing"}).status_code == 302
    assert client.post(setting, {"by_default": "x"}).status_code == 422
    assert "Non publié : seuls les destinataires" in client.get(page).text
    client.post(tick, {"deed": "in"})
    assert "dès que le premier e-mail sera parti" in client.get(page).text
    send(mailing, dora)
    assert page_of(mailing, "fr") in client.get(page).text
    other = user("eve", Role.COMMUNICATIONS)
    assert hq(other).get(setting).status_code == 403
