"""Projects are followed: agreed, mentored, reported, paid through the books, ended and shown."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.fields.uploaded_files import Checked
from hustings.foundation.webhooks import outbox
from hustings.money.ledger import actions as ledger
from hustings.money.ledger.models import Account
from hustings.networks.exchange import actions as exchange
from hustings.networks.exchange.models import Member, Side
from hustings.networks.initiatives.actions.course import log
from hustings.networks.initiatives.models import Application
from hustings.networks.initiatives.refusals import NotDone, NotNow, NotReady
from hustings.networks.projects.models import Instalment, Need, Project, Report
from hustings.networks.projects.webhook_events import AGREED, ENDED, PAID, REPORTED

_JOURNAL = "BQ"


def _locked(project: Project) -> Project:
    rows = Project.objects.select_for_update(of=("self",)).select_related(
        "application__person", "application__round__call"
    )
    return rows.get(pk=project.pk)


def _say(project: Project, kind: str, **more: Any) -> None:
    outbox.tell(kind, project.pk)
    if person := project.application.person:
        person.log(kind, project=project.name, title=project.application.round.call.titles, **more)


@transaction.atomic
def open_project(*, application: Application) -> Project:
    """The project of an application that was accepted. Twice is like once."""
    made, _is_new = Project.objects.get_or_create(
        application=application, defaults={"name": application.title}
    )
    return made


@transaction.atomic
def change_project(*, project: Project, values: Mapping[str, Any], by: User | None = None) -> Project:
    """Its days, words and agreement; what was agreed stays as it is. Raises NotNow."""
    row = _locked(project)
    if row.agreed_at and values.get("agreement", row.agreement) != row.agreement:
        raise NotNow(_("The agreement was accepted: it can’t be changed any more."))
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    log.info("initiatives.project project=%s fields=%s by=%s", row.pk, ",".join(values), by and by.pk)
    return row


@transaction.atomic
def agree(*, project: Project, name: str) -> Project:
    """The applicant accepts the agreement, with their name. Raises NotReady."""
    row = _locked(project)
    if not row.agreement.strip():
        raise NotReady(_("The agreement is not written yet."))
    if row.agreed_at is None:
        row.agreed_at, row.agreed_by = timezone.now(), name
        row.save(update_fields=["agreed_at", "agreed_by"])
        _say(row, AGREED)
    return row


def start(*, project: Project, starts_on: date, ends_on: date) -> Project:
    """Its first and last day. Raises NotDone."""
    if ends_on < starts_on:
        raise NotDone(_("The last day is before the first."))
    return change_project(project=project, values={"starts_on": starts_on, "ends_on": ends_on})


@transaction.atomic
def send_report(*, report: Report, text: str, file: Checked | None = None) -> Report:
    """Keep what they report; until it is accepted they may send it again. Raises NotNow."""
    project = _locked(report.project)
    row = project.reports.get(pk=report.pk)
    if row.accepted_at:
        raise NotNow(_("This report has been accepted."))
    row.text, row.sent_at = text, timezone.now()
    if file:
        row.file_name = file.name
        row.file.save(file.name, ContentFile(file.content.read()), save=False)
    row.save()
    _say(project, REPORTED)
    return row


@transaction.atomic
def accept_report(*, report: Report, by: User | None = None) -> None:
    """Note that it says what it has to. Raises NotNow."""
    if not Report.objects.filter(pk=report.pk).exclude(sent_at=None).update(accepted_at=timezone.now()):
        raise NotNow(_("This report has not been sent yet."))
    log.info("initiatives.report_accepted report=%s by=%s", report.pk, by and by.pk)


@transaction.atomic
def pay(*, instalment: Instalment, on: date, by: User | None = None) -> Instalment:
    """Note the payment and post it, from the bank to its heading. Raises NotReady, NotNow, NotPosted."""
    project = _locked(instalment.project)
    row = project.instalments.select_related("books", "account", "milestone").get(pk=instalment.pk)
    if row.paid_on:
        raise NotNow(_("This instalment has been paid."))
    if not project.agreed_at:
        raise NotReady(_("The agreement has to be accepted first."))
    if row.milestone and not row.milestone.done_on:
        raise NotReady(_("The milestone “%s” has to be done first.") % row.milestone)
    row.paid_on = on
    row.save(update_fields=["paid_on"])
    _say(project, PAID, amount=row.amount, currency=row.books.currency)
    bank = row.books.accounts.filter(role=Account.Role.BANK).first()
    if bank is None:
        raise NotReady(_("These books have no bank account."))
    with override(Campaign.current().language):
        label = _("Grant, instalment %s") % row.pk
    ledger.post(
        books=row.books, on=on, journal=_JOURNAL, label=label, reference=f"P{project.pk}",
        transfers=[(row.account, bank, row.amount)], source=row.source, by=by,
    )  # fmt: skip
    return row


@transaction.atomic
def seek(*, project: Project, kind: str, title: str) -> Need:
    """Ask the exchange for a mentor or a desk, for whoever carries it. Raises NotReady, NotNow, Refused."""
    row = _locked(project)
    person = row.application.person
    if person is None or not row.agreed_at or row.ended_at:
        raise NotReady(_("First accept the agreement."))
    if row.needs.filter(post__kind=kind, post__closed_at=None).exists():
        raise NotNow(_("You are looking for one already. Close that ask in the exchange first."))
    member = Member.objects.live().filter(person=person).first() or exchange.join(
        person=person, organisation=row.application.organisation or row.name[:100],
        values={"languages": [row.application.language]},
    )  # fmt: skip
    post = exchange.save_post(member=member, side=Side.ASK, values={"kind": kind, "title": title})
    return row.needs.create(post=post)


@transaction.atomic
def end(*, project: Project, by: User | None = None) -> None:
    """Alumni from now on. Raises NotReady while a report is missing."""
    row = _locked(project)
    if row.reports.filter(accepted_at=None).exists():
        raise NotReady(_("First accept the reports that are due."))
    if row.ended_at is None:
        row.ended_at = timezone.now()
        row.save(update_fields=["ended_at"])
        _say(row, ENDED)
    log.info("initiatives.end project=%s by=%s", row.pk, by and by.pk)
