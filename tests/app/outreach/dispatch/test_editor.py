"""The editor of mailings: chips, the preview beside it, the A/B switch; and the step after it."""

import json
import re
from html import unescape

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.emails import chips, fill_ins, merge_fields
from hustings.outreach.emails.blocks import builder
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight.desk import Desk
from hustings.outreach.preflight.registry import known
from hustings.people.segments.models import Segment
from tests.cast.outreach.fixtures import letters, reader
from tests.conftest import user

pytestmark = pytest.mark.usefixtures("english")
TEST = {
    "test-asked": "yes", "is_tested": "on", "test-size": 10, "test-unit": "percent",
    "test-measure": "unsubscribed", "test-hours": 5, "test-chooser": "hand", "test-otherwise": "best",
}  # fmt: skip


def typed(segment, text="Dear all", second="", **more):
    """What the editor posts for one letter."""
    letter = {"language": "", "version": "A", "subject": "First", "subject_b": second, "preheader": ""}
    letter |= {"body": streamfield([("text", rich_text(f"<p>{text}</p>"))])}
    fields = {"name": "x", "segment": segment.pk, "topic": "", "content": streamfield([("letter", letter)])}
    return nested_form_data(fields) | more


# --- Chips -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "kept",
    [
        'Dear {{ given_name|"friend" }}, come!',
        "From {{ town }}",
        '<b>{{ name|"you &amp; yours" }}</b>',
    ],
)
def test_a_merge_field_is_a_chip_in_the_editor_and_is_kept_as_text(kept):
    area = chips.MessageArea(features=["bold", merge_fields.FEATURE])
    state = json.loads(area.format_value(f"<p>{kept}</p>"))
    assert [each["type"] for each in state["entityMap"].values()] == ["MERGE"]
    assert "{{" not in state["blocks"][0]["text"]
    again = area.value_from_datadict({"x": json.dumps(state)}, {}, "x")
    assert merge_fields.parse(_words(again)) == merge_fields.parse(_words(kept))


def _words(html):
    return unescape(re.sub("<[^>]+>", "", html))


def test_what_is_no_merge_field_stays_as_it_was_typed():
    for text in ("{{ nick }}", "{{ given_name", '<a href="{{ town }}">{{ town }}</a>'):
        assert chips.shown(text) == text
    sent = {"field": 'given_name }}{{ "', "fallback": "a}b|c"}
    assert chips.kept(sent).count("}}") == 1, "a browser may send anything"


# --- What a template left ----------------------------------------------------------------------------
def test_placeholders_that_were_not_replaced_stop_it_and_are_named(campaign, everyone, dora):
    body = [builder.text("Hello\n\n[[Your **news**]]\n\n…"), builder.block("heading", "*|FNAME|*")]
    draft = Mailing.objects.create(name="x", segment=everyone, content=[builder.letter("[[Subject]]", *body)])
    found = known.find("fill_ins").findings(Desk(draft, dora))
    assert all(one.stops for one in found)
    assert [(one.place.number, one.text.partition("“")[2].rstrip("”.")) for one in found] == [
        (0, "[[Subject]]"),
        (1, "[[Your news]]"),
        (1, "…"),
        (2, "*|FNAME|*"),
    ]
    assert found[1].place.anchor.startswith("block-")
    assert not fill_ins.left("[Lyon] Wait … then {{ given_name }} says [sic]: 100 % {sure}")


# --- The preview -------------------------------------------------------------------------------------
def test_the_preview_follows_what_is_typed_and_keeps_nothing(hq, carla, everyone, campaign):
    browser, url = hq(carla), reverse("mailing_writing:preview_on_add")
    words = typed(everyone, 'Dear {{ given_name|"friend" }}', "Second")
    found = browser.post(url, words).json()
    assert (found["subject"], "Dear Camille" in found["html"]) == ("First", True)
    assert [key for key, _name in found["letters"]] == ["-A", "-B"]
    assert browser.post(url, words | {"preview-letter": "-B"}).json()["subject"] == "Second"
    unknown = browser.post(url, words | {"preview-reader": "unknown"}).json()
    assert "Dear friend" in unknown["html"]
    wrong = browser.post(url, typed(everyone, "Dear {{ nick }}"), headers={"accept-language": "en"}).json()
    assert "nick" in wrong["problem"] and "html" not in wrong
    assert not Mailing.objects.exists()


