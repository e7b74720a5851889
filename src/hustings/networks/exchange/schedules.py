"""Scheduled jobs of the exchange."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.networks.exchange import answer_clock, notices
from hustings.networks.exchange.partners.telling import forget_parcels, wake_parcels

part = schedule.jobs(
    schedule.every(answer_clock.turn, _("Ask the next one in the exchange"), minutes=1, name="exchange.turn"),
    schedule.every(
        answer_clock.hourly, _("End and renew what is in the exchange"), hours=1, name="exchange.hourly"
    ),
    schedule.every(
        wake_parcels, _("Look for asks to send to partner networks"), minutes=1, name="exchange.parcels"
    ),
    schedule.every(notices.wake, _("Send e-mails of the exchange"), minutes=10, name="exchange.wake"),
    schedule.daily(
        forget_parcels, _("Delete old messages of partner networks"), at="03:56", name="exchange.parcels_old"
    ),
    schedule.daily(
        notices.forget_old, _("Delete old e-mails of the exchange"), at="03:55", name="exchange.forget_old"
    ),
)
