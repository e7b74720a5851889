"""Background work on donations."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.money.donations import overruns, thanks_mail
from hustings.money.donations.models import Donation


@jobs.label(_("Check a person’s donations against the law"))
@task()
def check_person(person: int) -> None:
    """Look at all gifts of one person again; safe to run twice."""
    overruns.check(person)


@jobs.label(_("Thank for a donation"))
@jobs.retries(attempts=8)
@task()
def thank(donation: int) -> None:
    """Mail thanks, once; running it twice sends one mail."""
    thanks_mail.send(donation)


@jobs.label(_("Tell a donor how to send a donation"))
@jobs.retries(attempts=8)
@task()
def tell_how_to_pay(donation: int) -> None:
    """Mail it, once; running it twice sends one mail."""
    thanks_mail.tell_how_to_pay(donation)


@jobs.label(_("Tell a donor that a monthly donation is paused"))
@task()
def tell_paused(plan: int, why: str) -> None:
    """Mail it; a task that failed is tried again by hand."""
    thanks_mail.tell_paused(plan, why)


def check_later(*people: int | None) -> None:
    """Queue a check of those of these people who gave: after a merge, its undo, or a corrected fact."""
    if known := {pk for pk in people if pk}:
        given = Donation.objects.filter(person__in=known).order_by()
        jobs.enqueue_all(check_person, given.values_list("person").distinct())


def check_changed() -> None:
    """Queue a check of donors whose record changed lately, such as by another birth date."""
    jobs.enqueue_all(check_person, [[person] for person in overruns.changed_lately()])
