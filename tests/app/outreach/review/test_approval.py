"""A second pair of eyes before a large mailing leaves."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from hustings.foundation.accounts.models import Grant
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.outreach.abtests import actions as abtests_actions
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.dispatch import actions as dispatch_actions
from hustings.outreach.dispatch import tasks
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight import fingerprints as checks
from hustings.outreach.review import actions as review_actions
from hustings.outreach.review.approvals import notifications, rules, todos
from hustings.outreach.review.models import Approval, Precaution
from tests.cast.outreach.fixtures import letters, reader
from tests.conftest import user

pytestmark = pytest.mark.usefixtures("english")

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def large(mailing) -> Mailing:
    """To two readers, where more than one is many."""
    Precaution.objects.update(above=1)
    reader("one")
    reader("two")
    mailing.save_revision(user=mailing.user)
    return mailing


def seen(mailing):
    return checks.seen(Mailing.objects.get(pk=mailing.pk).get_latest_revision_as_object())


def asked_and_approved(mailing, author, by):
    review_actions.ask_for_approval(mailing=mailing, user=author)
    return review_actions.approve(mailing=mailing, user=by, seen=seen(mailing))


def refused(mailing, sender) -> bool:
    try:
        dispatch_actions.send(mailing=mailing, user=sender)
    except mailings_refusals.Refused as why:
        assert "This mailing needs approval from someone else first." in str(why)
        return True
    return False


def test_a_large_mailing_leaves_only_once_somebody_else_approved_it(large, dora, carla):
    assert refused(large, dora)
    assert refused(large, carla), "nor when somebody else sends it unseen"
    asked_and_approved(large, dora, carla)
    assert not refused(large, dora)
    assert Mailing.objects.get().state == Mailing.State.QUEUEING


def test_a_small_one_needs_nobody(large, dora, carla):
    Precaution.objects.update(above=2)
    assert not refused(large, dora)


def test_whoever_may_send_alone_is_not_blocked(large, dora):
    user("alf", Role.ORGANISER)
    gone = user("gone", Role.COMMUNICATIONS)
    Grant.objects.filter(user=gone).update(revoked_at=timezone.now())
    shut = user("shut", Role.DIRECTOR)
    shut.is_active = False
    shut.save()
    user("lou", Role.COMMUNICATIONS, Zone.objects.create(kind="free", name="Lyon", name_key="lyon"))
    assert not refused(large, dora), "lou may not send to everybody"


def test_a_director_turns_it_off(large, dora, carla):
    Precaution.objects.update(asks_second=False)
    assert not refused(large, dora)


def test_who_wrote_some_of_it_can_not_approve_it(large, dora, carla):
    third = user("third", Role.COMMUNICATIONS)
    large.save_revision(user=carla)  # a word changed
    review_actions.ask_for_approval(mailing=large, user=carla)
    for writer in (dora, carla):
        with pytest.raises(
            mailings_refusals.Refused, match="You wrote part of it: someone else must approve it"
        ):
            review_actions.approve(mailing=large, user=writer, seen=seen(large))
    review_actions.approve(mailing=large, user=third, seen=seen(large))
    assert not refused(large, dora)


def test_a_yes_of_who_writes_in_it_later_counts_no_more(large, dora, carla):
    asked_and_approved(large, dora, carla)
    large.save_revision(user=carla, changed=False)
    assert refused(large, dora)


@pytest.mark.parametrize("what", ["letter", "segment", "criteria", "topic", "trial"])
def test_a_change_after_the_yes_asks_again(large, everyone, dora, carla, what):
    asked_and_approved(large, dora, carla)
    if what == "letter":
        large.content = letters("Another", "text")
    elif what == "segment":
        everyone.pk, everyone.name = None, "Others"
        everyone.criteria = {
            "match": "all",
            "criteria": [{"criterion": "email", "operator": "has", "value": None}],
        }
        everyone.save()
        large.segment = everyone
    elif what == "criteria":
        everyone.criteria = {"match": "any", "criteria": everyone.criteria["criteria"]}
        everyone.save()
    elif what == "topic":
        from hustings.people.persons.actions.topics import add_topic

        large.topic = add_topic(names={"fr": "Nouvelles"}, is_default=True)
    else:
        abtests_actions.set_up_trial(mailing=large, user=dora, size=50, measure="clicks")
    large.save_revision(user=dora)
    assert refused(large, dora)
    asked_and_approved(large, dora, carla)
    assert not refused(large, dora)


def test_what_autosave_writes_over_the_approved_revision_asks_again(large, dora, carla):
    """The editor writes what is typed next into the same revision."""
    asked_and_approved(large, dora, carla)
    large.content = letters("Another", "text")
    revision = Mailing.objects.get().latest_revision
    large.save_revision(user=dora, overwrite_revision=revision)
    assert Mailing.objects.get().latest_revision_id == revision.pk
    assert refused(large, dora)


def test_a_yes_holds_for_what_was_looked_at_not_for_what_was_typed_meanwhile(large, dora, carla):
    review_actions.ask_for_approval(mailing=large, user=dora)
    looked_at = seen(large)
    large.content = letters("Another", "text")
    large.save_revision(user=dora)
    with pytest.raises(
        mailings_refusals.Refused,
        match="The mailing, its segment or the e-mail design has changed",
    ):
        review_actions.approve(mailing=large, user=carla, seen=looked_at)
    assert Approval.objects.get().is_open


def test_a_yes_ends_with_the_right_to_say_it(large, dora, carla):
    asked_and_approved(large, dora, carla)
    user("other", Role.COMMUNICATIONS)
    Grant.objects.filter(user=carla).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert refused(large, dora)


def test_a_local_yes_is_none_for_a_mailing_to_everybody(large, dora, carla, rhone):
    local = user("lou", Role.COMMUNICATIONS, rhone)
    review_actions.ask_for_approval(mailing=large, user=dora)
    with pytest.raises(mailings_refusals.Refused):
        review_actions.approve(mailing=large, user=local, seen=seen(large))
    assert local.pk not in rules.reviewers(large, dora)
    lyon = user("lyon", Role.COMMUNICATIONS, Zone.objects.get(name="Lyon"))
    assert rules.others(lyon) == {dora.pk, carla.pk, local.pk}, "one of Rhône looks at what goes to Lyon"
    assert lyon.pk not in rules.others(local)


def test_the_last_moment_looks_again(large, dora, carla):
    """It was sent when nothing had to be asked; before the first letter is queued that changed."""
    Precaution.objects.update(asks_second=False, grace=60)
    dispatch_actions.send(mailing=large, user=dora)
    Precaution.objects.update(asks_second=True)
    Mailing.objects.update(leaves_at=timezone.now())
    tasks.queue.call(large.pk)
    held = Mailing.objects.get()
    assert (held.state, held.problem) == (Mailing.State.DRAFT, "unapproved")
    assert not Delivery.objects.exists()
    asked_and_approved(large, dora, carla)
    assert not refused(large, dora)
    assert Mailing.objects.get().problem == ""
    Mailing.objects.update(leaves_at=timezone.now())
    tasks.queue.call(large.pk)
    assert Delivery.objects.count() == 2, "what was copied when it was sent is what was approved"


def test_undone_it_stays_approved_until_it_changes(large, dora, carla):
    Precaution.objects.update(grace=60)
    asked_and_approved(large, dora, carla)
    dispatch_actions.send(mailing=large, user=dora)
    dispatch_actions.undo(mailing=large, user=dora)
    assert not refused(large, dora)


def test_letters_go_to_all_who_may_answer_then_back_to_who_asked(large, dora, carla, mailoutbox, rhone):
    other = user("other", Role.DIRECTOR)
    user("lou", Role.COMMUNICATIONS, rhone)
    asked = review_actions.ask_for_approval(mailing=large, user=dora, note_to_them="Before noon, please")
    told = DBTaskResult.objects.filter(task_path=notifications.tell.module_path)
    assert {row.args_kwargs["args"][1] for row in told} == {carla.pk, other.pk}
    notifications.tell.call(asked.pk, carla.pk, True)
    assert mailoutbox[0].to == ["carla@example.org"]
    assert "Before noon, please" in mailoutbox[0].body
    assert reverse("review:approval", args=[large.pk]) in mailoutbox[0].body
    told.delete()
    review_actions.send_back(mailing=large, user=carla, comment="The date is wrong")
    assert [row.args_kwargs["args"] for row in told] == [[asked.pk, dora.pk, False]]
    notifications.tell.call(asked.pk, dora.pk)
    assert "The date is wrong" in mailoutbox[1].body
    assert refused(large, dora)


def test_asked_once_and_answered_once(large, dora, carla):
    review_actions.ask_for_approval(mailing=large, user=dora)
    with pytest.raises(mailings_refusals.Refused, match="Approval has already been requested"):
        review_actions.ask_for_approval(mailing=large, user=dora)
    with pytest.raises(mailings_refusals.Refused, match="Enter the changes you request"):
        review_actions.send_back(mailing=large, user=carla, comment=" ")
    review_actions.send_back(mailing=large, user=carla, comment="No")
    review_actions.ask_for_approval(mailing=large, user=dora)
    assert Approval.objects.count() == 2


def test_the_way_through_the_pages(large, dora, carla, hq):
    page = reverse("dispatch:mailing", args=[large.pk])
    send = reverse("dispatch:send", args=[large.pk])
    approval = reverse("review:approval", args=[large.pk])
    browser = hq(dora)
    shown = browser.get(send, headers=ENGLISH)
    assert "This mailing needs approval from someone else first." in shown.content.decode()
    assert browser.post(send, {"seen": shown.context["seen"]}).status_code == 422
    assert browser.get(approval).status_code == 403, "who wrote it has nothing to answer"
    browser.post(reverse("review:approval_request", args=[large.pk]), {"note": "Soon"})
    assert "Waiting for one of: Carla" in browser.get(page, headers=ENGLISH).content.decode()
    browser = hq(carla)
    assert (
        "Dora asks you to approve “First”"
        in browser.get(reverse("wagtailadmin_home"), headers=ENGLISH).content.decode()
    )
    shown = browser.get(approval, headers=ENGLISH)
    said = shown.content.decode()
    assert "Soon" in said and "Dear Camille" in said
    assert shown.context["reach"].readers == 2
    answer = {"seen": shown.context["seen"], "comment": "Well done", "verdict": "approved"}
    browser.post(approval, answer)
    assert Approval.objects.get().n_readers == 2
    assert todos.on(carla) == []
    browser = hq(dora)
    assert "Well done" in browser.get(page, headers=ENGLISH).content.decode()
    history = browser.get(
        reverse("mailing_writing:history", args=[large.pk]), headers=ENGLISH
    ).content.decode()
    assert "Approved for sending" in history and "Asked for approval" in history
    shown = browser.get(send)
    browser.post(send, {"nevertheless": "on", "seen": shown.context["seen"]})
    assert Mailing.objects.get().state == Mailing.State.QUEUEING


def test_pages_say_what_is_amiss(large, dora, carla, hq):
    page = reverse("dispatch:mailing", args=[large.pk])
    asked_and_approved(large, dora, carla)
    large.content = letters("Another", "text")
    large.save_revision(user=dora)
    shown = hq(dora).get(page, headers=ENGLISH).content.decode()
    assert (
        ", but the mailing, its segment or the e-mail design has changed. Ask again." in shown
        and "Changes since then" in shown
    )
    review_actions.ask_for_approval(mailing=large, user=dora)
    answer = {"verdict": "sent_back", "comment": "", "seen": ""}
    said = hq(carla).post(reverse("review:approval", args=[large.pk]), answer, headers=ENGLISH, follow=True)
    assert "Enter the changes you request." in said.content.decode()
    hq(carla).post(reverse("review:approval", args=[large.pk]), answer | {"comment": "Shorter"})
    assert "Shorter" in hq(dora).get(page, headers=ENGLISH).content.decode()
    large.save_revision(user=carla)
    shown = hq(dora).get(page, headers=ENGLISH).content.decode()
    assert "Everyone who could approve it has written" in shown


def test_who_may_not_send_asks_but_does_not_answer(large, dora, carla, alice, hq):
    mine = Mailing.objects.create(name="Mine", content=letters("a", "b"), segment=large.segment, user=alice)
    asks = reverse("review:approval_request", args=[mine.pk])
    assert hq(alice).post(asks).status_code == 302
    assert hq(alice).get(reverse("review:approval", args=[mine.pk])).status_code == 403
    assert hq(alice).post(reverse("review:approval_request", args=[large.pk])).status_code == 403
    assert [each.mailing_id for each in todos.on(carla)] == [mine.pk]
    assert todos.on(alice) == []


def test_the_first_page_asks_no_question_per_mailing(large, dora, carla, django_assert_max_num_queries):
    for n in range(8):
        made = Mailing.objects.create(
            name=f"M{n}", content=letters("a", "b"), segment=large.segment, user=dora
        )
        review_actions.ask_for_approval(mailing=made, user=dora)
    with django_assert_max_num_queries(7):
        assert len(todos.on(carla)) == 8


def test_what_is_planned_needs_the_yes_twice_when_it_is_planned_and_when_it_begins(large, dora, carla, clock):
    clock("2027-05-03 10:00")
    at = timezone.now() + timedelta(hours=2)
    with pytest.raises(
        mailings_refusals.Refused, match="This mailing needs approval from someone else first"
    ):
        dispatch_actions.schedule(mailing=large, user=dora, at=at)
    asked_and_approved(large, dora, carla)
    dispatch_actions.schedule(mailing=large, user=dora, at=at)
    user("other", Role.COMMUNICATIONS)
    Grant.objects.filter(user=carla).update(revoked_at=timezone.now())
    clock("2027-05-03 12:01")
    tasks.begin.call(large.pk)
    tasks.queue.call(large.pk)
    held = Mailing.objects.get()
    assert (held.state, held.send_at, held.problem) == (Mailing.State.DRAFT, None, "unapproved")
    assert not Delivery.objects.exists()
    Grant.objects.filter(user=carla).update(revoked_at=None)
    dispatch_actions.schedule(mailing=large, user=dora, at=timezone.now() + timedelta(hours=1))
    clock("2027-05-03 13:02")
    tasks.begin.call(large.pk)
    tasks.queue.call(large.pk)
    assert Delivery.objects.count() == 2


def test_what_passes_the_rules_is_looked_at_where_a_local_sender_says_so(mailing, dora, rhone):
    Precaution.objects.update(asks_second=False)
    reader("one", rhone)
    local = user("lea", Role.DIRECTOR, rhone)
    Mailing.objects.filter(pk=mailing.pk).update(says=Mailing.Says.SERVICE, user=local)
    mailing.refresh_from_db()
    mailing.save_revision(user=local)
    assert refused(mailing, local)
    asked_and_approved(mailing, local, dora)
    assert not refused(mailing, local)


def test_a_director_says_alone_what_passes_the_rules(mailing, dora, carla):
    Precaution.objects.update(asks_second=False)
    reader("one")
    Mailing.objects.filter(pk=mailing.pk).update(says=Mailing.Says.SERVICE)
    mailing.refresh_from_db()
    mailing.save_revision(user=dora)
    assert not refused(mailing, dora)
