"""Mail sources and guards: made, tried out, taken away."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.security.incidents import access_log
from hustings.security.incidents.actions.incidents import Refused
from hustings.security.incidents.models import Guard, Look, Source
from hustings.security.incidents.sources import mailbox_tests


def try_out(*, source: Source) -> tuple[mailbox_tests.Tried | None, str]:
    """Connect and log in; what is there, or what is wrong, which is noted.

    A mailbox for reports begins here: what lies in it already is none of ours.
    """
    try:
        tried = mailbox_tests.try_out(source)
    except mailbox_tests.Trouble as trouble:
        Source.objects.filter(pk=source.pk).update(problem=str(trouble)[:300])
        return None, str(trouble)
    Source.objects.filter(pk=source.pk).update(problem="", tested_at=timezone.now())
    if source.kind == Source.Kind.REPORTS:
        new = Source.objects.filter(pk=source.pk).exclude(validity=tried.validity)
        new.update(validity=tried.validity, read_to=tried.next - 1)
    return tried, ""


@transaction.atomic
def keep_source(*, source: Source, secret: str, client_secret: str, user: User, address: str = "") -> Source:
    """Write it down; an empty secret leaves the one that is kept. Another server is tested anew."""
    before = Source.objects.filter(pk=source.pk).first() if source.pk else None
    names = ("host", "port", "safety", "way", "login", "folder", "token_url", "client_id")
    if before and any(getattr(before, name) != getattr(source, name) for name in names):
        source.tested_at, source.validity, source.read_to = None, 0, 0
        goes_elsewhere = before.token_url != source.token_url
        if (before.host != source.host or goes_elsewhere) and not secret:
            source.sealed = b""  # nobody sends a kept password to a server of their choice
        if goes_elsewhere and not client_secret:
            source.sealed_more = b""
    if secret:
        source.secret, source.tested_at = secret, None
    if client_secret:
        source.client_secret = client_secret
    if source.pk:
        mailbox_tests.forget_token(source)
    source.made_by = source.made_by or user
    source.save()
    access_log.note(user=user, what=Look.What.SOURCE, about=source.name, address=address)
    return source


@transaction.atomic
def remove_source(*, source: Source, user: User, address: str = "") -> None:
    """Watch it no more and forget its secrets; what was seen there stays."""
    Source.objects.filter(pk=source.pk).update(removed_at=timezone.now(), sealed=b"", sealed_more=b"")
    mailbox_tests.forget_token(source)
    Guard.objects.live().filter(source=source).update(revoked_at=timezone.now())
    access_log.note(user=user, what=Look.What.SOURCE_REMOVED, about=source.name, address=address)


@transaction.atomic
def add_guard(
    *, name: str, kind: str, user: User, source: Source | None = None, address: str = ""
) -> tuple[Guard, str]:
    """A guard, and its token, which nobody sees again."""
    if Guard.objects.filter(name=name).exists():
        raise Refused(_("A connector with this name already exists: choose another name."))
    made = Guard(name=name, kind=kind, source=source, made_by=user)
    token = made.renew()
    made.save()
    access_log.note(user=user, what=Look.What.GUARD, about=name, address=address)
    return made, token


@transaction.atomic
def revoke(*, guard: Guard, user: User, address: str = "") -> None:
    """Its token opens nothing any more."""
    if Guard.objects.live().filter(pk=guard.pk).update(revoked_at=timezone.now()):
        access_log.note(user=user, what=Look.What.GUARD_REVOKED, about=guard.name, address=address)
