"""Actions on hosts that may show our forms, and on what is switched off."""

import logging

from django.db import transaction

from hustings.foundation.accounts.models import User
from hustings.site.embeds import hosts
from hustings.site.embeds.hosts import BadOrigin
from hustings.site.embeds.models import Host, Stop

__all__ = ["BadOrigin", "TooMany", "go_on", "list_host", "stop", "unlist_host"]
log = logging.getLogger(__name__)


class TooMany(Exception):
    """The list is as long as a browser will read."""


@transaction.atomic
def list_host(*, origin: str, has_subdomains: bool = False, note: str = "", user: User | None = None) -> Host:
    """Let this site show our forms from now on; raises BadOrigin and TooMany. Twice changes the first."""
    site = hosts.read(origin, has_subdomains=has_subdomains)
    known = Host.objects.filter(origin=site.origin)
    if not known.exists() and Host.objects.count() >= hosts.MOST:
        raise TooMany
    host, _is_new = Host.objects.update_or_create(
        origin=site.origin, defaults={"has_subdomains": site.has_subdomains, "note": note, "user": user}
    )
    log.info("embeds.host listed origin=%s subdomains=%s", host.origin, host.has_subdomains)
    return host


@transaction.atomic
def unlist_host(*, host: Host) -> None:
    """Let it show them no more. What was counted there stays."""
    log.info("embeds.host unlisted origin=%s", host.origin)
    host.delete()


@transaction.atomic
def stop(*, kind: str, key: str, user: User | None = None) -> None:
    """Show one thing in no other site's page. Twice is like once."""
    Stop.objects.get_or_create(kind=kind, key=key, defaults={"user": user})
    log.info("embeds.stop thing=%s/%s", kind, key)


@transaction.atomic
def go_on(*, kind: str, key: str) -> None:
    Stop.objects.filter(kind=kind, key=key).delete()
    log.info("embeds.go_on thing=%s/%s", kind, key)
