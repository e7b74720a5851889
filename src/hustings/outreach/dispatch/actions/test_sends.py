"""Send a draft to oneself before it goes to everybody."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import Message
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log as note
from wagtail.models import ModelLogEntry

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import Grant, User
from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.delivery.transports import providers
from hustings.outreach.delivery.transports.smtp import Trouble
from hustings.outreach.emails import composition, conditions, delivery_tokens
from hustings.outreach.emails.blocks import VERSIONS
from hustings.outreach.emails.merge_fields import BadMerge
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.refusals import Refused
from hustings.outreach.mailings.sending_rights import CHANGE_MAILINGS, SEND_MAILINGS
from hustings.outreach.review.models import Precaution
from mailguard.identifiers import addresses

log = logging.getLogger(__name__)
MOST = 5
TESTED = "mailing.tested"  # in the history
HOUR = timedelta(hours=1)


class TestFailed(Exception):
    """The mail server did not take the test; the message says why."""


class _Bytes(Message):
    raw = b""

    def as_bytes(self, unixfrom: bool = False, linesep: str = "\r\n", **ignored: object) -> bytes:  # type: ignore[override]
        """The bytes that were built."""
        return self.raw


class _Built(EmailMessage):
    """Django's envelope around a letter of ours."""

    def __init__(self, raw: bytes, sender: str, to: str) -> None:
        parsed = message_from_bytes(raw, policy=policy.SMTP)
        super().__init__(str(parsed["subject"]), "", sender, [to])
        self.raw = raw

    def message(self) -> _Bytes:  # type: ignore[override]
        made = message_from_bytes(self.raw, _Bytes)
        made.raw = self.raw
        return made


def send_test(
    *, mailing: Mailing, user: User, to: Sequence[str], language: str, version: str = VERSIONS[0]
) -> int:
    """Mail the draft to a few addresses, as if to ``user``: without the right to send to the team alone."""
    if not access.may(user, CHANGE_MAILINGS):
        raise Refused(_("You don’t have permission to write mailings."))
    if not 0 < len(to) <= MOST:
        raise Refused(_("A test can go to %(most)d addresses at most.") % {"most": MOST})
    if not access.may(user, SEND_MAILINGS) and (strangers := _strangers(to)):
        raise Refused(
            _("You can send tests to team members only: %(who)s is not one.") % {"who": strangers[0]}
        )
    campaign = Campaign.current()
    try:
        plan = composition.blueprint(mailing, language, campaign, version=version, test=_("Test"))
        parts = composition.survey(mailing).segments
    except (composition.NoLetter, BadMerge) as bad:
        raise Refused(str(bad)) from bad
    sender = campaign.sender[1]
    built = []
    for text in to:
        values = composition.values_of(
            key=delivery_tokens.TEST,
            address=str(addresses.read(text)),
            given_name=user.first_name,
            family_name=user.last_name,
        ) | conditions.values(parts)
        built.append((plan.fill(values), values["address"]))
    written = _written_down(mailing, user, [address for _raw, address in built])
    try:
        if settings.MAIL_PROVIDER:
            n = providers.test([providers.letter(raw, to_) for raw, to_ in built])
        else:
            n = get_connection().send_messages([_Built(raw, sender, to_) for raw, to_ in built])
    except (OSError, SMTPException, Trouble) as error:
        ModelLogEntry.objects.filter(pk=written.pk).update(data=written.data | {"failed": True})
        raise TestFailed(_("The mail server refused it: %(error)s") % {"error": error}) from error
    log.info("mailing tested mailing=%s user=%s n=%s", mailing.pk, user.pk, n)
    return n


def _strangers(to: Sequence[str]) -> list[str]:
    members = User.objects.filter(is_active=True, pk__in=Grant.objects.live().values("user"))
    team = {address.casefold() for address in members.values_list("email", flat=True)}
    return [text for text in to if str(addresses.read(text)).casefold() not in team]


@transaction.atomic
def _written_down(mailing: Mailing, user: User, to: list[str]) -> ModelLogEntry:
    """The line of the history, before anything leaves; Refused where too much left within the hour."""
    User.objects.select_for_update().get(pk=user.pk)  # one test at a time
    lately = ModelLogEntry.objects.filter(action=TESTED, user=user, timestamp__gt=timezone.now() - HOUR)
    sent = sum(len(data["to"]) for data in lately.values_list("data", flat=True))
    most = Precaution.current().tests_per_hour
    if sent + len(to) > most:
        raise Refused(
            _("You can send %(most)d test e-mails per hour; you sent %(n)d in the last hour.")
            % {"most": most, "n": sent}
        )
    entry: ModelLogEntry = note(mailing, TESTED, user=user, data={"to": to})
    return entry