def test_the_sample_person_is_one_in_sight(hq, alice, dora, rhone, everyone, campaign):
    near, far = (
        reader(name, Zone.objects.get(name=town)) for name, town in [("zoe", "Lyon"), ("ida", "Nîmes")]
    )
    local = user("ole", Role.ORGANISER, rhone)
    url, words = reverse("mailing_writing:preview_on_add"), typed(everyone, "Dear {{ given_name }}")
    for who, seen in [(dora, {near.pk, far.pk}), (local, {near.pk})]:
        found = hq(who).get(reverse("dispatch:sample_people"), {"q": "martin"}).json()["people"]
        assert {int(each["key"]) for each in found} == seen
        shown = hq(who).post(url, words | {"preview-reader": str(far.pk)}).json()["html"]
        assert ("Dear Ida" in shown) == (who == dora)
    blind = user("cleo", Role.COMMUNICATIONS)
    assert hq(blind).get(reverse("dispatch:sample_people"), {"q": "martin"}).status_code == 403
    assert "Dear Zoe" not in hq(blind).post(url, words | {"preview-reader": str(near.pk)}).json()["html"]


def test_a_new_mailing_that_is_saved_twice_is_one(hq, carla, everyone, campaign):
    browser, url = hq(carla), reverse("mailing_writing:add")
    token = {"once": "x" * 20}
    saved = browser.post(url, typed(everyone, "By itself") | token, headers={"accept": "application/json"})
    assert saved.json()["success"]
    words = typed(everyone, "By a button") | token | {"action-check": "yes"}
    assert browser.post(url, words).url == reverse("dispatch:mailing", args=[Mailing.objects.get().pk])
    assert "By a button" in str(Mailing.objects.get().get_latest_revision_as_object().content.raw_data[0])
    browser.post(url, typed(everyone) | {"once": "y" * 20})
    assert Mailing.objects.count() == 2, "another form makes another one"


