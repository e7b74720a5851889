"""No mail leaves inside a transaction, each leaves once, and one that failed or was cut off leaves later."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from hustings.foundation.accounts import tasks as accounts
from hustings.foundation.accounts.models import Device, Invitation
from hustings.foundation.accounts.roles import Role
from hustings.foundation.jobs import exactly_once, retry_policies
from hustings.foundation.jobs.actions import prune
from hustings.foundation.jobs.models import OnceRecord
from hustings.outreach.automations import actions as automations_actions
from hustings.outreach.review import actions as review_actions
from hustings.outreach.review.approvals import notifications as approvals
from hustings.outreach.review.comments import notifications as comments
from hustings.outreach.review.models import Approval, Mention
from hustings.people.persons.models import Person
from hustings.people.selfservice import tasks as selfservice_tasks
from hustings.people.selfservice.models import PageRequest
from hustings.people.signups import tasks as signups_tasks
from hustings.people.signups.models import SignUp
from hustings.site.forms import tasks as surveys
from hustings.site.forms.models import Questionnaire, Response
from tests.cast.outreach.fixtures import reader
from tests.cast.outreach.sequences import add
from tests.cast.site.petitions.fixtures import make as make_petition
from tests.cast.site.petitions.fixtures import signed
from tests.conftest import user

pytestmark = pytest.mark.both

SERVER = {"is_down": False}


class Watching(EmailBackend):
    """A mail server that is slow: no transaction waits for it."""

    def send_messages(self, messages):
        inside = [block for block in connection.atomic_blocks if not block._from_testcase]
        assert not inside, "a transaction is open while a mail server is asked"
        if SERVER["is_down"]:
            raise SMTPServerDisconnected
        return super().send_messages(messages)


@pytest.fixture(autouse=True)
def _watched(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Watching"
    SERVER["is_down"] = False


@pytest.fixture
def carla(db):
    return user("carla", Role.COMMUNICATIONS)


@pytest.fixture
def mails(mailing, dora, carla):
    """A call for each mail that somebody of the team or of the people gets, and how its key begins."""
    now = timezone.now()
    invitation = Invitation.objects.create(user=carla, made_by=dora, expires_at=now + timedelta(days=1))
    device = Device.objects.create(user=carla, key="k")
    comment = review_actions.comment_on(mailing=mailing, user=dora, text="Look", readers=[carla.pk])
    asked = review_actions.ask_for_approval(mailing=mailing, user=dora)
    sign_up = SignUp.objects.create(
        address="new@example.org", key="new@example.org", language="en", consents=[]
    )
    reader("ann")
    request = PageRequest.objects.create(address="ann@example.org", digest="d", language="en")
    signature = signed(make_petition(), "signer@example.org", confirm=False)
    words = {"en": {"title": "Help us", "mail_subject": "Thank you", "mail": "We write soon."}}
    response = Response.objects.create(
        questionnaire=Questionnaire.objects.create(slug="help", texts=words), language="en", key="k",
        sign_up=sign_up, person=Person.objects.get(),
    )  # fmt: skip
    return [
        (accounts.mail_invitation, [invitation.pk], f"accounts.invitation {invitation.pk}"),
        (accounts.mail_new_device, [device.pk], f"accounts.device {device.pk}"),
        (comments.tell, [Mention.objects.get(comment=comment).pk], "review.mention"),
        (approvals.tell, [asked.pk, carla.pk, True], "review.approval"),
        (signups_tasks.send_link, ["sign_ups", sign_up.pk], f"sign_ups {sign_up.pk}"),
        (selfservice_tasks.answer_page_request, [request.pk], f"selfservice.page_request {request.pk}"),
        (signups_tasks.send_link, ["petitions", signature.pk], f"petitions {signature.pk}"),
        (surveys.send_answer_mail, [response.pk], f"forms.answer {response.pk}"),
    ]


def test_each_mail_leaves_once_outside_of_any_transaction(mails):
    for task, args, _key in mails:
        before = len(mail.outbox)
        task.call(*args)
        task.call(*args)
        assert len(mail.outbox) == before + 1, task.name
    assert set(OnceRecord.objects.filter(done_at=None)) == set()


def test_each_is_tried_again_for_as_long(mails):
    assert {retry_policies.policy(task.module_path).attempts for task, _args, _key in mails} == {8}


def test_what_a_server_refused_leaves_later(mails):
    for task, args, _key in mails:
        before = len(mail.outbox)
        SERVER["is_down"] = True
        with pytest.raises(SMTPServerDisconnected):
            task.call(*args)
        SERVER["is_down"] = False
        task.call(*args)
        assert len(mail.outbox) == before + 1, task.name


def test_what_a_killed_worker_left_is_taken_over_once_it_lapsed(mails):
    for task, args, _key in mails:
        before = len(mail.outbox)
        SERVER["is_down"] = True
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("django.db.models.query.QuerySet.delete", lambda _self: (0, {}))  # as kill -9 would
            with pytest.raises(SMTPServerDisconnected):
                task.call(*args)
        SERVER["is_down"] = False
        with pytest.raises(exactly_once.Busy):
            task.call(*args)
        assert len(mail.outbox) == before
        OnceRecord.objects.update(until=Now() - timedelta(seconds=1))
        task.call(*args)
        assert len(mail.outbox) == before + 1, task.name


@pytest.mark.django_db(transaction=True)
def test_an_errand_is_refused_inside_a_transaction():
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"), exactly_once.alone("x"):
        pass
    assert not OnceRecord.objects.exists()


def test_an_errand_that_lapsed_and_passed_to_another_is_not_marked(db):
    with exactly_once.once("x") as is_due:
        assert is_due
        OnceRecord.objects.update(token="another")
    assert OnceRecord.objects.get().done_at is None
    with pytest.raises(exactly_once.Busy), exactly_once.once("x"):
        pass


def test_old_rows_of_exactly_once_are_forgotten(db):
    with exactly_once.once("x"):
        pass
    assert prune() == 0
    OnceRecord.objects.update(until=timezone.now() - exactly_once.KEPT - timedelta(days=1))
    assert prune() == 1


def test_who_is_asked_hears_nothing_once_it_was_answered(mailing, dora, carla):
    other = user("emil", Role.COMMUNICATIONS)
    asked = review_actions.ask_for_approval(mailing=mailing, user=dora)
    review_actions.send_back(mailing=mailing, user=carla, comment="No")
    approvals.tell.call(asked.pk, other.pk, True)
    assert mail.outbox == []
    approvals.tell.call(asked.pk, dora.pk, False)
    assert "Non" in mail.outbox[0].body or "No" in mail.outbox[0].body


def test_of_a_sequence_they_hear_of_what_still_waits(campaign, dora, carla):
    from hustings.outreach.automations.actions import sequences

    other = user("emil", Role.COMMUNICATIONS)
    made = sequences.make(name="Welcome", user=dora)
    add(made, "letter", subject="First")
    add(made, "letter", subject="Second")
    automations_actions.ask_for_letters(sequence=made, user=dora)
    first, second = Approval.objects.order_by("pk")
    review_actions.send_back(mailing=first.mailing, user=carla, comment="No")
    approvals.tell.call(first.pk, other.pk, True)
    assert len(mail.outbox) == 1 and second.mailing.name in mail.outbox[0].subject
    review_actions.send_back(mailing=second.mailing, user=carla, comment="No")
    approvals.tell.call(first.pk, carla.pk, True)
    assert len(mail.outbox) == 1


def test_who_wrote_some_of_it_meanwhile_is_not_asked(mailing, dora, carla):
    asked = review_actions.ask_for_approval(mailing=mailing, user=dora)
    mailing.save_revision(user=carla)
    approvals.tell.call(asked.pk, carla.pk, True)
    assert mail.outbox == []
