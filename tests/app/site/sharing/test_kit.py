"""The share kit: links with codes, texts in turn, what came of each, codes to print."""

import re
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections, transaction
from django.test import Client
from PIL import Image

from hustings.foundation.accounts.roles import Role
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.web import qr
from hustings.people.persons import actions as people
from hustings.people.persons.models import Arrival, Person, RecruitLink
from hustings.people.selfservice import referrals as own
from hustings.people.signups.actions import referral_links
from hustings.site.forms.models import Questionnaire
from hustings.site.petitions.models import Petition, PetitionPage
from hustings.site.sharing import actions, counters, figures, rotation, subjects
from hustings.site.sharing.models import ShareTally, ShareText, decoded
from hustings.site.sharing.subjects import Subject
from hustings.site.website.models import HomePage
from tests.cast.site.petitions.fixtures import patient, petition, petition_page, signed, site
from tests.conftest import user

__all__ = ["patient", "petition", "petition_page", "site"]
pytestmark = pytest.mark.django_db
FIREFOX = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@pytest.fixture(autouse=True)
def nothing_yet() -> Iterator[None]:
    rotation.forget()
    for gathered in (counters._shown, counters._views, counters._links):
        gathered.clear()
    yield
    rotation.forget()


@pytest.fixture
def trains(petition_page: PetitionPage) -> Subject:
    found = subjects.at("/fr/trains/?x=1")
    assert found and found == subjects.get(f"page-{petition_page.pk}")
    return found


def write(subject: Subject, *texts: str, **more: Any) -> list[ShareText]:
    made = [actions.write_text(about=subject.key, text=text, **more) for text in texts]
    rotation.forget()
    return made


def read(client: Client, url: str, **headers: str) -> str:
    return client.get(url, headers=FIREFOX | headers).content.decode()


def whatsapp(page: str) -> str:
    found = re.search(r'href="(https://wa\.me/[^"]+)"', page)
    assert found
    return found[1]


def test_each_page_is_passed_on_by_plain_links_in_its_language(client: Client, trains: Subject) -> None:
    page = read(client, "/fr/trains/")
    ours = f"{trains.url}".replace(":", "%3A").replace("/", "%2F")
    starts = ["https://wa.me/?text=", "https://t.me/share/url?url=", "https://x.com/intent/post?url="]
    starts += ["https://www.facebook.com/sharer/sharer.php?u=", "mailto:?subject=", "sms:?&amp;body="]
    for start in starts:
        link = re.search(rf'href="({re.escape(start)}[^"]*)"', page)
        assert link and ours in link[1], start
    assert "Partagez" in page and "via=" not in page
    assert "Partagez" in read(client, "/fr/"), "any page"


def test_texts_take_turns_evenly_also_on_a_page_from_memory(
    client: Client, trains: Subject, django_assert_num_queries: Any
) -> None:
    one, other = write(trains, "Signez vite !", "Pour nos enfants")
    write(trains, "Par SMS", channel="sms")
    seen = Counter(whatsapp(read(client, "/fr/trains/")) for _time in range(6))
    assert sorted(seen.values()) == [3, 3]
    assert {link.rpartition(".")[2] for link in seen} == {one.code("w"), other.code("w")}
    counters.fold()
    shown = ShareTally.objects.filter(channel="whatsapp").values_list("text", "n_shown")
    assert dict(shown) == {one.pk: 3, other.pk: 3}
    with django_assert_num_queries(2):  # the edition and the meter
        read(client, "/fr/trains/")
    actions.retire_text(text=other)
    rotation.forget()
    assert len({whatsapp(read(client, "/fr/trains/")) for _time in range(2)}) == 1


def test_followed_links_are_counted_but_for_programs(client: Client, trains: Subject) -> None:
    (text,) = write(trains, "Signez vite !")
    link = referral_links.make_link(person=people.add_person(given_name="Charlie"))
    url = f"/fr/trains/?via={link.token}.{text.code('w')}"
    for headers in [{}, {}, {"user-agent": "WhatsApp/2.2"}, {"dnt": "1"}]:
        read(client, url, **headers)
    read(client, "/fr/trains/?via=nobody.zzz")
    counters.fold()
    assert ShareTally.objects.get(channel="whatsapp").n_views == 2
    assert RecruitLink.objects.get().n_views == 2


