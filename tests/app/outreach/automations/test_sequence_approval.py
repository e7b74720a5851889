"""A second pair of eyes looks at the letters of sequences, too."""

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from hustings.foundation.accounts.roles import Role
from hustings.outreach.automations import actions as automations_actions
from hustings.outreach.automations.actions import sequences, steps
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight import fingerprints as checks
from hustings.outreach.review import actions as review_actions
from hustings.outreach.review.approvals import notifications, todos
from hustings.outreach.review.models import Approval, Precaution
from tests.app.outreach.dispatch.test_hq import typed
from tests.cast.outreach.fixtures import letters, reader
from tests.cast.outreach.sequences import Clock, add, got, put_in, run, wait
from tests.conftest import user

pytestmark = pytest.mark.usefixtures("eased", "english", "asks_in_english")


@pytest.fixture
def sequence(campaign, dora):
    made = sequences.make(name="Welcome", user=dora)
    add(made, "letter", subject="First")
    wait(made, 3)
    add(made, "letter", subject="Second")
    return made


def letters_of(sequence):
    return list(Mailing.objects.filter(step__sequence=sequence).order_by("pk"))


def approve(mailing, by):
    typed = Mailing.objects.get(pk=mailing.pk).get_latest_revision_as_object()
    return review_actions.approve(mailing=mailing, user=by, seen=checks.seen(typed))


def retyped(mailing, by, subject):
    typed = Mailing.objects.get(pk=mailing.pk)
    typed.content = letters(subject, "Text.")
    typed.save_revision(user=by)


def refused(sequence, sender):
    try:
        sequences.start(sequence=sequence, user=sender)
    except mailings_refusals.Refused as why:
        assert "” needs approval from someone else first." in str(why)
        return True
    return False


def test_it_starts_once_somebody_else_approved_each_letter(client, sequence, dora, carla, mailoutbox):
    first, second = letters_of(sequence)
    assert refused(sequence, dora)
    client.force_login(dora)
    url = reverse("automations:sequence", args=[sequence.pk])
    html = client.get(url).content.decode()
    assert "Need approval first: Welcome: message 1, Welcome: message 3." in html
    assert "not requested yet" in html and f"For: {carla}" in html
    client.post(reverse("automations:sequence_approval", args=[sequence.pk]), {"note": "Monday?"})
    assert Approval.objects.open().count() == 2
    assert [each.mailing for each in todos.on(carla)] == [first, second]
    assert todos.on(dora) == []
    asked = DBTaskResult.objects.get(task_path__endswith="notifications.tell")  # one letter for both
    notifications.tell.call(*asked.args_kwargs["args"])
    assert "des messages du parcours" in mailoutbox[-1].body
    assert f"{url}#approval" in mailoutbox[-1].body
    # Who may answer goes from letter to letter.
    client.force_login(carla)
    assert "Read and answer" in client.get(url).content.decode()
    for mailing, following in ((first, reverse("review:approval", args=[second.pk])), (second, url)):
        there = reverse("review:approval", args=[mailing.pk])
        html = client.get(there).content.decode()
        assert "Message of a sequence: recipients are known when people enter it." in html
        said = {"verdict": "approved", "seen": checks.seen(mailing)}
        assert client.post(there, said).url.partition("#")[0] == following
    assert not refused(sequence, dora)


def test_a_changed_letter_waits_and_what_was_approved_goes_on(client, sequence, dora, carla):
    first, _second = letters_of(sequence)
    for each in letters_of(sequence):
        approve(each, carla)
    run(sequence, dora)
    clock, ann, ben = Clock(), reader("ann"), reader("ben")
    retyped(first, dora, "First, better")
    step = sequence.steps.get(mailing=first)
    with pytest.raises(mailings_refusals.Refused, match="needs approval from someone else first"):
        steps.take_letter(step=step, user=dora)
    client.force_login(dora)
    url = reverse("automations:sequence", args=[sequence.pk])
    html = client.get(url).content.decode()
    assert (
        "approved versions are sent until then" in html
        and "The message was changed; the old one is sent until the new one is approved." in html
    )
    assert "Approve the message" not in html  # nothing that would be refused is offered
    put_in(sequence, ann, now=clock.now)
    clock.tick()
    assert got(ann) == ["First"]
    approve(first, carla)
    retyped(first, dora, "First, best")  # after the yes
    with pytest.raises(mailings_refusals.Refused, match="needs approval from someone else first"):
        steps.take_letter(step=step, user=dora)
    automations_actions.ask_for_letters(sequence=sequence, user=dora)
    review_actions.send_back(mailing=first, user=carla, comment="Too loud")
    assert "Too loud" in client.get(url).content.decode()
    approve(first, carla)
    assert "Approve the message" in client.get(url).content.decode()
    steps.take_letter(step=step, user=dora)
    put_in(sequence, ben, now=clock.now)
    clock.tick(minutes=1)
    assert got(ben) == ["First, best"]
    clock.tick(days=3)
    assert len(got(ann)) == 2


def test_who_is_alone_or_asked_for_no_eyes_just_starts_it(sequence, dora):
    assert not refused(sequence, dora)
    sequences.end(sequence=sequence, user=dora)
    user("carla", Role.COMMUNICATIONS)
    other = sequences.make(name="Thanks", user=dora)
    add(other, "letter", subject="Hello")
    assert refused(other, dora)
    Precaution.objects.update(asks_sequences=False)
    assert not refused(other, dora)


def test_wagtails_publishing_passes_no_second_look(client, sequence, dora, carla, everyone):
    first, _second = letters_of(sequence)
    for each in letters_of(sequence):
        approve(each, carla)
    run(sequence, dora)
    clock, ann = Clock(), reader("ann")
    client.force_login(dora)
    data = typed(everyone, "Unapproved") | {
        "action-publish": "1", "advertising": "", "ad_reason": "", "ad_linked_to": "", "says": "campaign",
    }  # fmt: skip
    data["content-0-value-subject"] = "Never approved"
    client.post(reverse("mailing_writing:edit", args=[first.pk]), data)
    put_in(sequence, ann, now=clock.now)
    clock.tick()
    assert "Never approved" not in got(ann) and len(got(ann)) == 1


def test_a_no_after_the_yes_holds_it(sequence, dora, carla):
    for each in letters_of(sequence):
        approve(each, carla)
    for each in letters_of(sequence):
        review_actions.send_back(mailing=each, user=carla, comment="Stop, the date is wrong")
    assert refused(sequence, dora)
