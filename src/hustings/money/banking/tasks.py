"""Background work at the bank: notices of direct debits."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.money.banking import notices


@jobs.label(_("Announce direct debits"))
@task()
def announce_debits(batch_id: int) -> None:
    """Mail each payer of a file once."""
    notices.announce(batch_id)
