"""HQ's pages of sequences: drawn, changed without dragging, for those alone who may."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from hustings.foundation.accounts.roles import Role
from hustings.outreach.automations import simulation
from hustings.outreach.automations import step_kinds as all_kinds
from hustings.outreach.automations.actions import sequences, steps
from hustings.outreach.automations.flow import ROOT, Flow
from hustings.outreach.automations.models import Enrolment, Sequence
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking.models import Conversion, MailingLink, Measure
from hustings.people.changes.operations.run import run_operation
from hustings.people.persons.models import Activity, Operation, Tag
from hustings.people.segments.models import Segment
from tests import addresses
from tests.cast.outreach.fixtures import letters, reader
from tests.cast.outreach.sequences import add, got, put_in, run, wait, where
from tests.conftest import user

pytestmark = pytest.mark.usefixtures("eased", "asks_in_english")


@pytest.fixture
def sequence(campaign, dora):
    made = sequences.make(name="Welcome", user=dora)
    add(made, "letter", subject="First")
    wait(made, 3)
    add(made, "letter", subject="Second")
    return made


@pytest.fixture
def hq(client, dora):
    client.force_login(dora)
    return client


def page(hq, view, *args):
    answer = hq.get(addresses.outreach(view, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def post(hq, view, *args, **data):
    return hq.post(addresses.outreach(view, args=args), data)


def kinds(sequence):
    return [step.kind for step in Flow.of(sequence).walk()]


def test_a_ready_made_one_has_letters_in_both_languages_and_can_start(hq, campaign, dora):
    assert "Welcome in three e-mails" in page(hq, "sequence_add")
    answer = post(hq, "sequence_add", ready="welcome")
    made = Sequence.objects.get()
    assert answer.url == reverse("automations:sequence", args=[made.pk])
    assert kinds(made) == ["letter", "wait", "letter", "wait", "letter"]
    for mailing in Mailing.objects.all():
        assert {letter["language"] for letter in mailing.letters()} == {"fr", "en"} and mailing.is_step
    shown = page(hq, "sequence_start", made.pk)
    assert "sign-up on the site" in shown
    post(hq, "sequence_start", made.pk)
    made.refresh_from_db()
    assert made.is_running
    assert set(Mailing.objects.values_list("state", flat=True)) == {"sending"}


@pytest.mark.parametrize("ready", ["event", "lapsed", "election"])
def test_the_other_ready_made_ones_have_nothing_amiss_in_their_letters(hq, campaign, ready):
    if ready == "election":
        assert post(hq, "sequence_add", ready=ready).url == reverse("automations:sequence_add")
    post(hq, "sequence_add", ready=ready, day="2050-04-10")
    made = Sequence.objects.get()
    shown = page(hq, "sequence_start", made.pk)
    assert "Start the sequence" in shown and "The sequence can’t start yet:" not in shown
    if ready == "election":
        days = [step.value["on"] for step in Flow.of(made).walk() if step.kind == "wait"]
        assert days == ["2050-03-20", "2050-04-03", "2050-04-08"]


def test_an_unwritten_letter_stops_the_start(hq, sequence):
    Mailing.objects.filter(step__sequence=sequence).update(content=letters("", ""))
    shown = page(hq, "sequence_start", sequence.pk)
    assert "can&#x27;t start yet" in shown or "The sequence can’t start yet:" in shown
    assert post(hq, "sequence_start", sequence.pk).status_code == 422
    sequence.refresh_from_db()
    assert sequence.is_draft


def test_steps_are_added_moved_and_removed_by_forms_alone(hq, sequence, everyone):
    first = Flow.of(sequence).rows[ROOT][0]
    at = f"{reverse('automations:sequence_step_add', args=[sequence.pk, 'condition'])}?place=0-all-{first.pk}"
    assert "For some hours or days, until a time or weekday, or until a date" in hq.get(
        f"{reverse('automations:sequence_step_choose', args=[sequence.pk])}?place=0-all-0"
    ).content.decode()  # fmt: skip
    hq.post(at, {"segment": everyone.pk})
    assert kinds(sequence) == ["letter", "condition", "wait", "letter"]
    condition = sequence.steps.get(kind="condition")
    inside = reverse("automations:sequence_step_add", args=[sequence.pk, "wait"])
    hq.post(f"{inside}?place={condition.pk}-yes-0", {"n": 2, "unit": "hours"})
    assert kinds(sequence) == ["letter", "condition", "wait", "wait", "letter"]
    post(hq, "sequence_step_up", sequence.pk, condition.pk)
    assert kinds(sequence)[:2] == ["condition", "wait"]
    post(hq, "sequence_step_down", sequence.pk, condition.pk)
    second = sequence.steps.filter(kind="letter").last()
    post(hq, "sequence_step_place", sequence.pk, second.pk, place=f"{condition.pk}-no-0")
    assert kinds(sequence) == ["letter", "condition", "wait", "letter", "wait"]
    post(hq, "sequence_step_place", sequence.pk, condition.pk, place=f"{condition.pk}-no-0")
    assert kinds(sequence) == ["letter", "condition", "wait", "letter", "wait"]
    assert "2 steps inside it are removed too" in page(hq, "sequence_step_removal", sequence.pk, condition.pk)
    post(hq, "sequence_step_removal", sequence.pk, condition.pk)
    assert kinds(sequence) == ["letter", "wait"]
    assert "Add a step after" in page(hq, "sequence", sequence.pk)


def test_a_wait_for_nothing_is_refused_and_a_place_that_is_none(hq, sequence):
    at = reverse("automations:sequence_step_add", args=[sequence.pk, "wait"])
    assert hq.post(f"{at}?place=0-all-0", {"n": 0, "unit": "days"}).status_code == 422
    assert hq.post(f"{at}?place=nowhere", {"n": 1, "unit": "days"}).status_code == 404
    hq.post(f"{at}?place=999-yes-0", {"n": 1, "unit": "days"})
    assert kinds(sequence) == ["letter", "wait", "letter"]


def test_the_flow_counts_who_waits_where_and_what_became_of_letters(hq, sequence, dora, days):
    anna, tom = reader("anna"), reader("tom")
    run(sequence, dora)
    put_in(sequence, anna, tom, now=days.now)
    days.tick()
    Delivery.objects.filter(person=tom).update(unsubscribed_at=days.now)
    shown = page(hq, "sequence", sequence.pk)
    assert "2 waiting" in shown and "sent: 2" in shown and "unsubscribed: 1" in shown
    assert "Anna" in page(hq, "sequence_people", sequence.pk)


def test_what_followed_from_its_letters_is_told_together(hq, sequence, settings, days):
    first, second = Mailing.objects.filter(step__sequence=sequence)
    assert "Actions taken" not in page(hq, "sequence", sequence.pk)
    for letter in (first, second):
        Measure.objects.update_or_create(mailing=letter, defaults={"clicks": "totals"})
    with CaptureQueriesContext(connection) as before:
        assert "Actions taken" not in page(hq, "sequence", sequence.pk)  # no link of theirs leads to us
    MailingLink.objects.create(mailing=first, number=1, target=f"{settings.BASE_URL}/fr/")
    made = {"link": 1, "confirmed_at": days.now}
    for kind, letter, n in (("sign_up", first, 2), ("sign_up", second, 3), ("reply", second, 4)):
        Conversion.objects.bulk_create(Conversion(mailing=letter, kind=kind, **made) for _ in range(n))
    with CaptureQueriesContext(connection) as after:
        html = page(hq, "sequence", sequence.pk)
    assert "<dt>sign-ups</dt><dd>5</dd>" in html
    assert "<dt>replies</dt><dd>4</dd>" in html
    MailingLink.objects.all().delete()  # how they were counted is told with them
    assert "Counts what people did on our site" in page(hq, "sequence", sequence.pk)
    assert len(after) == len(before)


def test_a_page_asks_the_same_of_twelve_people_as_of_two(hq, sequence, dora, days):
    run(sequence, dora)
    n = []
    for name in ("ab", "cdefghijkl"):
        put_in(sequence, *(reader(letter) for letter in name), now=days.now)
        days.tick()
        page(hq, "sequence", sequence.pk)  # what a process remembers
        for view in ("sequence", "sequence_people"):
            with CaptureQueriesContext(connection) as asked:
                page(hq, view, sequence.pk)
            n.append(len(asked))
    assert n[:2] == n[2:] and n[0] <= 52


def test_the_course_of_one_person_is_shown_for_thirty_days(hq, sequence, dora, days):
    anna = reader("anna")
    course = simulation.course(sequence, anna, days.now)
    taken = [(station.at - days.now).days for station in course.stations]
    assert taken == [0, 3, 3, 3] and course.stations[-1].step is None
    run(sequence, dora)
    put_in(sequence, anna, now=days.now)
    days.tick()
    at = reverse("automations:sequence_course", args=[sequence.pk])
    shown = hq.get(f"{at}?q=anna&who={anna.uid}").content.decode()
    assert (
        "Already in it. In the next" in shown and "Message: Second" in shown and "Message: First" not in shown
    )


def test_whoever_takes_somebody_out_does_it_from_the_record(hq, sequence, dora, days):
    anna = reader("anna")
    run(sequence, dora)
    put_in(sequence, anna, now=days.now)
    days.tick()
    record = hq.get(reverse("persons:record", args=[anna.uid])).content.decode()
    assert "Welcome" in record and "Remove" in record
    post(hq, "enrolment_removal", Enrolment.objects.get().pk, next="record")
    assert where(anna, sequence).ending == "out"
    assert Activity.objects.filter(person=anna, kind="sequence.out").count() == 1


def test_a_local_leader_takes_out_their_own_people_alone(client, sequence, rhone, dora, days):
    from hustings.foundation.territories.models import Zone

    here, there = (
        reader("here", Zone.objects.get(name="Lyon")),
        reader("there", Zone.objects.get(name="Nîmes")),
    )
    run(sequence, dora)
    put_in(sequence, here, there, now=days.now)
    client.force_login(user("lea", Role.ORGANISER, rhone))
    for person in (here, there):
        post(client, "enrolment_removal", where(person, sequence).pk)
    assert where(here, sequence).ended_at and where(there, sequence).ended_at is None
    shown = page(client, "sequence_people", sequence.pk)
    assert "There" not in shown and "1 person is hidden" in shown


def test_many_come_in_by_hand_and_go_out_again_where_nothing_left(hq, sequence, everyone, dora, days):
    anna, tom = reader("anna"), reader("tom")
    reader("silent", agrees=False)
    run(sequence, dora)
    post(hq, "sequence_put", sequence.pk, segment=everyone.pk)
    operation = Operation.objects.get()
    run_operation(operation.pk)
    operation.refresh_from_db()
    assert operation.counts == {"put_in": 2, "in_already": 0, "not_fit": 1}
    days.sends = False
    days.tick(minutes=1)
    Delivery.objects.filter(person=tom).update(state="sent")
    post(hq, "sequence_put_undo", sequence.pk, operation.pk)
    run_operation(operation.pk)
    operation.refresh_from_db()
    assert operation.counts["undo"]["restored"] == 1 and operation.counts["undo"]["kept"] == 1
    assert [row.person for row in Enrolment.objects.all()] == [tom]
    assert not Delivery.objects.filter(person=anna).exists()
    post(hq, "sequence_put", sequence.pk, segment=everyone.pk)
    days.sends = True
    days.tick(minutes=2)
    assert got(tom) == ["First"]


def test_a_changed_letter_leaves_once_it_is_approved(hq, sequence, dora, days):
    anna = reader("anna")
    run(sequence, dora)
    step = Flow.of(sequence).first
    mailing = step.mailing
    mailing.content = letters("New", "Text [link](https://example.org/x).")
    mailing.save_revision(user=dora)
    assert "The message was changed; the old one is sent until the new one is approved." in page(
        hq, "sequence", sequence.pk
    )
    post(hq, "sequence_letter", sequence.pk, step.pk)
    put_in(sequence, anna, now=days.now)
    days.tick()
    assert got(anna) == ["New"] and mailing.links.count() == 1
    assert page(hq, "mailing", mailing.pk)
    assert not Mailing.objects.get(pk=mailing.pk).is_over


def test_who_may_not_send_writes_drafts_and_starts_nothing(client, sequence, alice, rhone):
    client.force_login(alice)
    assert post(client, "sequence_start", sequence.pk).status_code == 403
    assert post(client, "sequence_settings", sequence.pk, name="Mine").status_code == 403
    post(client, "sequence_add", ready="")
    assert Sequence.objects.get(user=alice).is_draft


def test_settings_keep_who_leaves_and_who_may_come_again(hq, sequence, everyone):
    post(hq, "sequence_settings", sequence.pk, name="Hello", again_after=7, leaves_when=everyone.pk)
    sequence.refresh_from_db()
    assert (sequence.name, sequence.again_after, sequence.leaves_when) == ("Hello", 7, everyone)
    assert "the sequence “Hello”" in hq.get(reverse("segments:segment", args=[everyone.pk])).content.decode()


def test_a_draft_is_removed_with_its_letters(hq, sequence):
    post(hq, "sequence_removal", sequence.pk)
    assert not Sequence.objects.exists() and not Mailing.objects.exists()


def test_a_letter_of_a_sequence_is_neither_sent_nor_listed_by_itself(hq, sequence):
    mailing = Mailing.objects.first()
    assert "Welcome" not in page(hq, "mailings")
    post(hq, "send", mailing.pk, seen="x")
    mailing.refresh_from_db()
    assert mailing.is_draft


def test_why_somebody_got_it_names_the_sequence(hq, sequence, dora, days):
    anna = reader("anna")
    steps.add_trigger(sequence=sequence, kind="sign_up", value={})
    run(sequence, dora)
    anna.log("sign_up.confirmed", source="test")
    days.tick(minutes=1)
    assert got(anna) == ["First"]
    shown = hq.get(reverse("privacy:why", args=[anna.uid])).content.decode()
    assert "Message of the sequence “Welcome”: sign-up on the site" in shown


def test_tags_of_steps_are_put_on_by_those_alone_who_may_change_people(client, sequence, france):
    sequence.user = user("carl", Role.COMMUNICATIONS)
    sequence.save()
    client.force_login(sequence.user)
    at = f"{reverse('automations:sequence_step_add', args=[sequence.pk, 'tag'])}?place=0-all-0"
    assert client.post(at, {"name": "x"}).status_code == 403
    assert not Tag.objects.exists() and Segment.objects.count() == 0


def test_what_the_law_is_not_asked_about_is_said_once(hq, sequence, campaign):
    words = "No country is chosen: election silence"
    campaign.country = ""
    campaign.save()
    assert page(hq, "sequence", sequence.pk).count(words) == 1
    Mailing.objects.filter(step__sequence=sequence).update(says=Mailing.Says.SERVICE)
    told = page(hq, "sequence", sequence.pk)
    assert words not in told and told.count("Marked as a reply to something recipients did") == 2


def test_the_form_of_each_step_says_what_it_does(hq, sequence):
    for name, kind in all_kinds.KINDS.items():
        at = reverse("automations:sequence_step_add", args=[sequence.pk, name])
        page = hq.get(f"{at}?place=0-all-0")
        with translation.override("en"):
            assert f"<p>{escape(kind.hint)}</p>" in page.text, name
