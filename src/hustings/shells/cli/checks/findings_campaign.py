"""Checks of a campaign's own data in ``hustings check``: ledgers, keys that no backup has, rules."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db import DatabaseError

from hustings.foundation.legal import load
from hustings.foundation.lib.process import cli_language
from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.lib.process.cli_language import number
from hustings.shells.cli import prepare
from hustings.shells.cli.checks.finding import Finding, good, look, mend
from hustings.shells.cli.processes import preconditions, versions


def _can_be_read() -> bool:
    """Whether the database is there and of this version; why not is said by ``database``."""
    try:
        versions.refuse_unknown()
    except (DatabaseError, preconditions.NotReady):
        return False
    return not prepare.pending()


def answers() -> Iterator[Finding]:
    from hustings.people.privacy import consent_ledger

    if not _can_be_read():
        return
    proof = consent_ledger.prove()
    if proof.fault:
        yield mend(
            _("The consent ledger was altered: {why}").format(why=proof.fault.says),
            _("Someone changed the database directly. Keep a copy, then compare it with an earlier backup."),
        )
        return
    says = _("The consent ledger is intact: {n} answers under {seals} seals, the last {head}.")
    yield good(says.format(n=number(proof.n), seals=number(proof.n_links), head=proof.head[:16]))


def decoys() -> Iterator[Finding]:
    from hustings.security.decoys import register

    if not _can_be_read():
        return
    proof = register.prove()
    if proof.fault:
        yield mend(
            _("The register of decoys was altered: {why}").format(why=proof.fault.says),
            _("Someone changed the database directly. Keep a copy, then compare it with an earlier backup."),
        )
    elif proof.n:
        says = _("The register of decoys is intact: {n} lines, the last {head}.")
        yield good(says.format(n=number(proof.n), head=proof.head[:16]))


def books() -> Iterator[Finding]:
    """The last proof of each: reading books of years takes too long here."""
    from hustings.money.ledger import proofs

    if not _can_be_read():
        return
    remedy = _("Someone changed the database directly. Keep a copy, then compare it with an earlier backup.")
    for each, run in proofs.last_runs():
        if run and run.fault:
            yield mend(
                _("The books “{name}” were altered: {why}").format(name=each.name, why=run.fault), remedy
            )
        elif run is None or run.at < datetime.now(UTC) - timedelta(days=2):
            says = _("The books “{name}” were not verified in the last two days.")
            yield look(says.format(name=each.name), _("Run `hustings books verify`."))
        else:
            says = _("The books “{name}” are intact: {n} entries, the last {head}.")
            yield good(says.format(name=each.name, n=number(run.n_entries), head=run.head[:16]))


def payment_keys() -> Iterator[Finding]:
    """Keys of payment providers are in no backup: a machine that one was put back on lacks them."""
    from hustings.money.payments import providers
    from hustings.money.payments.models import Channel

    if not _can_be_read():
        return
    lacking = providers.without_keys(Channel.objects.on())
    for each in lacking:
        yield mend(
            _("The payment channel “{name}” takes no payments: its keys are not on this machine.").format(
                name=each
            ),
            _("Enter them in HQ, Money › Payment channels."),
        )
    if held := Channel.objects.exclude(held_at=None).first():
        yield look(
            _("Monthly charges wait since a backup was restored."),
            _("Look at “{name}” in HQ, Money › Payment channels.").format(name=held),
        )


def text_gateways() -> Iterator[Finding]:
    """Their keys are in no backup either, and texts wait meanwhile."""
    from hustings.outreach.text_messages import gateways
    from hustings.outreach.text_messages.models import Gateway

    if not _can_be_read():
        return
    for each in gateways.without_keys(Gateway.objects.on()):
        yield mend(
            _("No texts leave by the text gateway “{name}”: its keys are not on this machine.").format(
                name=each
            ),
            _("Enter them in HQ, People › Text messages › Text gateways."),
        )


def rules() -> Iterator[Finding]:
    from hustings.foundation.elections import law

    if not _can_be_read():
        return
    if not (country := law.country()):
        yield look(
            _("Election silence and quiet hours are off: no country chosen."),
            _("Choose it in HQ, Settings › Campaign."),
        )
        return
    pack, language = load(country), cli_language.language()
    name = pack.name.say(language)
    stale = pack.stale(datetime.now(UTC).date())
    for rule in stale:
        says = _("A rule of {country} was not checked for a year: {rule} ({article})")
        says = says.format(country=name, rule=rule.says.say(language), article=rule.article)
        yield look(
            says, _("Check {source}, then update the date in the rule pack.").format(source=rule.source)
        )
    if not stale:
        yield good(_("The rules of {country} were checked less than a year ago.").format(country=name))
