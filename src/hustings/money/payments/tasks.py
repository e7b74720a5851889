"""Background work on payments: events, expiry, what webhooks lost."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.money.payments import effects
from hustings.money.payments.models import Channel

_ROUNDS = 50


@jobs.label(_("Record payments"))
@task()
def apply_events(channel_id: int) -> None:
    """Act on what the provider told; twice has the effect once."""
    channel = Channel.objects.select_related("books").filter(pk=channel_id).first()
    for _round in range(_ROUNDS if channel else 0):
        assert channel
        if not effects.apply_some(channel):
            break
