"""Apply: begun by a mailed link, written in drafts, sent before the deadline, changed until then."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.fields.uploaded_files import Checked, NoFile
from hustings.foundation.webhooks import outbox
from hustings.networks.initiatives import letter_mails, letters, page_links, webhook_events
from hustings.networks.initiatives.actions.course import locked, log, move
from hustings.networks.initiatives.models import Application, Attachment, CoApplicant, Round, State
from hustings.networks.initiatives.models.applications import private
from hustings.networks.initiatives.packs import metadata, names
from hustings.networks.initiatives.refusals import Late, NotDone, NotNow, TooManyFiles
from hustings.people.signups import actions as people
from hustings.people.signups import address_bars
from hustings.people.signups.actions.submissions import MAILS_PER_ADDRESS, keep, refuse_many
from hustings.people.signups.kinds import Closed, SubmissionKind

BEGUN, SENT, WITHDRAWN, JOINED = (
    "initiatives.begun",
    "initiatives.sent",
    "initiatives.withdrawn",
    "initiatives.joined",
)
MOST_FILES, MOST_COAPPLICANTS = 10, 10
WRITTEN = ("title", "organisation", "summary", "asked", "answers")


def begin(*, application: Application) -> Application | None:
    """Keep it and mail the link, or open it at once; None: barred, too many mails, or sent before.

    Raises Closed, TooMany.
    """
    if not application.round.is_open:
        raise Closed(_("This call is closed."))
    return application if _asked(application, application.round) else None


def _asked(row: Application | CoApplicant, subject: Any) -> bool:
    n = refuse_many(row)
    is_barred = address_bars.is_barred(subject, row.key, row.key, visitor=row.visitor)
    if (n >= MAILS_PER_ADDRESS and not row.known) or is_barred:
        log.warning("application not mailed: the mailbox has had enough, or is barred")
        return False
    return keep(row)


def _confirm(application: Application) -> Application:
    if not application.round.takes(application.asked_at):
        raise Closed(_("This call is closed."))
    title = application.round.call.titles
    person, _is_new = people.take_in(typed=application, kind=BEGUN, round=application.round_id, title=title)
    application.person, application.confirmed_at = person, timezone.now()
    application.save(update_fields=["person", "confirmed_at"])
    application.steps.create(state=State.DRAFT)
    letters.tell(application, letter_mails.BEGUN)
    return application


def _demand_draft(row: Application) -> None:
    """Raise NotNow or Late where nothing can be changed any more."""
    if row.state not in {State.DRAFT, State.SENT} or not row.is_confirmed:
        raise NotNow(_("This application can’t be changed any more."))
    if not row.round.takes(row.asked_at):
        raise Late(_("The deadline is over: nothing was saved."))


@transaction.atomic
def write(*, application: Application, values: Mapping[str, Any]) -> Application:
    """Save what was written so far. Raises NotNow, Late."""
    row = locked(application)
    _demand_draft(row)
    for name in WRITTEN:
        setattr(row, name, values[name])
    row.save(update_fields=WRITTEN)
    return row


@transaction.atomic
def hand_in(*, application: Application) -> Application:
    """Send what is written; until the deadline it can still be changed. Raises NotNow, Late."""
    row = locked(application)
    _demand_draft(row)
    if row.state == State.SENT:
        return row
    in_round = Round.objects.select_for_update().get(pk=row.round_id)  # numbers come one after the other
    in_round.last_number += 1
    in_round.save(update_fields=["last_number"])
    row.number, row.sent_at = in_round.last_number, timezone.now()
    row.save(update_fields=["number", "sent_at"])
    move(row, State.SENT, None)
    if row.person:
        row.person.log(SENT, round=row.round_id, title=row.round.call.titles, project=row.title)
    letters.tell(row, letter_mails.SENT)
    outbox.tell(webhook_events.SENT, row.pk)
    return row


def withdraw(*, application: Application) -> None:
    """Take it back, before it is decided; its words and files go. Raises NotNow."""
    with transaction.atomic():
        row = locked(application)
        if row.round.announced_at:
            raise NotNow(_("The decision has been made."))
        _withdraw(row)


def _withdraw(row: Application) -> None:
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    for each in row.attachments.all():
        _delete(each)
    if row.person:
        row.person.log(WITHDRAWN, round=row.round_id, title=row.round.call.titles)
    log.info("initiatives.withdraw application=%s", row.pk)


def known_names(row: Application) -> list[str]:
    """All that would tell jurors whose it is."""
    found = {row.given_name, row.family_name, row.name, row.organisation}
    for each in row.coapplicants.all():
        found |= {each.given_name, each.family_name, each.name}
    return sorted(name for name in found if name)


def add_file(*, application: Application, file: Checked) -> Attachment:
    """Keep a file without its metadata; names that its words still hold are noted. Raises NotDone, NoFile."""
    data = file.content.read()
    try:
        bare = metadata.stripped(file.kind, data)
    except metadata.NotStripped as broken:
        raise NoFile(_("The file can’t be cleaned of its author’s name. Export it again as PDF.")) from broken
    told = names.named(metadata.words(file.kind, bare), known_names(application))
    with transaction.atomic():
        row = locked(application)
        _demand_draft(row)
        if row.attachments.count() >= MOST_FILES:
            raise TooManyFiles(_("An application has at most %d files.") % MOST_FILES)
        made = Attachment(
            application=row, name=file.name, ending=file.kind, size=len(bare), names=told,
            sha256=hashlib.sha256(bare).hexdigest(),
        )  # fmt: skip
        made.file.save(file.name, ContentFile(bare), save=True)
    return made


@transaction.atomic
def remove_file(*, attachment: Attachment) -> None:
    """Take a file out of a draft. Raises NotNow, Late."""
    _demand_draft(locked(attachment.application))
    _delete(attachment)


def _delete(attachment: Attachment) -> None:
    name = str(attachment.file.name)
    Attachment.objects.filter(pk=attachment.pk).delete()
    transaction.on_commit(lambda: private().delete(name))


def invite(*, coapplicant: CoApplicant) -> bool:
    """Mail somebody who is to carry the project too; whether a mail leaves. Raises NotDone, TooMany."""
    row = Application.objects.select_related("round__call").get(pk=coapplicant.application_id)
    _demand_draft(row)
    if coapplicant.key == row.key or row.coapplicants.filter(key=coapplicant.key).exists():
        raise NotDone(_("This person is in the application already."))
    if row.coapplicants.count() >= MOST_COAPPLICANTS:
        raise NotDone(_("An application has at most %d co-applicants.") % MOST_COAPPLICANTS)
    return _asked(coapplicant, row.round)


def _join(coapplicant: CoApplicant) -> CoApplicant:
    row = coapplicant.application
    if row.withdrawn_at:
        raise Closed
    said = {"round": row.round_id, "title": row.round.call.titles, "project": row.title}
    person, _is_new = people.take_in(typed=coapplicant, kind=JOINED, **said)
    coapplicant.person, coapplicant.confirmed_at = person, timezone.now()
    coapplicant.save(update_fields=["person", "confirmed_at"])
    return coapplicant


def _disown(row: Any) -> None:
    if row.person:
        people.take_back(typed=row)
    subject = row.round if isinstance(row, Application) else row.application.round
    address_bars.bar(subject, row.key)
    remove(type(row).objects.filter(pk=row.pk))


def remove(rows: Any) -> None:
    """Delete applications or co-applicants, with their files."""
    if rows.model is Application:
        for each in Attachment.objects.filter(application__in=list(rows.values_list("pk", flat=True))):
            _delete(each)
    rows.delete()


def _closed(request: HttpRequest, row: Any) -> HttpResponse:
    call = (row if isinstance(row, Application) else row.application).round.call
    return render(request, "initiatives/public/not_open.html", {"call": call}, status=410)


KIND = SubmissionKind(
    name="initiatives", model=Application, related=("round__call", "person"), templates="initiatives/begun",
    mail="initiatives/mails/begin",
    subject=lambda row: _("Your application: %(call)s") % {"call": row.round.call},
    words=lambda row: {"application": row, "call": row.round.call}, confirm=_confirm, closed=_closed,
    page_after=page_links.application, withdraw=_withdraw, disown=_disown, remove=remove,
    may_disown=lambda row: row.state in {State.DRAFT, State.SENT},
    withdrawn=gettext_lazy("Your application is withdrawn."),
)  # fmt: skip
CO_KIND = SubmissionKind(
    name="co_applicants", model=CoApplicant, related=("application__round__call", "person"),
    templates="initiatives/joining", mail="initiatives/mails/join",
    subject=lambda row: _("Will you join this application? %(title)s") % {"title": row.application.title},
    words=lambda row: {"coapplicant": row, "application": row.application}, confirm=_join, closed=_closed,
    withdraw=lambda row: row.delete(), disown=_disown, remove=remove,
    withdrawn=gettext_lazy("You’re no longer part of this application."),
)  # fmt: skip