def test_a_text_is_judged_by_what_people_did_and_only_where_chance_is_unlikely(
    trains: Subject, django_assert_num_queries: Any
) -> None:
    good, bad = texts = write(trains, "Good", "Bad")
    for text, n in ((good, 40), (bad, 5)):
        ShareTally.objects.create(text=text, channel="whatsapp", n_shown=1_000, n_views=90)
        for _n in range(n):
            person = Person.objects.create(given_name="X")
            Arrival.objects.create(person=person, act="signature", kind="text", word=text.code("whatsapp"))
    with django_assert_num_queries(2):
        found = figures.of(texts)
        assert found.best == good and "Good" in str(found.chart)
    assert [(one.n_shown, one.n_views, dict(one.acts)) for _text, one in found.texts] == [
        (1_000, 90, {"signature": 40}), (1_000, 90, {"signature": 5}),
    ]  # fmt: skip
    Arrival.objects.filter(word=good.code("whatsapp"), pk__gt=Arrival.objects.order_by("pk")[6].pk).delete()
    assert figures.of(texts).best is None, "7 and 5 of 1,000 may be chance"
    assert decoded("zz9!") == decoded("w") == decoded("") == (0, "")


def test_who_signed_gets_a_link_of_their_own_and_learns_numbers(
    client: Client, petition: Petition, trains: Subject
) -> None:
    signature = signed(petition, "ann@example.org")
    thanks = f"/fr/petitions/signatures/{signature.link_token}/"
    assert not RecruitLink.objects.exists()
    for _twice in range(2):
        page = read(client, thanks)
    token = RecruitLink.objects.get(person=signature.person).token
    assert f"via%3D{token}" in whatsapp(page) and "Ce lien est le vôtre" in page
    assert not re.search("ann@|Dupont", whatsapp(page))
    brought = signed(petition, "bea@example.org", came={"via": token}).person
    assert brought and brought.recruiter == signature.person
    again = signed(petition, "ann@example.org", confirm=False, came={"via": token})
    assert again, "asked, but it is their own link"
    assert signature.person and not signature.person.arrivals.exists()
    mine = own.of(signature.person)
    assert (mine.n_brought, dict(mine.acts)) == (1, {"signature": 1})
    referral_links.stop_links(person=signature.person)
    assert "via" not in whatsapp(read(client, thanks)), "they stopped it"


def test_forms_are_shared_too(site: HomePage) -> None:
    made = Questionnaire.objects.create(
        slug="help", texts={"fr": {"title": "Aidez"}, "en": {"title": "Help"}}
    )
    assert subjects.at("/en/forms/help/") is None, "a draft"
    Questionnaire.objects.update(opens_at="2026-01-01T00:00Z")
    found = subjects.at("/en/forms/help/")
    assert found and (found.key, found.title) == (f"form-{made.pk}-en", "Help")
    assert subjects.get(f"form-{made.pk}-fr").url.endswith("/fr/forms/help/")  # type: ignore[union-attr]
    for key in ["form-1-xx", "form-x", "page-x", "page-99999", "nothing", ""]:
        assert subjects.get(key) is None


def test_the_page_takes_its_own_form_and_what_is_sent_twice_once(
    client: Client, trains: Subject, dora: Any, settings: Any
) -> None:
    settings.SECOND_FACTOR = "optional"
    client.force_login(dora)
    where = f"/hq/sharing/{trains.key}/"
    token = re.search(r'name="once" value="([^"]+)"', client.get(where).content.decode())
    assert token
    for _twice in range(2):
        answer = client.post(where, {"text": "Trains for all", "channel": "", "once": token[1]})
        assert (answer.status_code, answer["Location"]) == (302, where)
    assert ShareText.objects.get().text == "Trains for all"


