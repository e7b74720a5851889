"""Servers of ours that may report uses."""

import secrets
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User, hashed
from hustings.security.decoys import register
from hustings.security.decoys.models import Entry, Server


class NameTaken(Exception):
    """Another server has this name; the message says so."""


class Allowed(NamedTuple):
    """A server and its token, which is shown once."""

    server: Server
    token: str


@transaction.atomic
def allow_server(*, name: str, user: User) -> Allowed:
    """Let a server report; NameTaken where another is called so."""
    token = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            server = Server.objects.create(name=name, key=hashed(token))
    except IntegrityError:
        raise NameTaken(_("Another server already has this name: choose another one.")) from None
    register.write(Entry.Deed.SERVER, register.about(server), {"name": name}, user)
    return Allowed(server, token)


@transaction.atomic
def end_server(*, server: Server, user: User) -> None:
    """It may report no more, from now."""
    if Server.objects.filter(pk=server.pk, ended_at=None).update(ended_at=timezone.now()):
        register.write(Entry.Deed.SERVER_ENDED, register.about(server), {"name": server.name}, user)
