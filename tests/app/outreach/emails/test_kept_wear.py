"""What a letter wears stays as it was when it left or was approved: the look, the label of advertising."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from hustings.outreach.automations import actions as automations_actions
from hustings.outreach.automations.actions import sequences, steps
from hustings.outreach.dispatch import actions as dispatch_actions
from hustings.outreach.emails import actions as emails_actions
from hustings.outreach.emails import advertising, composition, look, previews
from hustings.outreach.emails.models import LetterLook
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight import fingerprints as checks
from hustings.outreach.review.approvals import rules
from hustings.outreach.review.models import Precaution
from tests.app.outreach.automations.test_sequence_approval import approve, letters_of
from tests.app.outreach.emails.test_look import chosen
from tests.cast.outreach.fixtures import letters, reader
from tests.cast.outreach.sequences import add, run


@pytest.fixture(autouse=True)
def _english(client, settings):
    settings.SECOND_FACTOR = "optional"
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    with translation.override("en"):
        yield


@pytest.fixture
def sponsored(campaign):
    campaign.ad_sponsor, campaign.ad_address = "Amis d’Élan", "1 rue Haute"
    campaign.ad_notice = "https://elan.example.org/notice/"
    campaign.save()
    return campaign


def advertise(mailing):
    mailing.advertising, mailing.ad_linked_to = Mailing.Said.AD, "Municipales"
    mailing.save()


def responsored(campaign, name="Autres"):
    campaign.ad_sponsor = name
    campaign.save()


def body(mailing, campaign):
    made = composition.of(mailing, mailing.letters()[0], language="en", campaign=campaign)
    return "".join(piece for piece in made.text if isinstance(piece, str))


def test_what_left_keeps_its_label_and_a_draft_follows_the_campaign(mailing, sponsored, dora):
    advertise(mailing)
    reader("ann")
    sent = dispatch_actions.send(mailing=mailing, user=dora)
    responsored(sponsored)
    sent.refresh_from_db()
    assert "Sponsor: Amis d’Élan, 1 rue Haute" in previews.of(sent, "en-A")["text"]
    assert advertising.of(sent, sponsored).sponsor == "Amis d’Élan"
    draft = dispatch_actions.begin_as_copy(mailing=sent, user=dora)
    assert draft.label is None and "Sponsor: Autres" in previews.of(draft, "en-A")["text"]


def test_undoing_forgets_the_label_with_the_rest(mailing, sponsored, dora):
    Precaution.objects.update(grace=60)
    advertise(mailing)
    reader("ann")
    dispatch_actions.send(mailing=mailing, user=dora)
    dispatch_actions.undo(mailing=mailing, user=dora)
    mailing.refresh_from_db()
    responsored(sponsored)
    assert mailing.label is None and "Sponsor: Autres" in previews.of(mailing, "en-A")["text"]


def test_a_yes_does_not_hold_for_another_sponsor(mailing, sponsored, dora, carla):
    Precaution.objects.update(above=0)
    reader("ann")
    advertise(mailing)
    approve(mailing, carla)
    before = checks.seen(mailing)
    responsored(sponsored)
    assert checks.seen(mailing) != before
    with pytest.raises(mailings_refusals.Refused, match="needs approval from someone else"):
        dispatch_actions.send(mailing=mailing, user=dora)
    responsored(sponsored, "Amis d’Élan")
    dispatch_actions.send(mailing=mailing, user=dora)
    responsored(sponsored)  # between sending and queueing
    held = Mailing.objects.get(pk=mailing.pk)
    assert not rules.lacks(held, dora, rules.fingerprint(held))


def test_a_sponsor_changes_no_fingerprint_of_what_is_no_advertising(mailing, sponsored):
    before = checks.seen(mailing)
    responsored(sponsored)
    assert checks.seen(mailing) == before


@pytest.fixture
def running(campaign, dora, carla):
    made = sequences.make(name="Welcome", user=dora)
    add(made, "letter", subject="First")
    add(made, "letter", subject="Second")
    for each in letters_of(made):
        approve(each, carla)
    run(made, dora)
    return made


def test_a_running_letter_keeps_the_look_that_took_a_yes(client, running, campaign, dora, carla):
    first, second = letters_of(running)
    before = look.current()
    emails_actions.choose_look(
        look=chosen(below=dict.fromkeys(["en", "fr"], "Vote for somebody else")), user=dora
    )
    for each in letters_of(running):
        assert look.of(each) == before and "somebody else" not in body(each, campaign)
    client.force_login(dora)
    url = reverse("automations:sequence", args=[running.pk])
    html = client.get(url).content.decode()
    assert "The e-mail design or advertising label was" in html and "not requested yet" in html
    assert "Approve the message" not in html
    assert (
        "2 messages of sequences keep their design" in client.get(reverse("dispatch:look")).content.decode()
    )
    step = running.steps.get(mailing=first)
    with pytest.raises(mailings_refusals.Refused, match="needs approval from someone else"):
        steps.take_letter(step=step, user=dora)
    assert automations_actions.ask_for_letters(sequence=running, user=dora) == 2
    client.force_login(carla)
    there = reverse("review:approval", args=[first.pk])
    assert "Vote for somebody else" in client.get(there).content.decode(), "they see what would leave"
    approve(first, carla)
    steps.take_letter(step=step, user=dora)
    first, second = letters_of(running)
    assert "somebody else" in body(first, campaign) and "somebody else" not in body(second, campaign)
    assert [each.pk for each in rules.lacking(running.letters(), dora)] == [second.pk]
    emails_actions.drop_look(user=dora)
    assert rules.lacking(running.letters(), dora) == [], "this look was approved before, on both"


def test_so_does_its_label(running, sponsored, dora, carla):
    first = letters_of(running)[0]
    typed = first.get_latest_revision_as_object()
    typed.advertising = Mailing.Said.AD
    typed.save_revision(user=dora)
    approve(first, carla)
    steps.take_letter(step=running.steps.get(mailing=first), user=dora)
    responsored(sponsored)
    first.refresh_from_db()
    assert "Sponsor: Amis d’Élan" in body(first, sponsored)
    assert [each.pk for each in rules.lacking(running.letters(), dora)] == [first.pk]


def test_where_no_second_look_is_asked_for_running_letters_follow(campaign, dora, carla):
    Precaution.objects.update(asks_sequences=False)
    made = sequences.make(name="Welcome", user=dora)
    add(made, "letter", subject="First")
    run(made, dora)
    emails_actions.choose_look(look=chosen(below={"en": "New words"}), user=dora)
    [first] = letters_of(made)
    assert "New words" in body(first, campaign)


def test_what_was_kept_is_let_go_once_no_second_look_is_asked_for(client, running, campaign, dora):
    emails_actions.choose_look(look=chosen(below={"en": "New words"}), user=dora)
    Precaution.objects.update(asks_sequences=False)
    client.force_login(dora)
    html = client.get(reverse("automations:sequence", args=[running.pk])).content.decode()
    assert "Approve the message" in html
    first = letters_of(running)[0]
    steps.take_letter(step=running.steps.get(mailing=first), user=dora)
    first.refresh_from_db()
    assert first.look is None and "New words" in body(first, campaign)


def of_letters(n, dora):
    made = sequences.make(name=f"With {n}", user=dora)
    for number in range(n):
        add(made, "letter", subject=f"Letter {number}")
    for each in letters_of(made):
        each.save_revision(user=dora)
    return made


def asked(deed):
    with CaptureQueriesContext(connection) as found:
        deed()
    return len(found)


@pytest.mark.parametrize("is_running", [False, True])
def test_many_letters_ask_no_more_than_one(client, campaign, dora, carla, is_running):
    LetterLook.objects.all().delete()
    one, six = of_letters(1, dora), of_letters(6, dora)
    for each in [*letters_of(one), *letters_of(six)]:
        approve(each, carla)
    if is_running:
        run(one, dora)
        run(six, dora)
        emails_actions.choose_look(look=chosen(), user=dora)
    client.force_login(dora)
    pages = [reverse("automations:sequence", args=[each.pk]) for each in (one, six)]
    client.get(pages[0])
    few, many = (asked(lambda page=page: client.get(page)) for page in pages)
    few_rules, many_rules = (
        asked(lambda each=each: rules.lacking(each.letters(), dora)) for each in (one, six)
    )
    assert few_rules == many_rules <= 12
    assert many == few


def test_a_letter_is_read_the_same_with_few_questions(mailing, dora, sponsored):
    mailing.content = letters("Other", "Text.")
    mailing.ad_reason, mailing.advertising = "Because", "own"
    mailing.save_revision(user=dora)
    held = Mailing.objects.select_related("latest_revision").get(pk=mailing.pk)
    whole = held.get_latest_revision_as_object()
    for name in Mailing.WRITTEN:
        assert getattr(held.as_typed(), name) == getattr(whole, name), name
    assert checks.seen(held.as_typed()) == checks.seen(whole) != checks.seen(held)
