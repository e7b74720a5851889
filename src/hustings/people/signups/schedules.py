"""Scheduled work on submissions and arrivals."""

from hustings.foundation.jobs import schedule
from hustings.people.signups.actions import arrivals, devices, links

part = schedule.jobs(
    schedule.daily(links.forget_unconfirmed, at="03:20", name="signups.forget_unconfirmed"),
    schedule.daily(arrivals.forget_arrivals, at="03:25", name="signups.forget_arrivals"),
    schedule.daily(devices.forget_old, at="03:28", name="signups.forget_devices"),
)
