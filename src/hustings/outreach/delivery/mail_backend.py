"""Django's way of mailing one person, with our signature: invitations, confirmations, tests of mailings."""

import smtplib
from collections.abc import Sequence
from email.parser import BytesHeaderParser
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail.backends import smtp

from hustings.outreach.delivery.transports import connections
from hustings.outreach.delivery.transports.smtp import LOCAL
from hustings.outreach.emails.signatures import dkim, keys

_HEAD = 100_000  # bytes in which the author stands


class SigningBackend(smtp.EmailBackend):
    """Django's own, except that what leaves is signed where we have a key."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _SigningSSL if self.use_ssl else _Signing

    def open(self) -> bool | None:
        """Where TLS is not told, under it all the same where it is offered, as mailings are."""
        opened = super().open()
        is_plain = not (self.use_tls or self.use_ssl) and self.host not in LOCAL
        if opened and self.connection and is_plain:
            try:
                self.connection.ehlo_or_helo_if_needed()
                if self.connection.has_extn("starttls"):
                    self.connection.starttls(context=connections.unverified())
            except (OSError, smtplib.SMTPException):  # as if it was not offered
                self.connection.close()
                self.connection = None
                return super().open()
        return opened


def ProviderBackend(**ways: Any) -> Any:  # noqa: N802 - Django calls it as a class
    """The provider's, where the settings name one: it signs by itself."""
    from hustings.outreach.delivery.transports.providers import backend

    return backend(settings.MAIL_PROVIDER, fail_silently=bool(ways.get("fail_silently")))


class _Signing(smtplib.SMTP):
    def sendmail(
        self, from_addr: str, to_addrs: str | Sequence[str], msg: Any, *more: Any, **ways: Any
    ) -> Any:
        return super().sendmail(from_addr, to_addrs, signed(msg, from_addr), *more, **ways)


class _SigningSSL(_Signing, smtplib.SMTP_SSL):
    pass


def signed(message: bytes, sender: str) -> bytes:
    """Signed by the author's domain where there are keys: readers see it, DMARC asks (RFC 9989, 4.4)."""
    head = BytesHeaderParser().parsebytes(message[:_HEAD])
    author = parseaddr(str(head.get("From", "")))[1] or parseaddr(sender)[1]
    found = keys.signing(author.rpartition("@")[2])
    return message if not found or message.startswith(b"DKIM-Signature:") else dkim.signed(message, found)
