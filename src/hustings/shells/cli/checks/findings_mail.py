"""Checks of mail in ``hustings check``: the way by which it leaves, and its signatures."""

import smtplib
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection

from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.outreach.emails.signatures import keys
from hustings.shells.cli.checks.finding import Finding, good, look, mend
from mailguard.authentication import dns


def mail() -> Iterator[Finding]:
    if settings.MAIL_PROVIDER:
        yield from _provider()
        return
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        backend = get_connection("django.core.mail.backends.smtp.EmailBackend", timeout=5)
        backend.open()
        backend.close()
    except (OSError, smtplib.SMTPException) as error:
        yield look(
            _("The mail server {where} doesn’t answer: {why}").format(where=where, why=error),
            _("Correct HUSTINGS_SMTP_URL."),
        )
    else:
        yield good(_("The mail server {where} answers.").format(where=where))


def _provider() -> Iterator[Finding]:
    """Whether its address can be used and its reports are heard. Nothing is asked of it."""
    from hustings.outreach.bounces import webhooks
    from hustings.outreach.delivery.transports import providers

    name = providers.kind_of(settings.MAIL_PROVIDER)
    try:
        providers.backend(settings.MAIL_PROVIDER)
    except (ValueError, ImproperlyConfigured):
        yield mend(
            _("HUSTINGS_MAIL_PROVIDER is incomplete for {name}.").format(name=name),
            _("See docs/reference/settings.md."),
        )
    else:
        yield good(_("E-mails are sent through {name}.").format(name=name))
    if webhooks.kind():
        yield good(_("Its reports arrive at {address}.").format(address=webhooks.address(name)))
    elif name in webhooks.KINDS:
        yield look(
            _("Reports from {name} are not received: bounces and complaints are missed.").format(name=name),
            _("Set HUSTINGS_MAIL_WEBHOOK_SECRET: see docs/how-to/send-through-a-provider.md."),
        )


def signatures() -> Iterator[Finding]:
    if settings.MAIL_PROVIDER:
        return  # it signs by itself
    if settings.DKIM_BY == "relay":
        yield good(_("The mail server signs outgoing e-mails (HUSTINGS_DKIM=relay)."))
        return
    resolver = dns.Live(settings.NAME_SERVERS).for_message()
    found = keys.every()
    for kept in found:
        yield from _key(kept, "there" if kept.state == "old" else keys.standing(kept.key, resolver))
    if not any(kept.state == "pem" for kept in found):
        yield look(
            _("Outgoing e-mails are not signed: large providers reject them."),
            _("Run `hustings mail new-key`, or set HUSTINGS_DKIM=relay if the mail server signs."),
        )


def _key(kept: keys.Kept, stands: keys.Standing) -> Iterator[Finding]:
    about = {"name": kept.key.name, "selector": kept.key.selector, "file": kept.path}
    if kept.is_open_to_others:
        remedy = _("Run `{command}`.").format(command=f"chmod 600 {kept.path}")
        yield mend(_("Other users can read {file}.").format(**about), remedy)
    if stands == "unknown":
        says = _("Can’t look up {name}: DNS doesn’t answer.")
        yield look(says.format(**about), _("Try again later."))
    elif stands != "there":
        remedy = _("Publish it: `hustings mail record {selector}`.").format(**about)
        yield (mend if kept.state == "pem" else look)(
            _("The key {name} is missing in DNS.").format(**about), remedy
        )
    elif kept.state == "new":
        command = f"hustings mail use-key {kept.key.selector}"
        says = _("The key {name} is in DNS, but signs nothing.").format(**about)
        yield look(says, _("Run `{command}`.").format(command=command))
    elif kept.state == "pem":
        yield good(_("Outgoing e-mails are signed; DNS has the key {name}.").format(**about))
