"""How allauth behaves here."""

from email.utils import formataddr
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import get_random_string

from hustings.foundation.accounts import actions, tasks
from hustings.foundation.accounts.login import devices
from hustings.foundation.accounts.models import LogEntry, User
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.process.ciphers import InvalidToken, cipher
from hustings.foundation.lib.web import client_address

DEVICE_COOKIE = "device"
DEVICE_COOKIE_LASTS = 400 * 24 * 3600  # as long as browsers keep one
NOTICES = {
    "account/email/password_changed": LogEntry.Kind.PASSWORD_CHANGED,
    "account/email/password_set": LogEntry.Kind.PASSWORD_CHANGED,
    "account/email/password_reset": LogEntry.Kind.PASSWORD_CHANGED,
    "mfa/email/totp_activated": LogEntry.Kind.FACTOR_ADDED,
    "mfa/email/webauthn_added": LogEntry.Kind.FACTOR_ADDED,
    "mfa/email/recovery_codes_generated": LogEntry.Kind.FACTOR_ADDED,
    "mfa/email/totp_deactivated": LogEntry.Kind.FACTOR_REMOVED,
    "mfa/email/webauthn_removed": LogEntry.Kind.FACTOR_REMOVED,
}


def address_of(request: HttpRequest) -> str:
    """The visitor's address, whatever they write into headers themselves."""
    return client_address.address(request.META, settings.TRUSTED_PROXIES)


class AccountAdapter(DefaultAccountAdapter):
    """Users are invited; there is no open sign-up. What happens is logged and told."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Address that the rate limits count by; all who come without one count as one."""
        return address_of(request) or "0.0.0.0"  # noqa: S104

    def get_from_email(self) -> str:
        return formataddr(Campaign.current().sender)

    def format_email_subject(self, subject: str) -> str:
        return str(subject)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Log a wrong password, and for whom if there is such a user: what else was typed stays unread."""
        typed = credentials.get("email") or ""
        user = User.objects.filter(email__iexact=typed).first()
        actions.log(kind=LogEntry.Kind.SIGN_IN_FAILED, subject=user, address=address_of(request))

    def post_login(self, request: HttpRequest, user: User, **about: Any) -> HttpResponse:
        """Remember the device by a signed cookie that outlives the session."""
        response: HttpResponse = super().post_login(request, user, **about)
        token = request.get_signed_cookie(DEVICE_COOKIE, default="", salt=DEVICE_COOKIE)
        token = token or get_random_string(40)
        name = devices.describe(request.headers.get("User-Agent", ""))
        actions.remember_device(
            user=user, token=token, name=name, address=address_of(request), how=how_signed_in(request, user)
        )
        response.set_signed_cookie(
            DEVICE_COOKIE, token, salt=DEVICE_COOKIE, max_age=DEVICE_COOKIE_LASTS,
            secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
        )  # fmt: skip
        return response

    def send_notification_mail(
        self, template_prefix: str, user: User, context: Any = None, email: str | None = None
    ) -> None:
        what = template_prefix.rpartition("/")[2]
        address = address_of(self.request)
        kind = NOTICES.get(template_prefix)
        if kind:
            actions.log(kind=kind, subject=user, actor=user, address=address, detail=what)
        if kind == LogEntry.Kind.FACTOR_ADDED:  # shown next: recovery codes, without asking again who it is
            record_authentication(self.request, user, "mfa", reauthenticated=True)
            if Authenticator.objects.filter(user=user, type__in=["webauthn", "totp"]).count() == 1:
                # The first: sessions that a password alone has opened would be strong from now on.
                here = self.request.session.session_key or ""
                actions.sign_out_elsewhere(user=user, but=here, address=address)
        device = devices.describe(self.request.headers.get("User-Agent", ""))
        tasks.mail_notice.enqueue(user.pk, what, timezone.now().isoformat(), address, device)


def how_signed_in(request: HttpRequest, user: User) -> str:
    """``passkey``, ``password``, ``password + totp`` …: the steps of this log-in."""
    steps = []
    for record in get_authentication_records(request, user):
        if record.get("reauthenticated"):
            continue
        if record.get("passwordless"):
            steps.append("passkey")
        else:
            steps.append(str(record.get("type") or record.get("method")))
    return " + ".join(steps) or "link"


class SecondFactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return cipher("second factor").encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """With the secret key or an older one; a seed of another key matches no code."""
        try:
            return cipher("second factor").decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return get_random_string(32, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

    def get_totp_issuer(self) -> str:
        return Campaign.current().name

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": Campaign.current().name}
