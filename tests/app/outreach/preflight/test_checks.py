"""What is looked at before a mailing leaves: each check with a letter that is well and one that isn't."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.cache import caches
from django.core.files.images import ImageFile
from django.urls import reverse
from django.utils import translation
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import ModelLogEntry, Page, PageViewRestriction

from hustings.foundation.elections import actions as elections
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.dispatch import actions as dispatch_actions
from hustings.outreach.emails.blocks import builder
from hustings.outreach.emails.blocks.builder import block
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight import desk as checks
from hustings.outreach.preflight.findings import Weight
from hustings.outreach.preflight.registry import known
from tests.cast.outreach.fixtures import letters, reader
from tests.cast.site.website.fixtures import build_small_site

OURS = "http://localhost:8000"
LONG = "A sentence that says something to everybody who reads it. " * 20


@pytest.fixture
def look(campaign, everyone, dora):
    """What one check finds in a mailing of these letters."""

    def find(key, *content, **fields):
        fields = {"name": "x", "segment": everyone, "user": dora, "content": list(content)} | fields
        mailing = Mailing.objects.create(**fields)
        with translation.override("en"):
            return known.find(key).findings(checks.Desk(mailing, dora))

    return find


def link(address, words="here"):
    return builder.letter("s", block("text", f'<p><a href="{address}">{words}</a></p>'))


def texts(found):
    return [one.text for one in found]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://example.org:0/", "the address is invalid"),
        ("https:///programme", "the address names no site"),
        ("https://intranet/", "the site intranet doesn’t exist"),
        ("mailto:nobody", "it has no e-mail address"),
        ("tel:abc", "it has no phone number"),
    ],
)
def test_a_link_that_can_lead_nowhere_stops_it(look, address, said):
    (found,) = look("link_form", link(address))
    assert found.stops and said in found.text and found.place.number == 1
    well = ["https://example.org/a?b=1", "mailto:news@example.org", "tel:+33612345678", OURS + "/fr/"]
    assert not look("link_form", *(link(each) for each in well))


def test_a_link_in_the_open_warns(look):
    (found,) = look("link_form", link("http://example.org/"))
    assert found.warns and "starts with http: the connection isn’t secure." in found.text


def test_words_that_show_another_site_warn(look):
    (found,) = look("link_words", link("https://evil.example/", "www.lyon.fr/votes"))
    assert found.warns and "lyon.fr" in found.text and "evil.example" in found.text
    fine = [link("https://lyon.fr/x", "www.lyon.fr"), link("https://lyon.fr/", "our programme")]
    assert not look("link_words", *fine)


def test_a_shortened_link_warns(look):
    (found,) = look("link_shortener", link("https://bit.ly/abc"))
    assert found.warns and "bit.ly" in found.text
    assert not look("link_shortener", link("https://example.org/abc"))


def test_pages_of_our_own_are_looked_for_on_the_site(look, france):
    home = build_small_site()
    about = home.add_child(instance=Page(title="About", slug="about", locale=home.locale))
    inner = home.add_child(instance=Page(title="Inner", slug="inner", locale=home.locale))
    PageViewRestriction.objects.create(page=inner, restriction_type="login")
    home.add_child(instance=Page(title="Soon", slug="soon", live=False, locale=home.locale))
    url = about.get_url().removeprefix(OURS)
    assert not look("link_inside", link(OURS + url), link(url), link(OURS + "/"), link(f"{OURS}{url}?x=1#y"))
    for bad, said in [
        ("/fr/nowhere/", "doesn’t exist on our site"),
        ("example.org/x", "doesn’t exist on our site"),
        (url.replace("about", "soon"), "not published yet"),
        (url.replace("about", "inner"), "isn’t public"),
        ("/hq/mailings/", "isn’t public"),
        ("/u/abc/", "is a personal link"),
        ("/media/nothing.pdf", "doesn’t exist on our site"),
        ("/documents/99/x.pdf", "doesn’t exist on our site"),
        ("/m/c/1/abc", "is a personal link"),
    ]:
        (found,) = look("link_inside", link(bad))
        assert found.warns and said in found.text, bad
    assert not look("link_inside", link("https://example.org/nowhere/")), "others are asked by the network"


def test_a_link_that_one_language_lacks_warns(look):
    french = link("https://lyon.fr/a") | {}
    french["value"] = french["value"] | {"language": "fr"}
    english = builder.letter("s", builder.text("no link"), language="en")
    (found,) = look("link_languages", french, english)
    assert found.warns and found.place.mode == "en-A" and "lyon.fr" in found.text
    other = link("https://lyon.fr/en/a")
    other["value"] = other["value"] | {"language": "en"}
    assert not look("link_languages", french, other)


def test_readers_of_another_language_are_counted(look, everyone):
    for name, language in [("ann", "en"), ("bea", "en"), ("cid", "fr")]:
        reader(name, language=language)
    (found,) = look("languages", builder.letter("s", builder.text("t"), language="fr"))
    assert found.warns and found.text.startswith(
        "2 recipients whose language is English get the message in French"
    )
    (found,) = look("languages", *letters("s", "t"))
    assert found.weight is Weight.HINT
    both = [builder.letter("s", builder.text("t"), language=each) for each in ("fr", "en")]
    assert not look("languages", *both)


def test_holes_of_merge_fields(look):
    nameless = reader("x")
    nameless.rename("", "")
    nameless.save()
    (found,) = look("merge_fields", *letters("s", "Dear {{ given_name }}"))
    assert found.stops and "For 1 recipient" in found.text and 'given_name|"friend"' in found.remedy
    (found,) = look("merge_fields", *letters("s", "In {{ town }}"))
    assert found.warns and "town" in found.text
    (found,) = look("merge_fields", *letters("s", "Dear {{ nick }}"))
    assert found.stops and "nick" in found.text and found.place.number == 1
    assert not look("merge_fields", *letters("s", 'Dear {{ given_name|"friend" }}, {{ email }}'))


def test_subject_and_preheader(look):
    assert [(one.weight, one.text[:10]) for one in look("subject", *letters("", "b"))] == [
        (Weight.STOPS, "The subjec"),
        (Weight.HINT, "The previe"),
    ]
    assert "90 characters" in look("subject", *letters("x" * 90, "b"))[0].text
    whole = builder.letter("s", builder.text("b"), preheader="first words")
    assert not look("subject", whole)


def test_what_gmail_cuts_off_warns(look):
    (found,) = look("weight", *letters("s", "word " * 25_000))
    assert found.warns and "102" in found.text
    assert not look("weight", *letters("s", LONG))


@pytest.fixture
def picture(db, tmp_path, settings):
    """A picture of so many pixels, as a block with these words."""
    settings.MEDIA_ROOT = tmp_path
    caches["renditions"].clear()  # the numbers of pictures come again in each test

    def make(words="A crowd in Lyon", size=40, **more):
        file = BytesIO()
        image = Image.effect_noise((size, size), 120) if size > 100 else Image.new("RGB", (size, size))
        image.save(file, "PNG")
        file.seek(0)
        made = get_image_model().objects.create(title="x", file=ImageFile(file, name="x.png"))
        kept = {"image": made.pk, "alt_text": words, "decorative": not words} | more.pop("image", {})
        return block("picture", {"picture": kept, "address": more.get("address", "")})

    return make


def test_pictures_want_words_and_text_beside_them(look, picture):
    said = builder.text(LONG)
    assert not look("alt_text", builder.letter("s", said, picture(), picture("")))
    (found,) = look("alt_text", builder.letter("s", said, picture("", address="https://example.org/")))
    assert (
        found.warns
        and "The image is a link but has no description." in found.text
        and found.place.number == 2
    )
    (found,) = look("alt_text", builder.letter("s", picture("IMG_1234.jpg")))
    assert "The image description is a file name:" in found.text
    bare = {"image": {"decorative": False}}
    (found,) = look("alt_text", builder.letter("s", picture("", **bare)))
    assert "The image has no description." in found.text
    (found,) = look("balance", builder.letter("s", picture(), builder.text("Come!")))
    assert found.warns and "little text" in found.text
    assert not look("balance", builder.letter("s", picture(), said))
    assert not look("balance", *letters("s", "Come!"))


def test_heavy_pictures_warn(look, picture):
    (found,) = look("pictures", builder.letter("s", picture(size=1_000)))
    assert found.warns and "it loads slowly" in found.text
    assert not look("pictures", builder.letter("s", picture()))


def test_consent_is_told_in_numbers_and_nobody_stops_it(look):
    reader("ann", agrees=False)
    (found,) = look("somebody_reads", *letters("s", "b"))
    assert found.stops and found.text.startswith(
        "No recipients: no one in the segment has agreed to e-mails and has a working address."
    )
    reader("ben")
    assert not look("somebody_reads", *letters("s", "b"))
    (found,) = look("consent", *letters("s", "b"))
    assert found.weight is Weight.HINT and found.text.startswith("1 of 2 people in the segment doesn’t want ")


def test_silence_ahead_is_told(look, french, clock):
    clock("2027-04-08 10:00")
    assert not look("silence", *letters("s", "b"))
    days = [dt.date(2027, 4, 11), dt.date(2027, 4, 25)]
    elections.save_election(name="Présidentielle", kind="president", days=days)
    (found,) = look("silence", *letters("s", "b"))
    assert "): e-mails not sent by then will wait." in found.text and "L. 49" in found.text
    clock("2027-04-10 10:00")
    (found,) = look("silence", *letters("s", "b"))
    assert "If you send now, most e-mails wait until" in found.text
    assert not look("silence", *letters("s", "b"), says=Mailing.Says.SERVICE)


def test_an_imprint_is_asked_for_where_the_rules_do(look, campaign):
    campaign.country = "gb"
    campaign.save()
    assert not look("imprint", *letters("s", "b"))
    campaign.postal_address = ""
    campaign.save()
    (found,) = look("imprint", *letters("s", "b"))
    assert found.stops and "Elections Act 2022" in found.text
    campaign.country = "fr"
    campaign.save()
    assert not look("imprint", *letters("s", "b"))


def test_advertising_is_asked_for_by_fact(look, campaign):
    campaign.country = "fr"
    campaign.save()
    (found,) = look("advertising", *letters("s", "b"))
    assert (
        found.weight is Weight.HINT
        and "2024/900" in found.text
        and "Choose whether it is political advertising (" in found.text
    )
    label = block("footer", "Publicité politique")
    claims, _asked = look("advertising", builder.letter("s", builder.text("b"), label))
    assert (
        claims.warns and "It calls itself a political advertisement but isn’t marked as one." in claims.text
    )
    (found,) = look("advertising", *letters("s", "b"), advertising="own")
    assert found.warns and "It is marked as not political advertising, but without a reason (" in found.text
    assert not look("advertising", *letters("s", "b"), advertising="own", ad_reason="Our own list, unpaid")
    lacking = look("advertising", *letters("s", "b"), advertising="ad", ad_targeted=False)
    assert len(lacking) == 4 and all(one.warns for one in lacking), texts(lacking)
    campaign.ad_sponsor, campaign.ad_address = "Élan", "1 rue Haute, Lyon"
    campaign.ad_notice = "https://elan.example.org/notice/"
    campaign.save()
    whole = {"advertising": "ad", "ad_linked_to": "Municipales 2026"}
    assert not look("advertising", *letters("s", "b"), **whole, ad_targeted=False)
    (found,) = look("advertising", *letters("s", "b"), **whole)  # chosen by personal data
    assert found.weight is Weight.HINT and "art. 18" in found.text and "Not confirmed" in found.remedy
    assert not look("advertising", *letters("s", "b"), says=Mailing.Says.SERVICE)
    campaign.country = "gb"
    campaign.save()
    assert not look("advertising", *letters("s", "b"))


def test_each_letter_has_the_way_out(look):
    assert not look("way_out", *letters("s", "b"))


def test_the_sender_has_to_be_one(look, campaign):
    campaign.sender_address, campaign.postal_address = "", ""
    campaign.save()
    found = look("sender", *letters("s", "b"))
    assert {one.weight for one in found} == {Weight.STOPS, Weight.WARNS}


def test_what_stops_it_holds_in_the_action_too(campaign, everyone, dora):
    reader("ann")
    draft = Mailing.objects.create(name="x", segment=everyone, user=dora, content=letters("", "b"))
    with (
        translation.override("en"),
        pytest.raises(mailings_refusals.Refused, match="The subject is missing"),
    ):
        dispatch_actions.send(mailing=draft, user=dora)
    draft.refresh_from_db()
    assert draft.is_draft and not draft.live and not Delivery.objects.exists()


def test_warnings_want_a_word_that_is_written_down(campaign, everyone, dora, client, settings, run_tasks):
    settings.SECOND_FACTOR = "optional"
    reader("ann")
    draft = Mailing.objects.create(name="x", segment=everyone, user=dora, content=letters("s", "b"))
    client.force_login(dora)
    url = reverse("dispatch:send", args=[draft.pk])
    page = client.get(url, headers={"accept-language": "en"})
    assert page.context["n_warnings"] and "nevertheless" in page.context["form"].fields
    assert client.post(url, {"seen": page.context["seen"]}).status_code == 422
    assert Mailing.objects.get().is_draft
    assert client.post(url, {"seen": page.context["seen"], "nevertheless": "on"}).status_code == 302
    assert not Mailing.objects.get().is_draft
    (entry,) = ModelLogEntry.objects.filter(action=dispatch_actions.NEVERTHELESS)
    assert entry.user == dora and "country" in entry.data["checks"]
    history = client.get(
        reverse("mailing_writing:history", args=[draft.pk]), headers={"accept-language": "en"}
    )
    assert "Sent despite warnings:" in history.text and "Country rules" in history.text


def test_a_finding_leads_to_its_block(campaign, everyone, dora, client, settings):
    settings.SECOND_FACTOR = "optional"
    part = block("button", {"label": "Go", "address": "https://bit.ly/x"}) | {
        "id": "5f0a4f6e-3d7b-4d6a-9d0c-0a1b2c3d4e5f"
    }
    draft = Mailing.objects.create(name="x", segment=everyone, user=dora, content=[builder.letter("s", part)])
    client.force_login(dora)
    page = client.get(reverse("dispatch:mailing", args=[draft.pk]), headers={"accept-language": "en"})
    edit = reverse("mailing_writing:edit", args=[draft.pk])
    assert f'href="{edit}#block-{part["id"]}-section">any language · A, block 1 (Button)</a>' in page.text
