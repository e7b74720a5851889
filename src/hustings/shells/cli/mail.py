"""``hustings mail``: the way by which mail leaves, and the keys that it is signed with."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.lib.process.cli_language import language
from hustings.outreach.bounces import webhooks
from hustings.outreach.delivery.transports import providers
from hustings.outreach.emails.signatures import dkim, keys
from hustings.outreach.emails.signatures.keys import Kept
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight import desk as preflight_desk
from hustings.outreach.preflight import registry as preflight_registry
from hustings.outreach.preflight.findings import Weight
from mailguard.authentication import dns

DOMAIN_HELP = _("Sender’s domain. Default: that of the campaign’s mailings.")
LONGEST = 255  # characters of one string of a TXT record (RFC 1035, 3.3)


@click.group(help=_("Show how e-mails are sent; manage the keys that sign them (DKIM)."))
def mail() -> None:
    """Group the commands about mail."""


@mail.command(help=_("Show how e-mails are sent, and the settings for it. Sends nothing."))
def way() -> None:
    """Say it, without the secrets."""
    if not settings.MAIL_PROVIDER:
        tls = "TLS" if settings.EMAIL_USE_SSL else "STARTTLS" if settings.EMAIL_USE_TLS else _("no TLS")
        user = settings.EMAIL_HOST_USER or _("no one")
        where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        click.echo(
            _("By the mail server {where}, {tls}, signed in as {user}.").format(
                where=where, tls=tls, user=user
            )
        )
        return
    name = providers.kind_of(settings.MAIL_PROVIDER)
    try:
        url = providers.backend(settings.MAIL_PROVIDER).api_url
    except (ValueError, ImproperlyConfigured) as error:
        raise click.ClickException(
            _("HUSTINGS_MAIL_PROVIDER is incomplete for {name}.").format(name=name)
        ) from error
    click.echo(_("By the provider {name}, at {url}.").format(name=name, url=url))
    if webhooks.kind():
        how = _("its signature") if name in webhooks.SIGNING else _("a password")
        words = _("Its reports arrive at {address}, verified by {how}.")
        click.echo(words.format(address=webhooks.address(name), how=how))
    elif name in webhooks.KINDS:
        click.echo(_("Its reports are not received: HUSTINGS_MAIL_WEBHOOK_SECRET is not set."))
    else:
        click.echo(_("It sends no reports that Hustings can read."))


@mail.command("new-key", help=_("Create keys and print the DNS records to publish. They don’t sign yet."))
@click.option("--domain", help=DOMAIN_HELP)
@click.option(
    "--kind", type=click.Choice([*dkim.KINDS, "both"]), default="both", show_default=True,
    help=_("RSA works everywhere; Ed25519 is fast, but not supported everywhere yet."),
)  # fmt: skip
@click.option("--selector", default="", help=_("The key’s name in DNS. Default: today’s date."))
def new_key(domain: str | None, kind: str, selector: str) -> None:
    """Make a key."""
    for each in dkim.KINDS if kind == "both" else (kind,):
        suffix = each[0] if selector and kind == "both" else ""
        with _in_words():
            made = keys.make(domain or _own(), each, selector + suffix)
        click.echo(_("Created {file}. Publish this record:").format(file=made.path))
        _show_record(made)
    click.echo(_("Once DNS has it: hustings mail use-key SELECTOR"))


@mail.command("keys", help=_("List the keys, and whether DNS has them."))
def list_keys() -> None:
    """List."""
    states = {"new": _("waiting for DNS"), "pem": _("signs"), "old": _("retired")}
    resolver = dns.Live(settings.NAME_SERVERS).for_message()
    for kept in keys.every():
        stands = standing(keys.standing(kept.key, resolver))
        click.echo(f"{kept.key.name}  {kept.key.kind}  {states[kept.state]}, {kept.since:%Y-%m-%d}  {stands}")
    if not keys.every():
        click.echo(_("No key yet: hustings mail new-key"))
    if settings.DKIM_BY == "relay":
        click.echo(_("HUSTINGS_DKIM=relay: the mail server signs, not Hustings."))


@mail.command(help=_("Print the DNS record of a key again."))
@click.argument("selector")
@click.option("--domain", help=DOMAIN_HELP)
def record(selector: str, domain: str | None) -> None:
    """Print it."""
    with _in_words():
        _show_record(keys.find(domain or _own(), selector))


@mail.command("use-key", help=_("Sign with this key from now on, in place of the last one of its kind."))
@click.argument("selector")
@click.option("--domain", help=DOMAIN_HELP)
@click.option("--unseen", is_flag=True, help=_("Even if DNS doesn’t have it yet."))
def use_key(selector: str, domain: str | None, unseen: bool) -> None:
    """Let a key sign."""
    with _in_words():
        kept = keys.find(domain or _own(), selector)
        stands = keys.standing(kept.key, dns.Live(settings.NAME_SERVERS))
        if stands != "there" and not unseen:
            says = _("{name}: {how}. E-mails signed with it would fail. Use --unseen to sign anyway.")
            raise click.ClickException(says.format(name=kept.key.name, how=standing(stands)))
        keys.use(kept.key.domain, selector)
    click.echo(_("{name} now signs outgoing e-mails.").format(name=kept.key.name))
    if [each for each in keys.every(kept.key.domain) if each.state == "old"]:
        click.echo(_("Keep the old key’s DNS record for two weeks, then run drop-key and delete the record."))


@mail.command("drop-key", help=_("Delete a retired key."))
@click.argument("selector")
@click.option("--domain", help=DOMAIN_HELP)
def drop_key(selector: str, domain: str | None) -> None:
    """Delete it."""
    with _in_words():
        keys.drop(domain or _own(), selector)
    click.echo(_("Deleted."))


@mail.command(help=_("Check a mailing before sending: messages, links, filters, sending domain."))
@click.argument("number", type=int)
@click.option("--quick", is_flag=True, help=_("Make no network requests."))
def check(number: int, quick: bool) -> None:
    """Look at it; the exit code is 1 where something stops it."""
    found = Mailing.objects.filter(pk=number).first() if number < 2**63 else None
    if found is None:
        raise click.ClickException(_("No mailing {number}.").format(number=number))
    mailing = found.get_latest_revision_as_object() if found.is_draft else found
    with translation.override(language()):
        desk = preflight_desk.Desk(mailing, mailing.user)
        findings = preflight_registry.at_once(desk)
        for each in [] if quick else preflight_registry.slow_ones():
            assert each.ask
            findings += each.findings(desk, each.ask(desk, lambda _n, _of: None))
        for one in sorted(findings, key=lambda one: -one.weight):
            click.echo(f"{_WEIGHTS[one.weight]()}: {one.whole}")
    if not findings:
        click.echo(_("Ready to send."))
    if any(one.stops for one in findings):
        raise SystemExit(1)


_WEIGHTS = {
    Weight.STOPS: lambda: _("must fix"),
    Weight.WARNS: lambda: _("warning"),
    Weight.HINT: lambda: _("hint"),
}


def standing(stands: keys.Standing) -> str:
    """State of a key in DNS, in words."""
    return {
        "there": _("in DNS"),
        "missing": _("missing in DNS"),
        "other": _("DNS has another key with this name"),
        "unknown": _("DNS doesn’t answer"),
    }[stands]


def _own() -> str:
    return Campaign.current().sender_domain


def _show_record(kept: Kept) -> None:
    text = kept.key.record
    strings = " ".join(f'"{text[n : n + LONGEST]}"' for n in range(0, len(text), LONGEST))
    click.echo(f"\n{kept.key.name}. IN TXT ( {strings} )\n")


@contextmanager
def _in_words() -> Iterator[None]:
    says = {
        "no such key": _("No key with this name. `hustings mail keys` lists them."),
        "taken": _("A key with this name already exists. Choose another name."),
        "bad name": _("Use only letters a to z, digits and hyphens in a selector, and a dot in a domain."),
        "in use": _("This key is in use. Switch to another one first."),
    }
    try:
        yield
    except keys.Refused as refused:
        raise click.ClickException(says[refused.why]) from refused
