"""Mails that ask people to fill in, for later."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task

from hustings.field.events.models import Shift
from hustings.field.registrations.models import CoverAsk
from hustings.foundation import jobs
from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.mails import Words
from hustings.foundation.jobs import exactly_once
from hustings.foundation.lib.dates import date_format
from hustings.outreach.mailings.audience import address_of


@jobs.label(gettext_lazy("Ask someone to fill in"))
@jobs.retries(attempts=8, wait=30)
@task()
def send_cover_ask(pk: int) -> None:
    """Mail one ask; running it twice sends one mail, and none once the places are filled."""
    unmailed = CoverAsk.objects.open().filter(pk=pk, mailed_at=None).select_related("person", "request")
    exactly_once.mail_once(f"cover {pk}", unmailed, _mail)


def _mail(ask: CoverAsk) -> None:
    shift = Shift.objects.select_related("event", "event__zone").get(pk=ask.request.shift_id)
    if not (to := address_of(ask.person)):
        return
    with translation.override(ask.person.language):
        event = shift.event
        words = {
            "event": event.title,
            "when": date_format(shift.begins, "DATETIME_FORMAT"),
            "where": event.where,
        }
        lines = [
            _("We’re short of people for “%(event)s”, on %(when)s. Can you come?") % words,
            *([shift.name] if shift.name else []),
            *([event.where] if event.where else []),
        ]
        link = mails.link("attendance_answers:cover", ask.token)
        note = _("You get this because you take part nearby. We ask each person at most every two weeks.")
        subject = _("Can you help? %(event)s") % words
        mails.message(to, Words(subject, lines, _("Answer yes or no"), link, [note])).send()