# --- What is wrong while somebody writes -------------------------------------------------------------
WRONG = {
    "Dear {{ nick }}": "The merge field “nick” doesn’t exist",
    "Dear {{ given_name": "{{ is not closed",
    "Dear given_name }}": "}} closes a merge field that was never opened",
    "Dear [[Name of the reader]]": "Replace the placeholder “[[Name of the reader]]”.",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_saved_by_itself_told_at_its_field_and_stops_the_sending(
    hq, carla, everyone, campaign, text
):
    reader("ann")
    browser, in_english = hq(carla), {"accept-language": "en"}
    words, add = typed(everyone, text), reverse("mailing_writing:add")
    saved = browser.post(add, words, headers={"accept": "application/json"} | in_english).json()
    assert saved["success"]
    draft = Mailing.objects.get()
    edit, by_itself = saved["url"], {"accept": "application/json"} | in_english
    assert browser.post(edit, words, headers=by_itself).json()["success"], "and again"
    assert text in str(Mailing.objects.get().get_latest_revision_as_object().content.raw_data[0])
    told = browser.post(reverse("mailing_writing:preview_on_add"), words, headers=in_english).json()["amiss"]
    assert [way for way, _said in told] == [[0, "body", 0]] and WRONG[text] in told[0][1]
    page = browser.get(reverse("dispatch:mailing", args=[draft.pk]), headers=in_english)
    assert any(WRONG[text] in one.whole for one in page.context["findings"] if one.stops)
    url = reverse("dispatch:send", args=[draft.pk])
    browser.post(url, {"seen": page.context["seen"], "nevertheless": "on"})
    assert Mailing.objects.get().is_draft


def test_mistakes_are_told_at_the_line_that_they_are_in(hq, carla, everyone, campaign):
    url, in_english = reverse("mailing_writing:preview_on_add"), {"accept-language": "en"}
    button = {"label": "{{ x }}", "address": "https://exa mple.org/"}
    inside = [("button", button), ("text", rich_text("<p>Fine</p>")), ("links", streamfield([]))]
    del inside[2]
    letter = {"language": "", "version": "A", "subject": "{{ y }}", "subject_b": "", "preheader": ""}
    fields = {"name": "x", "segment": everyone.pk, "topic": ""}
    fields |= {"content": streamfield([("letter", letter | {"body": streamfield(inside)})])}
    words = nested_form_data(fields)
    found = hq(carla).post(url, words, headers=in_english).json()["amiss"]
    ways = [tuple(way) for way, _said in found]
    assert ways == [(0, "subject"), (0, "body", 0, "label"), (0, "body", 0, "address")]
    saved = (
        hq(carla).post(reverse("mailing_writing:add"), words, headers={"accept": "application/json"}).json()
    )
    assert saved["success"], "half an address is kept, too"
    button["address"] = "javascript:alert(1)"
    words = nested_form_data(fields)
    refused = (
        hq(carla).post(reverse("mailing_writing:add"), words, headers={"accept": "application/json"}).json()
    )
    assert not refused["success"], "but no script"


def test_the_text_is_saved_by_itself_while_the_test_makes_no_sense(hq, carla, everyone, campaign):
    browser, words = hq(carla), typed(everyone, second="Second", **TEST | {"test-size": 200})
    saved = browser.post(reverse("mailing_writing:add"), words, headers={"accept": "application/json"})
    assert saved.json()["success"] and not ABTest.objects.exists()
    shown = browser.post(
        reverse("mailing_writing:preview_on_add"), words, headers={"accept-language": "en"}
    ).json()
    assert shown["problem"] == "Test group: Enter 100 or less." and "Dear all" in shown["html"]


# --- In whose language it is -------------------------------------------------------------------------
def test_the_frame_is_in_the_language_of_the_letter_not_of_who_looks(hq, dora, everyone, campaign):
    ann = reader("ann")
    ann.language = "en"
    ann.save()
    url, words = reverse("mailing_writing:preview_on_add"), typed(everyone)

    def shown(looks, **more):
        return hq(dora).post(url, words | more, headers={"accept-language": looks}).json()

    for looks in ("en", "fr"):
        found = shown(looks)
        assert "Se désinscrire" in found["html"] + found["text"], "the campaign's first language"
        assert "Unsubscribe" in shown(looks, **{"preview-reader": str(ann.pk)})["html"], "of the reader"
    words |= {"content-0-value-language": "en"}
    assert "Unsubscribe" in shown("fr")["html"], "of the letter"


def test_a_test_letter_asks_for_what_there_is(hq, carla, everyone, campaign, mailoutbox):
    one = Mailing.objects.create(name="x", content=letters("s", "b"), user=carla, segment=everyone)
    two = Mailing.objects.create(
        name="y", user=carla, segment=everyone,
        content=[builder.letter(each, builder.text("b"), language="en", version=each) for each in "AB"],
    )  # fmt: skip

    def asked(mailing):
        page = hq(carla).get(
            reverse("dispatch:mailing", args=[mailing.pk]), headers={"accept-language": "en"}
        )
        form = page.context["test_form"]
        return {
            name: [key for key, _name in field.choices] for name, field in form.fields.items() if name != "to"
        }

    assert asked(one) == {"language": ["fr", "en"]} and asked(two) == {"version": ["A", "B"]}
    for mailing, said in [(one, {"language": "fr"}), (two, {"version": "B"})]:
        hq(carla).post(reverse("dispatch:test", args=[mailing.pk]), {"to": "me@example.org"} | said)
    assert "Se désinscrire" in mailoutbox[0].message().as_string() or "sinscrire" in str(
        mailoutbox[0].message()
    )
    assert mailoutbox[1].subject.endswith("B")


# --- The A/B switch ----------------------------------------------------------------------------------
def test_the_switch_sets_a_test_up_and_drops_it(hq, carla, everyone, campaign):
    browser = hq(carla)
    browser.post(reverse("mailing_writing:add"), typed(everyone, second="Second", **TEST))
    draft = Mailing.objects.get()
    edit = reverse("mailing_writing:edit", args=[draft.pk])
    assert (draft.versions, draft.trial.size, draft.trial.chooser) == (["A", "B"], 10, "hand")
    assert [each["subject"] for each in draft.letters()] == ["First", "Second"]
    browser.post(edit, typed(everyone, second="Second"))
    assert ABTest.objects.exists(), "a form without the switch says nothing about it"
    wrong = browser.post(edit, typed(everyone, second="Second", **TEST | {"test-size": 200}))
    assert wrong.status_code == 200 and ABTest.objects.get().size == 10
    browser.post(edit, typed(everyone, second="Second", **{"test-asked": "yes"}))
    draft = Mailing.objects.get().get_latest_revision_as_object()
    assert draft.versions == ["A"] and not ABTest.objects.exists()


def test_a_fault_in_a_block_of_both_subjects_is_told_once(hq, carla, everyone, campaign):
    made = builder.letter("a", builder.text("[[x]]"), subject_b="b")
    draft = Mailing.objects.create(name="x", segment=everyone, content=[made], user=carla)
    page = hq(carla).get(reverse("dispatch:mailing", args=[draft.pk]))
    assert [one.check for one in page.context["findings"]].count("fill_ins") == 1


# --- The step "Send" ---------------------------------------------------------------------------------
def test_recipients_checks_and_time_are_on_one_page(hq, carla, everyone, campaign):
    reader("ann")
    reader("ben", agrees=False)
    draft = Mailing.objects.create(name="x", content=letters("s", "b"), user=carla)
    browser, url = hq(carla), reverse("dispatch:mailing", args=[draft.pk])
    page = browser.get(url, headers={"accept-language": "en"})
    html = page.content.decode()
    assert "Must fix" in html and "Fix what the checks found first." in html and "Send now" not in html
    browser.post(reverse("dispatch:recipients", args=[draft.pk]), {"segment": everyone.pk, "topic": ""})
    draft.refresh_from_db()
    assert draft.segment == everyone and draft.get_latest_revision_as_object().segment == everyone
    page = browser.get(url, headers={"accept-language": "en"})
    assert (page.context["reach"].readers, page.context["reach"].excluded) == (1, 1)
    html = page.content.decode()
    assert all(words in html for words in ("Recipients", "1 of 2 excluded", "Checks", "Send now", "Schedule"))


def test_recipients_are_chosen_by_who_may_change_the_draft(hq, carla, alice, everyone, campaign):
    draft = Mailing.objects.create(name="x", content=letters("s", "b"), user=carla)
    url = reverse("dispatch:recipients", args=[draft.pk])
    auditor = user("aude", Role.AUDITOR)
    assert hq(auditor).post(url, {"segment": everyone.pk}).status_code == 403
    private = Segment.objects.create(name="Mine", criteria=everyone.criteria, user=alice, is_shared=False)
    hq(carla).post(url, {"segment": private.pk})
    draft.refresh_from_db()
    assert draft.segment is None, "of what is in sight"
    Mailing.objects.update(state=Mailing.State.SENT)
    hq(carla).post(url, {"segment": everyone.pk})
    draft.refresh_from_db()
    assert draft.segment is None, "it has left"


def test_templates_are_shown_as_they_look(hq, carla, campaign):
    html = hq(carla).get(reverse("dispatch:begin"), headers={"accept-language": "en"}).content.decode()
    assert html.count("<iframe") == 4 and "[[Your message]]" in html
