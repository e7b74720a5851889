"""Scheduled work on submissions and arrivals."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.people.signups.actions import arrivals, devices, links

part = schedule.jobs(
    schedule.daily(
        links.forget_unconfirmed,
        _("Delete old unconfirmed sign-ups"),
        at="03:20",
        name="signups.forget_unconfirmed",
    ),
    schedule.daily(
        arrivals.forget_arrivals,
        _("Delete old sources of sign-ups"),
        at="03:25",
        name="signups.forget_arrivals",
    ),
    schedule.daily(
        devices.forget_old, _("Forget old devices of supporters"), at="03:28", name="signups.forget_devices"
    ),
)
