"""Set up webhooks, test and pause them, send again."""

import logging
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.actions.log import log as note
from hustings.foundation.accounts.models import LogEntry, User
from hustings.foundation.webhooks import outbox, signing, tasks
from hustings.foundation.webhooks.events import events
from hustings.foundation.webhooks.models import Delivery, Endpoint, Watch

log = logging.getLogger(__name__)
MOST = 20
TEST = "webhooks.test"


class TooMany(Exception):
    """Each event is written once for each of them."""


@transaction.atomic
def save(*, endpoint: Endpoint | None = None, values: dict[str, Any], user: User) -> tuple[Endpoint, str]:
    """Set one up, or change it: the user answers for it. The secret of a new one, to be shown once."""
    secret = ""
    if endpoint is None:
        if Endpoint.objects.kept().count() >= MOST:
            raise TooMany(_("You can have up to %(n)s webhooks.") % {"n": MOST})
        secret = signing.fresh()
        endpoint = Endpoint(secret=signing.sealed(secret))
    for name in ("name", "url", "events", "with_people"):
        setattr(endpoint, name, values[name])
    endpoint.user = user
    endpoint.save()
    _noted(endpoint, LogEntry.Kind.WEBHOOK_SAVED, user)
    return endpoint, secret


@transaction.atomic
def renew_secret(*, endpoint: Endpoint, user: User) -> str:
    """A new secret, to be shown once. The old one signs too for a day, so that the other tool can follow."""
    found = Endpoint.objects.select_for_update(of=("self",)).get(pk=endpoint.pk)
    secret = signing.fresh()
    found.old_secret, found.old_until = found.secret, timezone.now() + signing.BOTH
    if found.paused_why == Endpoint.Why.KEY:
        found.old_secret = ""
    found.secret = signing.sealed(secret)
    found.save(update_fields=["secret", "old_secret", "old_until"])
    _noted(found, LogEntry.Kind.WEBHOOK_SAVED, user)
    return secret


@transaction.atomic
def pause(*, endpoint: Endpoint, user: User) -> None:
    """Tell it nothing: what waits goes on waiting, and what happens meanwhile isn't kept for it."""
    live = Endpoint.objects.live().filter(pk=endpoint.pk)
    live.update(paused_at=timezone.now(), paused_why=Endpoint.Why.TEAM)
    _noted(endpoint, LogEntry.Kind.WEBHOOK_SAVED, user)


@transaction.atomic
def resume(*, endpoint: Endpoint, user: User) -> None:
    """Go on, with what waited first."""
    mine = Endpoint.objects.kept().filter(pk=endpoint.pk)
    mine.update(paused_at=None, paused_why="", n_failed=0, rests_until=None)
    endpoint.deliveries.filter(due_at__isnull=False).update(due_at=timezone.now())
    _noted(endpoint, LogEntry.Kind.WEBHOOK_SAVED, user)
    _begin(endpoint)


@transaction.atomic
def remove(*, endpoint: Endpoint, user: User) -> None:
    """Tell it nothing any more, and forget its secret."""
    mine = Endpoint.objects.kept().filter(pk=endpoint.pk)
    mine.update(removed_at=timezone.now(), secret="", old_secret="")
    endpoint.deliveries.filter(due_at__isnull=False).update(due_at=None)
    _noted(endpoint, LogEntry.Kind.WEBHOOK_REMOVED, user)


@transaction.atomic
def test(*, endpoint: Endpoint) -> Delivery:
    """Send an event that says nothing, at once."""
    made: Delivery = endpoint.deliveries.create(event=TEST, key=endpoint.pk, due_at=timezone.now())
    Endpoint.objects.filter(pk=endpoint.pk).update(rests_until=None)
    _begin(endpoint)
    return made


@transaction.atomic
def send_again(*, endpoint: Endpoint, deliveries: Collection[int]) -> int:
    """Send these once more, by the same ids; how many."""
    mine = endpoint.deliveries.filter(pk__in=deliveries)
    n = mine.update(due_at=timezone.now(), sent_at=None, n_tries=0, status=0, trouble="")
    Endpoint.objects.filter(pk=endpoint.pk).update(rests_until=None)
    _begin(endpoint)
    return n


def look_at_the_clock() -> None:
    """Tell of what time alone has brought about since the last look."""
    for event in events.all():
        if event.passed is None:
            continue
        with transaction.atomic():
            Watch.objects.get_or_create(event=event.name)
            watch = Watch.objects.select_for_update().get(event=event.name)
            now = timezone.now()
            outbox.tell(event.name, *event.passed(watch.until, now))
            Watch.objects.filter(pk=watch.pk).update(until=now)


def pause_restored(using: str, made_at: Any) -> None:
    """After a restore nobody is told of anything before the team says so: the copy may be a trial."""
    live = Endpoint.objects.using(using).live()
    live.update(paused_at=timezone.now(), paused_why=Endpoint.Why.RESTORED)


def _begin(endpoint: Endpoint) -> None:
    transaction.on_commit(lambda: tasks.begin([endpoint.pk]))


def _noted(endpoint: Endpoint, kind: LogEntry.Kind, user: User) -> None:
    note(kind=kind, subject=user, actor=user, detail=endpoint.host)
    transaction.on_commit(outbox.forget)
    log.info("webhooks.%s endpoint=%s", kind, endpoint.pk)
