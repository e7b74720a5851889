"""The campaign's own look in its letters: readable, and the same when it leaves as when it was approved."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.display.colours import contrast
from hustings.outreach.dispatch import actions as dispatch_actions
from hustings.outreach.dispatch import look_uses, tasks
from hustings.outreach.emails import actions as emails_actions
from hustings.outreach.emails import campaign_look, composition, look, previews
from hustings.outreach.emails.models import LetterLook
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight import fingerprints as checks
from hustings.outreach.review import actions as review_actions
from hustings.outreach.review.models import Precaution
from tests.cast.outreach.fixtures import reader
from tests.conftest import user

pytestmark = pytest.mark.usefixtures("english")

ENGLISH = {"accept-language": "en"}
DARK = dict.fromkeys(["ground", "sheet"], "#101418") | {
    "text": "#f4f4f4", "link": "#9fd0ff", "button": "#ffd166", "on_button": "#101418",
}  # fmt: skip


def chosen(**more) -> LetterLook:
    """The look that the site has, but for ``more``."""
    made = campaign_look.taken_from(look.of_site())
    for name, value in more.items():
        setattr(made, name, value)
    made.pk = 1
    return made


def posted(**more):
    made = chosen(**more)
    fields = [name + end for end in ("", "_by_night") for name in LetterLook.COLOURS]
    said = {name: getattr(made, name) for name in fields}
    return said | {"top": "both", "logo": "", "below_en": "", "below_fr": ""} | more


def worn(mailing, language="fr") -> str:
    """The letter as a reader gets it."""
    return previews.of(Mailing.objects.get(pk=mailing.pk), f"{language}-A")["html"]


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ff0000", "#ff0000") == 1


def test_what_can_not_be_read_is_not_saved_and_the_pair_is_named(hq, campaign, dora):
    browser, url = hq(dora), reverse("dispatch:look")
    said = posted(text="#777777", sheet="#ffffff", button_by_night="#20252d", on_button_by_night="#ffffff")
    answer = browser.post(url, said, headers=ENGLISH)
    assert answer.status_code == 422 and not LetterLook.objects.exists()
    page = answer.content.decode()
    assert (
        "Light mode, text on the e-mail background: the contrast is 4.4:1. Choose colours with at least 4.5:1"
        in page
    )
    assert "Dark mode, button shape on the e-mail background: the contrast is 1:1" in page
    assert browser.post(url, posted(link="red"), headers=ENGLISH).status_code == 422
    assert browser.post(url, posted(below_fr="{{ email }}")).status_code == 422
    shown = browser.post(reverse("dispatch:look_preview"), said, headers=ENGLISH).content.decode()
    assert "too low, 4.5:1 needed" in shown and "color:#777777" in shown
    shown = browser.post(url, said | {"do": "show"}, headers=ENGLISH)
    assert shown.status_code == 200 and "color:#777777" in shown.content.decode()
    assert not LetterLook.objects.exists(), "to look is not to save"
    assert browser.post(url, posted(**DARK) | {"link": "#9FD0FF"}).status_code == 302
    assert LetterLook.current().link == "#9fd0ff"


def test_letters_wear_it_with_the_words_of_their_language_and_the_legal_foot(campaign, mailing, dora):
    below = {"fr": "Comité <Élan>\nLyon", "en": "Élan committee"}
    emails_actions.choose_look(look=chosen(**DARK, below=below, button_by_night="#ffd166"), user=dora)
    french, english = worn(mailing), previews.of(mailing, "en-A")
    assert "background:#101418" in french and "#f4f4f4" in french and "#ffd166 !important" in french
    assert "Comité &lt;Élan&gt;<br />Lyon" in french.replace("<br>", "<br />")
    written = mailing.letters()[0]
    made = composition.compose(written, language="en", campaign=campaign)
    text = "".join(map(str, made.text))
    assert "Élan committee" in text and "Comité" not in text
    campaign.language = "en"
    campaign.save()
    LetterLook.objects.update(below={"en": "Only English"})
    for html in (worn(mailing), english["html"]):
        assert "/u/" in html and "1 rue de la République" in html and "camille.martin@example.org" in html
    assert "Only English" in worn(mailing), "the first language stands in"


def test_another_look_ends_an_approval_but_not_what_was_planned_or_sent(mailing, dora, run_tasks):
    Precaution.objects.update(above=0)
    reader("one")
    carla = user("carla", Role.COMMUNICATIONS)
    mailing.save_revision(user=dora)

    def approve():
        review_actions.ask_for_approval(mailing=mailing, user=dora)
        typed = Mailing.objects.get(pk=mailing.pk).get_latest_revision_as_object()
        review_actions.approve(mailing=mailing, user=carla, seen=checks.seen(typed))

    approve()
    assert look_uses.n_approved() == 1
    emails_actions.choose_look(look=chosen(**DARK), user=dora)
    with pytest.raises(mailings_refusals.Refused, match="needs approval from someone else"):
        dispatch_actions.send(mailing=mailing, user=dora)
    approve()
    dispatch_actions.schedule(mailing=mailing, user=dora, at=timezone.now() + timedelta(days=1))
    assert look_uses.n_planned() == 1
    emails_actions.drop_look(user=dora)
    assert "background:#101418" in worn(mailing), "it leaves as it was approved"
    Mailing.objects.filter(pk=mailing.pk).update(send_at=timezone.now() - timedelta(minutes=1))
    tasks.begin.call(mailing.pk)
    mailing.refresh_from_db()
    assert not mailing.is_draft, mailing.problem
    body = composition.blueprint(mailing, "fr", Campaign.current()).fill(
        composition.values_of(key=1, address="a@example.org", given_name="A", family_name="B")
    )
    assert b"background:#101418" in body
    again = Mailing.objects.create(
        name="Undone", segment=mailing.segment, content=mailing.content, user=carla
    )
    Precaution.objects.update(grace=600, asks_second=False)
    dispatch_actions.send(mailing=again, user=dora)
    assert again.look
    dispatch_actions.undo(mailing=again, user=dora)
    assert again.look is None and "background:#101418" not in worn(again)


def test_a_letter_of_a_sequence_follows_the_look_of_now(mailing, dora):
    Mailing.objects.filter(pk=mailing.pk).update(kind="step", state="sending")
    emails_actions.choose_look(look=chosen(**DARK), user=dora)
    assert "background:#101418" in worn(mailing)
    before = checks.seen(Mailing.objects.get(pk=mailing.pk))
    emails_actions.drop_look(user=dora)
    assert "background:#101418" not in worn(mailing)
    assert checks.seen(Mailing.objects.get(pk=mailing.pk)) != before


def test_what_left_before_looks_were_kept_is_what_was_approved(mailing):
    """An approval of then has no look in it."""
    Mailing.objects.filter(pk=mailing.pk).update(state="scheduled")
    old = Mailing.objects.get(pk=mailing.pk)
    before = checks.seen(old)
    LetterLook.objects.bulk_create([chosen(**DARK)])
    assert checks.seen(old) == before


def test_name_or_logo_at_the_top(campaign, mailing, dora):
    base = look.Look(logo=look.Logo("https://x.example/l.png", 40, 40))
    for top, has_logo, is_named in (("both", True, True), ("logo", True, False), ("name", False, True)):
        made = campaign_look.put_on(chosen(top=top), base)
        assert (bool(made.logo), made.is_named) == (has_logo, is_named)
        html = "".join(
            map(
                str,
                composition.compose(mailing.letters()[0], language="fr", campaign=campaign, worn=made).html,
            )
        )
        body = html.partition("<body")[2]
        head = unescape(re.search(r'class="h-head".*?</td>', body, re.DOTALL)[0])
        assert ("l.png" in head) is has_logo and ("Élan pour Lyon" in head), "the logo is told in words"
        assert ('alt=""' in head) is (top == "both")
    assert campaign_look.put_on(chosen(top="logo"), look.Look()).is_named, "there is no logo: the name stands"
    assert look.read(made.kept()) == made


def test_what_word_processors_leave_in_pasted_text_stops_no_letter(mailing, campaign):
    campaign.postal_address = "1 rue\x0bdu Port\x01"
    campaign.save()
    assert "1 rue du Port" in worn(mailing)
