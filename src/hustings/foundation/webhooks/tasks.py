"""Work on webhooks for later: sending, and telling the team of one that was paused."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import Grant, User
from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.foundation.accounts.roles import Role
from hustings.foundation.accounts.tasks import write
from hustings.foundation.jobs import exactly_once
from hustings.foundation.webhooks import sending
from hustings.foundation.webhooks.models import Delivery, Endpoint

KEPT = timedelta(days=30)
AT_ONCE = 5_000


def begin(endpoints: Iterable[int]) -> None:
    """Have each of them told of what is due."""
    for pk in endpoints:
        jobs.enqueue_once(send, f"webhooks {pk}", pk)


def wake() -> None:
    """Begin where a pause is over, or where nobody has begun."""
    due = Delivery.objects.filter(endpoint=OuterRef("pk"), due_at__lte=timezone.now())
    begin(Endpoint.objects.ready().filter(Exists(due)).values_list("pk", flat=True))


@jobs.label(_("Send webhooks"))
@task(queue_name="long")
def send(endpoint_id: int) -> None:
    """Tell one endpoint; running it twice at once sends some twice, by the same ids."""
    if sending.send_due(endpoint_id, jobs.turns()):
        endpoint = Endpoint.objects.get(pk=endpoint_id)
        for user in _told(endpoint):
            tell_of_pause.enqueue(endpoint_id, user.pk, str(endpoint.paused_at))


def _told(endpoint: Endpoint) -> list[User]:
    """Whoever answers for it; the directors where that is nobody any more."""
    if access.may(endpoint.user, CHANGE_SETTINGS):
        assert endpoint.user
        return [endpoint.user]
    directors = Grant.objects.live().filter(role=Role.DIRECTOR, zone=None)
    return list(User.objects.active().filter(pk__in=directors.values("user")))


@jobs.label(_("Report a paused webhook"))
@jobs.retries(attempts=8, wait=30)
@task()
def tell_of_pause(endpoint_id: int, user_id: int, at: str) -> None:
    """Mail one of the team; running it twice sends one mail."""
    endpoint, user = Endpoint.objects.get(pk=endpoint_id), User.objects.get(pk=user_id)
    with exactly_once.once(f"webhooks.paused {endpoint_id} {user_id} {at}") as is_due:
        if is_due and endpoint.paused_at:
            link = settings.BASE_URL + reverse("webhooks:endpoint", args=[endpoint.pk])
            write(user, "webhooks/mail/paused.txt", endpoint=endpoint, link=link)


def forget_old() -> int:
    """Delete deliveries after a month, and removed endpoints that have none; how many deliveries."""
    n, old = 0, Delivery.objects.filter(told_at__lt=timezone.now() - KEPT)
    while keys := list(old.order_by("told_at").values_list("pk", flat=True)[:AT_ONCE]):
        n += Delivery.objects.filter(pk__in=keys)._raw_delete(Delivery.objects.db)
    with transaction.atomic():
        gone = Endpoint.objects.filter(removed_at__lt=timezone.now() - KEPT, deliveries=None)
        gone.delete()
    return n
