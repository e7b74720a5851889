"""Mails about events, for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.field.events.hosts import host_mails
from hustings.foundation import jobs


@jobs.label(_("Tell a host about their event"))
@jobs.retries(attempts=8, wait=30)
@task()
def tell_host(pk: int, decision: str) -> None:
    """Mail what was decided on a proposed event; running it twice sends one mail."""
    host_mails.tell(pk, decision)


@jobs.label(_("Ask a group to co-host an event"))
@jobs.retries(attempts=8, wait=30)
@task()
def ask_co_host(pk: int) -> None:
    """Mail its host and co-hosts; running it twice sends one mail each."""
    host_mails.ask_co_host(pk)


@jobs.label(_("Tell a host whether a group co-hosts"))
@jobs.retries(attempts=8, wait=30)
@task()
def tell_of_co_host(pk: int, is_yes: bool) -> None:
    host_mails.tell_of_co_host(pk, is_yes=is_yes)


@jobs.label(_("Tell hosts that a group co-hosts no more"))
@jobs.retries(attempts=8, wait=30)
@task()
def tell_of_end(pk: int, by: int | None) -> None:
    """Mail hosts of the group that did not end it; running it twice sends one mail each."""
    host_mails.tell_of_end(pk, by)


@jobs.label(_("Tell a host about the change that they asked for"))
@jobs.retries(attempts=8, wait=30)
@task()
def tell_host_of_change(pk: int) -> None:
    """Mail whether it was accepted; running it twice sends one mail."""
    host_mails.tell_of_change(pk)
