"""What a mailing begins with."""

import pytest
from django.conf import settings
from django.urls import reverse

from hustings.foundation.accounts.roles import Role
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.territories.models import Zone
from hustings.outreach.dispatch import actions as dispatch_actions
from hustings.outreach.emails import composition
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.audience import NOBODY
from hustings.outreach.mailings.models import Mailing, Template
from hustings.outreach.mailings.starters import letters as ready
from hustings.outreach.preflight import desk as preflight_desk
from hustings.outreach.preflight import registry as preflight_registry
from tests.cast.outreach.fixtures import letters
from tests.conftest import user
from tests.system.people.segments.test_browser import fits, shot

pytestmark = pytest.mark.usefixtures("english")

BEGIN = "dispatch:begin"


@pytest.fixture
def local(france):
    return user("lou", Role.COMMUNICATIONS, Zone.objects.get(name="Lyon"))


@pytest.mark.parametrize("key", ready.ORDER)
@pytest.mark.parametrize("language", ["fr", "en", ready.ALL])
def test_each_ready_made_letter_is_one_that_can_be_drawn(campaign, dora, key, language):
    made = dispatch_actions.begin_with(name="x", content=ready.letters(key, language), user=dora)
    codes = [each["language"] or "" for each in Mailing.objects.get(pk=made.pk).letters()]
    assert codes == ([code for code, _name in settings.LANGUAGES] if language == ready.ALL else [""])
    for each in made.letters():
        drawn = composition.compose(each, language=each["language"] or language, campaign=Campaign.current())
        assert drawn.is_written
    said = " ".join(one.text for one in preflight_registry.at_once(preflight_desk.Desk(made, dora, NOBODY)))
    assert "merge" not in said.lower()
    assert ("A block is incomplete or wrong." in said) == (key != "note"), (
        "what only its writer knows is asked for"
    )


def test_a_ready_made_letter_opens_in_the_editor(campaign, dora, hq):
    browser = hq(dora)
    assert (
        "Donation appeal" in browser.get(reverse(BEGIN), headers={"accept-language": "en"}).content.decode()
    )
    answer = browser.post(reverse(BEGIN), {"ready": "gift", "language": "all"})
    made = Mailing.objects.get()
    assert answer["Location"] == reverse("mailing_writing:edit", args=[made.pk])
    assert (made.user, made.state, made.segment) == (dora, "draft", None)
    assert browser.get(answer["Location"]).status_code == 200
    for wrong in (
        {"ready": "x"},
        {"ready": "gift", "language": "xx"},
        {"template": "9" * 30},
        {"template": "-1"},
    ):
        assert browser.post(reverse(BEGIN), wrong).status_code == 404


def test_a_template_keeps_the_letters_as_they_were(mailing, dora, hq):
    mailing.content = letters("Typed last", "text")
    mailing.save_revision(user=dora)
    browser = hq(dora)
    browser.post(reverse("dispatch:keep", args=[mailing.pk]), {"name": " Ours "})
    kept = Template.objects.get()
    assert (kept.name, kept.subject, kept.user) == ("Ours", "Typed last", dora)
    mailing.content = letters("Changed", "text")
    mailing.save_revision(user=dora)
    browser.post(reverse(BEGIN), {"template": kept.pk})
    made = Mailing.objects.latest("pk")
    assert (made.name, made.subject, made.segment) == ("Ours", "Typed last", None)
    browser.post(reverse("dispatch:keep", args=[mailing.pk]), {"name": "Ours"})
    assert Template.objects.get().subject == "Changed", "kept again it takes the place"
    browser.post(reverse("dispatch:template_removal", args=[kept.pk]))
    assert not Template.objects.exists()
    assert Mailing.objects.filter(pk=made.pk).exists()


def test_templates_of_others_are_used_not_changed(mailing, dora, local, hq):
    kept = dispatch_actions.keep_template(mailing=mailing, name="Ours", user=dora)
    with pytest.raises(mailings_refusals.Refused, match="Someone else"):
        dispatch_actions.keep_template(mailing=mailing, name="Ours", user=local)
    with pytest.raises(mailings_refusals.Refused):
        dispatch_actions.drop_template(template=kept, user=local)
    browser = hq(local)
    page = browser.get(reverse(BEGIN)).content.decode()
    assert "Ours" in page and reverse("dispatch:template_removal", args=[kept.pk]) not in page
    assert browser.post(reverse("dispatch:template_removal", args=[kept.pk])).status_code == 403
    browser.post(reverse(BEGIN), {"template": kept.pk})
    assert Mailing.objects.latest("pk").user == local
    mine = dispatch_actions.keep_template(mailing=mailing, name="Mine", user=local)
    dispatch_actions.keep_template(mailing=mailing, name="Mine", user=dora)
    assert Template.objects.get(pk=mine.pk).user == dora, "without a limit of territory"


def test_only_who_writes_begins_and_keeps(mailing, mallory, dora, hq):
    auditor = user("aude", Role.AUDITOR)
    for who in (auditor, mallory):
        with pytest.raises(mailings_refusals.Refused):
            dispatch_actions.keep_template(mailing=mailing, name="x", user=who)
        with pytest.raises(mailings_refusals.Refused):
            dispatch_actions.begin_with(name="x", content=[], user=who)
    assert hq(auditor).get(reverse(BEGIN)).status_code == 403
    for name, content in (("", letters("a")), ("x", [])):
        mailing.content = content
        with pytest.raises(mailings_refusals.Refused):
            dispatch_actions.keep_template(mailing=mailing, name=name, user=dora)


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_of_beginnings_in_a_browser(server, mailing, dora, hq_page, settings, width):
    settings.SECOND_FACTOR = "optional"
    dispatch_actions.keep_template(mailing=mailing, name="The Monday letter", user=dora)
    Mailing.objects.create(name="Last week", content=letters("What we did", "x"), user=dora, state="sent")
    page = hq_page(dora)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/hq/mailings/")
    page.get_by_role("link", name="New mailing").click()
    page.get_by_role("heading", name="Earlier mailings").wait_for()
    assert fits(page)
    shot(page, f"begin-{width}")
    page.get_by_role("button", name="Daily update").press("Enter")
    page.wait_for_url("**/mailings/writing/edit/**")
    shot(page, f"begun-{width}")
    page.goto(f"/hq/mailings/{mailing.pk}/")
    page.get_by_text("Save as template").click()
    assert fits(page)
    shot(page, f"keep-{width}")
    page.get_by_label("Template name").fill("Another")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Template saved. “New mailing” offers it.").wait_for()
