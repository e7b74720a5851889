"""Mails about speakers, for later: the offer to one, the answer to the group."""

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task

from hustings.field.registrations.models import SpeakerRequest
from hustings.foundation import jobs
from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.mails import Words
from hustings.foundation.jobs import exactly_once
from hustings.foundation.lib.dates import date_format
from hustings.outreach.mailings.audience import address_of


@jobs.label(gettext_lazy("Ask a speaker"))
@jobs.retries(attempts=8, wait=30)
@task()
def send_offer(pk: int) -> None:
    """Mail the present offer; running it twice sends one mail."""
    rows = SpeakerRequest.objects.open().filter(pk=pk, mailed_at=None).exclude(offered_at=None)
    exactly_once.mail_once(f"speaker {pk}", rows.select_related("event__zone", "group", "speaker"), _offer)


def _offer(request: SpeakerRequest) -> None:
    person, event = request.speaker, request.event
    if person is None or not (to := address_of(person)):
        return
    with translation.override(person.language):
        words = {
            "group": request.group.name, "event": event.title, "topic": request.about,
            "when": date_format(event.begins, "DATETIME_FORMAT"),
        }  # fmt: skip
        lines = [
            _("The group “%(group)s” is looking for a speaker for “%(event)s”, on %(when)s.") % words,
            _("Topic: %(topic)s") % words,
            *([event.where] if event.where else []),
        ]
        subject, link = (
            _("Will you speak? %(event)s") % words,
            mails.link("speaker_answers:offer", request.token),
        )
        mails.message(to, Words(subject, lines, _("Answer yes or no"), link)).send()


@jobs.label(gettext_lazy("Tell a group about its speaker"))
@jobs.retries(attempts=8, wait=30)
@task()
def send_answer(pk: int) -> None:
    """Tell whoever asked; running it twice sends one mail."""
    with exactly_once.alone(f"speaker answer {pk}"):
        rows = SpeakerRequest.objects.filter(pk=pk, told_at=None)
        found = rows.select_related("event", "asked_by", "speaker").first()
        if found and (found.accepted_at or found.closed_at):
            _answer(found)
            rows.update(told_at=timezone.now())


def _answer(request: SpeakerRequest) -> None:
    person = request.asked_by
    if person is None or not (to := address_of(person)):
        return
    with translation.override(person.language):
        words = {"event": request.event.title, "name": str(request.speaker or "")}
        if request.accepted_at and not request.closed_at:
            line = _("%(name)s comes to “%(event)s” as your speaker.") % words
        else:
            line = _("We found no speaker for “%(event)s” this time. We’re sorry!") % words
        mails.message(to, Words(_("Your speaker: %(event)s") % words, [line])).send()
