"""Work on the exchange for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.foundation.jobs import exactly_once
from hustings.networks.exchange import letters
from hustings.networks.exchange.models import Notice


@jobs.label(_("Send an e-mail of the exchange"))
@jobs.retries(attempts=8, wait=30)
@task()
def send_notice(notice_id: int) -> None:
    """Mail one notice; running it twice sends one mail."""
    unmailed = Notice.objects.filter(pk=notice_id, mailed_at=None)
    whole = unmailed.select_related("member__person", "member__organisation", "post", "hour", "dating")
    exactly_once.mail_once(f"exchange.notice {notice_id}", whole, letters.send)


@jobs.label(_("Find matches in the exchange"))
@jobs.retries(attempts=3, wait=60)
@task()
def turn_clock() -> None:
    """Ask somebody for each ask that waits, as the scheduled job does each minute."""
    from hustings.networks.exchange import answer_clock

    answer_clock.turn()


@jobs.label(_("Send asks to partner networks"))
@jobs.retries(attempts=3, wait=60)
@task()
def send_parcels(partner_id: int) -> None:
    """Send a partner what is due; running it twice sends some twice, by the same numbers."""
    from hustings.networks.exchange.partners import sending

    if sending.send_due(partner_id):
        send_parcels.enqueue(partner_id)