def test_hq_writes_retires_and_prints(client: Client, dora: Any, trains: Subject, settings: Any) -> None:
    settings.SECOND_FACTOR = "optional"
    client.force_login(dora)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    where = f"/hq/sharing/{trains.key}/"
    assert client.post("/hq/sharing/", {"address": "https://x.example/fr/trains/"})["Location"] == where
    assert "no public page" in client.post("/hq/sharing/", {"address": "/fr/none/"}).content.decode()
    bad = client.post(where, {"text": "Sign at https://elsewhere.example", "channel": ""})
    assert (bad.status_code, "Remove the link" in bad.content.decode()) == (422, True)
    for _twice in range(2):
        assert client.post(where, {"text": " Sign  now! ", "channel": "sms"}).status_code == 302
    text = ShareText.objects.get()
    assert (text.text, text.channel, text.user) == ("Sign now!", "sms", dora)
    assert "Sign now!" in client.get(where).content.decode()
    assert trains.title in client.get("/hq/sharing/").content.decode()
    for strange in ({}, {"do": "delete"}):
        told = client.post(f"/hq/sharing/texts/{text.pk}/", strange, follow=True).content.decode()
        assert "Choose one of the buttons" in told and not ShareText.objects.get().retired_at
    client.post(f"/hq/sharing/texts/{text.pk}/", {"do": "retire"})
    assert ShareText.objects.get().retired_at
    client.post(f"/hq/sharing/texts/{text.pk}/", {"do": "back"})
    assert not ShareText.objects.get().retired_at
    svg = client.get(f"{where}code.svg?word=Market+Stall")
    assert (svg["Content-Type"], b"<svg" in svg.content) == ("image/svg+xml", True)
    assert "market-stall.svg" in svg["Content-Disposition"]
    assert client.get(f"{where}code.png?word=poster").content.startswith(b"\x89PNG")
    assert client.get(f"{where}code.gif?word=poster").status_code == 404
    assert client.get(f"{where}code.svg?word=a/b").status_code == 404
    assert trains.link(source="qr", campaign="poster").endswith(
        "/fr/trains/?utm_source=qr&utm_campaign=poster"
    )


def test_a_printed_code_is_large_and_on_its_own_ground(tmp_path: Any) -> None:
    file = tmp_path / "code.png"
    file.write_bytes(qr.png("https://rives.example/fr/trains/?utm_campaign=poster"))
    picture = Image.open(file).convert("L")
    assert picture.width >= 700 and picture.getpixel((5, 5)) == 255
    assert b'fill="white"' in qr.svg("x")


def test_whoever_writes_no_page_writes_no_text_for_it(
    client: Client, trains: Subject, rhone: Any, settings: Any
) -> None:
    settings.SECOND_FACTOR = "optional"
    (text,) = write(trains, "Signez")
    client.force_login(user("olga", Role.ORGANISER, rhone))
    assert client.get(f"/hq/sharing/{trains.key}/").status_code == 404
    assert client.post(f"/hq/sharing/texts/{text.pk}/").status_code == 404
    assert trains.title not in client.get("/hq/sharing/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_the_same_time_neither_take_one_place_nor_write_the_same_twice() -> None:
    Campaign.current()  # which every installation has

    def beside(text: str) -> ShareText:
        try:
            return actions.write_text(about="page-1", text=text)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            first = actions.write_text(about="page-1", text="Sign now")
            same = other.submit(beside, " Sign  now ")
            time.sleep(0.2)  # the other one comes before this is written
        assert same.result(20) == first
        for number in range(actions.MOST - 2):
            actions.write_text(about="page-1", text=str(number))
        with transaction.atomic():
            actions.write_text(about="page-1", text="the last one")
            late = other.submit(beside, "one more")
            time.sleep(0.2)
        with pytest.raises(actions.Enough):
            late.result(20)
    assert ShareText.objects.filter(about="page-1").count() == actions.MOST


def test_no_more_texts_than_can_be_judged(trains: Subject) -> None:
    texts = write(trains, *map(str, range(actions.MOST)))
    with pytest.raises(actions.Enough):
        write(trains, "one more")
    actions.retire_text(text=texts[0])
    write(trains, "one more")
    with pytest.raises(actions.Enough):
        actions.bring_back_text(text=texts[0])
