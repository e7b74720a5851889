"""Every block of a letter: as HTML that mail programs hold, as text, and for whom it is."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.worker import claims, worker_leases
from hustings.outreach.dispatch import actions as dispatch_actions
from hustings.outreach.emails import composition, conditions, merge_fields, previews
from hustings.outreach.emails.blocks import LetterBlock, builder, offered, pictures
from hustings.outreach.emails.blocks.base import Offer
from hustings.outreach.emails.blocks.calls_to_action import with_amount
from hustings.outreach.emails.blocks.texts import HeadingBlock
from hustings.outreach.emails.merge_fields import BadMerge
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight import desk as preflight_desk
from hustings.outreach.preflight import registry as preflight_registry
from hustings.people.segments import criteria
from hustings.people.segments.models import Segment
from tests.app.outreach.delivery.test_delivery import queue
from tests.cast.outreach.fixtures import reader
from tests.conftest import user

block = builder.block
MOMENT = "2027-03-14T18:30:00Z"


@pytest.fixture
def picture(db, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    image = get_image_model()(title="x", file=get_test_image_file(size=(2_000, 1_000)))
    image.save()
    return image


def everything(picture, segment):
    """One block of each kind."""
    gift = {"title": "Give", "text": "", "address": "https://give.example.org/?a=b", "currency": "EUR"}
    return [
        builder.text('Dear {{ given_name|"friend" }}, [read](https://one.example.org/)'),
        block("heading", "Ça « vient »"),
        block("picture", {
            "picture": {"image": picture.pk, "alt_text": "Un « train »", "decorative": False},
            "address": "https://two.example.org/",
        }),
        block("button", {"label": "Go, {{ given_name }}", "address": "https://three.example.org/?a=1&b=2"}),
        block("columns", {"left": [builder.text("Left")], "right": [builder.text("Right")]}),
        block("quote", {"text": "We can\nand will", "by": "Nora"}),
        block("links", [{"label": "Plan", "address": "https://four.example.org/"}]),
        block("divider", None),
        block("spacer", "24"),
        block("event", {
            "title": "Rally", "begins_at": MOMENT, "place": "Lyon", "text": "Bring friends",
            "address": "https://five.example.org/", "label": "",
        }),
        block("petition", {
            "title": "Trains", "text": "", "n_signed": 12_345, "label": "",
            "address": "https://six.example.org/",
        }),
        block("gift", gift | {"label": "", "amounts": [10, 50]}),
        block("footer", "Printed by us"),
        block("only", {"segment": str(segment.pk), "body": [builder.text("For some")]}),
    ]  # fmt: skip


def composed(blocks, language="en", **more):
    mailing = Mailing(content=[builder.letter("Hello", *blocks, language=language)])
    return composition.compose(*mailing.letters(), language=language, **more)


def shown(made, **values):
    return [merge_fields.fill(pieces, values) for pieces in (made.html, made.text)]


def test_all_blocks_stand_in_both_parts(picture, everyone, campaign):
    made = composed(everything(picture, everyone))
    html, text = shown(made, given_name="Zoé", unsubscribe_url="u", **{merge_fields.only(everyone.pk): "yes"})
    for words in ["Dear Zoé,", "Ça « vient »", "Go, Zoé", "Left", "Right", "Nora", "Plan", "Rally", "Lyon"]:
        assert words in html and words in text, words
    for words in ["12,345 people have signed.", "I give €10", "Another amount", "Printed by us", "For some"]:
        assert words in html and words in text, words
    for name in ["one", "two", "three", "four", "five", "six"]:
        assert f"https://{name}.example.org/" in html and f"https://{name}.example.org/" in text
    assert "https://give.example.org/?a=b&amount=50" in text
    assert "\\u{" not in html, "the renderer escapes what is not ASCII in attributes as Rust does"
    assert not re.search("\n{3}|[ \t]\n", text.replace("-- \n", "")), "no holes, no blanks at ends of lines"
    assert "> We can\n> and will\n> — Nora" in text
    assert len(html.encode()) < 40_000


def test_a_picture_is_sharp_and_says_what_it_shows(picture, campaign):
    html, text = shown(composed([everything(picture, Segment(pk=1))[2]]))
    (img,) = re.findall("<img[^>]*>", html)
    assert 'width="536"' in img and 'alt="Un &#171; train &#187;"' in img
    assert re.search(r'src="http://localhost:8000/media/[^"]*width-1072[^"]*"', img)
    assert "[Un « train »]\nhttps://two.example.org/" in text


def test_no_picture_is_in_a_format_that_outlook_lacks(picture):
    assert pictures.wanted(picture, 536) == "width-536|jpegquality-80"
    picture.file.name = "x.webp"
    assert "format-jpeg" in pictures.wanted(picture, 536)


def test_a_picture_without_words_is_refused_unless_it_is_for_looks(picture):
    field = LetterBlock().child_blocks["body"].child_blocks["picture"]
    for decorative, fits in [(True, True), (False, False)]:
        raw = {"picture": {"image": picture.pk, "alt_text": "", "decorative": decorative}, "address": ""}
        if fits:
            field.clean(field.to_python(raw))
        else:
            with pytest.raises(ValidationError):
                field.clean(field.to_python(raw))


def test_parts_are_read_by_the_people_of_a_segment_alone(campaign, everyone):
    for inside in (
        [builder.text("Secret")],
        [block("columns", {"left": [builder.text("Secret")], "right": []})],
    ):
        part = block("only", {"segment": str(everyone.pk), "body": inside})
        for around in ([part], [builder.text("a"), part], [part, builder.text("b")]):
            made = composed(around)
            for is_in in ("", "yes"):
                html, text = shown(made, **{merge_fields.only(everyone.pk): is_in})
                assert ("Secret" in html, "Secret" in text) == (bool(is_in), bool(is_in))
                opened, closed = (len(re.findall(f"<{end}(table|td|tr)[ >]", html)) for end in ("", "/"))
                assert opened == closed
                body = html.partition("<body")[2]
                for comment in re.findall(r"<!--\[if.*?<!\[endif\]-->", body, re.DOTALL):
                    assert comment.count("<!--") == 1
                assert body.count("<!--[if") == body.count("<![endif]-->")
                assert not re.search("\n{3}", text)


def test_who_is_in_a_segment_is_asked_once_a_batch(
    campaign, everyone, mailing, dora, django_assert_num_queries
):
    named = {"match": "all", "criteria": [{"criterion": "given_name", "operator": "contains", "value": "an"}]}
    some = Segment.objects.create(name="Some", criteria=named)
    mailing.content = [
        builder.letter("x", block("only", {"segment": str(some.pk), "body": [builder.text("For some")]}))
    ]
    mailing.save()
    for name in ("ann", "bea", "hanna"):
        reader(name)
    queue(mailing, dora)
    carrier = worker_leases.sign_on(60)
    claimed = {claim.address: claim.segments for claim in claims.claim(carrier, Mailing.objects.get(), 10)}
    mine = frozenset({some.pk})
    assert claimed == {"ann@example.org": mine, "bea@example.org": frozenset(), "hanna@example.org": mine}
    kept = Mailing.objects.get(pk=mailing.pk).conditions
    with django_assert_num_queries(1):
        conditions.members(kept, range(500))
    some.criteria = {"match": "all", "criteria": []}
    some.save()
    assert Mailing.objects.get().conditions["criteria"] == [named], "as it was at the moment of sending"


def test_a_part_for_a_segment_that_is_gone_does_not_leave(campaign, everyone, mailing, dora):
    part = block("only", {"segment": "999", "body": [builder.text("x")]})
    mailing.content = [builder.letter("x", builder.text("y"), part)]
    mailing.save()
    reader("ann")
    found = preflight_registry.at_once(preflight_desk.Desk(mailing, dora))
    assert any(one.stops for one in found)
    with pytest.raises(mailings_refusals.Refused):
        dispatch_actions.send(mailing=mailing, user=dora)
    assert Mailing.objects.get().is_draft and not Delivery.objects.exists()


def test_a_mistake_names_letter_block_and_remedy(campaign, mailing):
    blocks = [builder.text("fine"), block("button", {"label": "{{ nick }}", "address": "https://x.example/"})]
    with (
        translation.override("en"),
        pytest.raises(BadMerge, match=r"block 2 \(Button\): The merge field “nick” doesn’t exist"),
    ):
        composed(blocks)
    with translation.override("en"), pytest.raises(BadMerge, match="address of a link"):
        composed([block("button", {"label": "x", "address": "https://x.example/{{ email }}"})])
    mailing.content = [builder.letter("x", *blocks, language="en")]
    with translation.override("fr"):
        problem = previews.of(mailing, "en-A")["problem"]
    start = "Anglais · A : bloc 2 (Bouton) : Le champ de fusion"
    assert problem.replace("\xa0", " ").startswith(start)


def test_a_block_that_is_not_finished_is_drawn_and_does_not_leave(campaign, everyone, dora):
    reader("ann")
    unfinished = {"label": "Read on", "address": None}
    content = [builder.letter("x", builder.text("y"), block("button", unfinished), language="")]
    mailing = Mailing.objects.create(name="x", content=content, segment=everyone, user=dora)
    assert "Read on" not in previews.of(mailing, "-A")["html"]
    with translation.override("en"):
        found = preflight_registry.at_once(preflight_desk.Desk(mailing, dora))
        said = "any language · A, block 2 (Button): A block is incomplete or wrong. "
        assert f"{said}Address: This field is required." in [one.whole for one in found if one.stops]


def test_a_segment_stays_while_a_part_of_a_letter_is_for_its_people(client, mailing, dora, settings):
    settings.SECOND_FACTOR = "optional"
    kept = {"match": "all", "criteria": [{"criterion": "email", "operator": "has"}]}
    some, other = (Segment.objects.create(name=name, criteria=kept, user=dora) for name in ("Some", "Other"))
    inside = block("only", {"segment": str(some.pk), "body": [builder.text("For some")]})
    mailing.content = [builder.letter("x", builder.text("Hello"), inside)]
    mailing.save()
    client.force_login(dora)
    english = {"accept-language": "en"}

    def removal(segment):
        return reverse("segments:segment_removal", args=[segment.pk])

    asked = client.get(removal(some), headers=english).content.decode()
    assert f"a conditional part of the mailing “{mailing.name}” (draft)" in asked
    said = client.post(removal(some), headers=english, follow=True).content.decode()
    assert f"This segment is used by a conditional part of the mailing “{mailing.name}”" in said
    assert Segment.objects.filter(pk=some.pk).exists()
    with translation.override("en"):
        assert [use.says for use in criteria.used_by(some, user("ole", Role.TREASURER))] == [
            "a conditional part of 1 mailing"
        ], "to others no more than that"
    client.post(removal(other))
    assert not Segment.objects.filter(pk=other.pk).exists()
    Mailing.objects.update(state="sent", segment=None)
    client.post(removal(some))
    assert not Segment.objects.filter(pk=some.pk).exists(), "what was sent keeps the criteria"


def test_a_letter_is_shown_as_one_of_the_people_in_sight_would_read_it(
    client, campaign, mailing, dora, rhone, settings
):
    settings.SECOND_FACTOR = "optional"
    named = {"match": "all", "criteria": [{"criterion": "given_name", "operator": "is", "value": "Zoé"}]}
    some = Segment.objects.create(name="Some", criteria=named)
    part = block("only", {"segment": str(some.pk), "body": [builder.text("Only for you")]})
    text = builder.text('{{ given_name|"friend" }} of {{ town|"nowhere" }}')
    mailing.content = [
        builder.letter("s", text, part, language="fr"),
        builder.letter("s", text, language="en"),
    ]
    mailing.save()
    reader("zoé", Zone.objects.get(name="Lyon"), language="fr", address="zoe@example.org")
    reader("ida", Zone.objects.get(name="Nîmes"), language="en")
    url = f"/hq/mailings/{mailing.pk}/"

    def page_of(member, **asked):
        client.force_login(member)
        return client.get(url, asked, headers={"accept-language": "en"}).content.decode()

    page = page_of(dora, who="zoé")
    assert "Zoé of Lyon" in page and "Only for you" in page and "zoe@example.org" not in page
    page = page_of(dora, who="ida@example.org")
    assert "Ida of Nîmes" in page and "Only for you" not in page, "in their own language, without the part"
    assert "friend of nowhere" in page_of(dora, **{"as": "unknown"})
    local = user("ole", Role.ORGANISER, rhone)
    assert (
        "Ida of" not in (page := page_of(local, who="ida"))
        and "No person you can see has this name or address." in page
    )
    assert "Zoé of Lyon" in page_of(local, who="zoé")
    blind = user("cleo", Role.COMMUNICATIONS)
    assert "Zoé of" not in (page := page_of(blind, who="zoé")) and 'name="who"' not in page


def test_links_of_all_blocks_are_counted(picture, everyone, campaign):
    mailing = Mailing(content=[builder.letter("x", *everything(picture, everyone))])
    found = composition.survey(mailing)
    hosts = [re.sub("https://([a-z]+)[.].*", r"\1", target) for target in found.targets]
    assert hosts == ["one", "two", "three", "four", "five", "six", "give", "give", "give"]
    assert found.segments == {everyone.pk}


def test_apps_add_blocks_of_theirs(campaign):
    class ShoutBlock(HeadingBlock):
        def draw(self, value, sheet):
            sheet.row(f"<mj-text>{sheet.words(value)}!</mj-text>")
            sheet.say(f"{value}!")

    with offered.replaced(*offered.all(), Offer("shout", ShoutBlock())):
        html, text = shown(composed([block("shout", "Hey")]))
    assert "Hey!" in html and "Hey!" in text


def test_amounts_go_into_the_address():
    assert with_amount("https://x.example/give", 10) == "https://x.example/give?amount=10"
    assert with_amount("https://x.example/give?a=1#now", 10) == "https://x.example/give?a=1&amount=10#now"


def test_twenty_blocks_are_drawn_in_no_time(picture, everyone, campaign):
    import time

    blocks = [builder.text("Some **words** with [a link](https://example.org/).\n\n" * 4)] * 18
    mailing = Mailing(content=[builder.letter("x", *blocks, *everything(picture, everyone)[2:4])])
    previews.of(mailing, "-A")
    began = time.process_time()
    previews.of(mailing, "-A")
    assert time.process_time() - began < 0.1


@override_settings(TIME_ZONE="Europe/Paris")
def test_moments_are_told_in_the_language_of_the_letter(campaign):
    event = {"title": "x", "begins_at": MOMENT, "place": "", "text": "", "address": "", "label": ""}
    with timezone.override("Europe/Paris"):
        assert "dimanche 14 mars 2027, 19:30" in shown(composed([block("event", event)], "fr"))[1]
