"""Passkeys of the team: who lacks one, and who has nothing but a password."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from hustings.foundation.accounts.models import Grant, User


@dataclass(frozen=True)
class Lacking:
    """Somebody who can sign in without a passkey; ``has_app``: with codes of an app instead."""

    user: User
    has_app: bool


def lacking() -> list[Lacking]:
    """Those with a live role and no passkey, by name. One query."""
    theirs = Authenticator.objects.filter(user=OuterRef("pk"))
    users = User.objects.filter(
        ~Exists(theirs.filter(type=Authenticator.Type.WEBAUTHN)),
        Exists(Grant.objects.live().filter(user=OuterRef("pk"))), is_active=True,
    ).annotate(has_app=Exists(theirs.filter(type=Authenticator.Type.TOTP)))  # fmt: skip
    return [Lacking(user, user.has_app) for user in users.order_by("has_app", "first_name", "pk")]


def n_team() -> int:
    n: int = User.objects.filter(
        Exists(Grant.objects.live().filter(user=OuterRef("pk"))), is_active=True
    ).count()
    return n
