"""Write to all members: a host asks, the team of the territory says yes, a mailing leaves."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.html import linebreaks, urlize
from django.utils.translation import gettext as _

from hustings.field.threads import bulletin_origins, bulletin_reach, circles, tasks
from hustings.field.threads.actions.moderation import NotYours
from hustings.field.threads.circles import Circle
from hustings.field.threads.limits import TooMany
from hustings.field.threads.models import Bulletin, Trust
from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.outreach.dispatch.actions import send
from hustings.outreach.dispatch.actions.starters import begin_with
from hustings.outreach.emails.blocks import builder
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.refusals import Refused as NotSent
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS
from hustings.people.persons.models import Person
from hustings.people.persons.refusals import Refused
from hustings.people.segments.actions import save_segment
from hustings.people.segments.models import Segment

log = logging.getLogger(__name__)
A_WEEK = 2  # messages of one circle


class NotSendable(Refused):
    """The message can't leave as things stand; it waits."""


@transaction.atomic
def write_bulletin(*, circle: Circle, person: Person, title: str, text: str) -> Bulletin:
    """Hand in a message to all members. A trusted host's leaves; others wait for approval."""
    _demand_host(circle, person)
    made = Bulletin.objects.create(
        kind=circle.kind, subject=circle.subject, zone_id=circle.zone, person=person, title=title, text=text
    )
    log.info("bulletin written bulletin=%s circle=%s:%s", made.pk, circle.kind, circle.subject)
    trust = Trust.objects.filter(kind=circle.kind, subject=circle.subject, person=person, ended_at=None)
    if given := trust.select_related("user").first():
        _send_trusted(made, given.user)
    return made


def _demand_host(circle: Circle, person: Person) -> None:
    Person.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)
    if not circle.is_led_by(person.pk) or not circle.is_open or circle.segment is None:
        raise NotYours(_("Only hosts can write to all members."))
    mine = Bulletin.objects.filter(kind=circle.kind, subject=circle.subject, withdrawn_at=None)
    if mine.waiting().exists():
        raise TooMany(_("Your last message is still waiting for approval. Withdraw it, or wait."))
    since = timezone.now() - timedelta(days=7)
    if mine.filter(written_at__gt=since, refused_for="").count() >= A_WEEK:
        raise TooMany(_("Members already got two messages in seven days. Write again next week."))


def _send_trusted(bulletin: Bulletin, user: User) -> None:
    """Without a look, as long as whoever trusts the host may approve; else it waits like any other."""
    if not Bulletin.objects.visible_to(user).filter(pk=bulletin.pk).exists():
        return
    try:
        with transaction.atomic():
            if mailing := _draft(bulletin, user):
                _leave(mailing, user)
    except (Refused, NotSent) as refused:
        log.info("bulletin of a trusted host waits bulletin=%s: %s", bulletin.pk, refused)
        bulletin.refresh_from_db()


@transaction.atomic
def withdraw_bulletin(*, bulletin: Bulletin, person: Person) -> None:
    """Take back what waits for approval."""
    circle = circles.find(bulletin.kind, bulletin.subject)
    if circle is None or not circle.is_led_by(person.pk):
        raise NotYours(_("Only hosts can write to all members."))
    Bulletin.objects.waiting().filter(pk=bulletin.pk).update(withdrawn_at=timezone.now())
    log.info("bulletin withdrawn bulletin=%s person=%s", bulletin.pk, person.pk)


def approve_bulletin(*, bulletin: Bulletin, user: User, is_trusted: bool = False) -> str:
    """Make it a mailing and send that; what keeps it from leaving, in words, or nothing.

    Where something does, it is a draft of ``user``'s to finish in the editor. Of somebody who may not send
    mailings it may raise NotSent, and waits as before.
    """
    _demand_approver(bulletin, user)
    with transaction.atomic():
        if is_trusted:
            _trust(bulletin, user)
        mailing = _draft(bulletin, user)
        if mailing and not access.may(user, SEND_MAILINGS):
            _leave(mailing, user)
            return ""
    try:
        if mailing:
            _leave(mailing, user)
    except NotSent as refused:
        return str(refused)
    return ""


def _demand_approver(bulletin: Bulletin, user: User) -> None:
    if not Bulletin.objects.visible_to(user).filter(pk=bulletin.pk).exists():
        raise NotYours(_("You don’t have permission to approve messages to members in this territory."))


def _trust(bulletin: Bulletin, user: User) -> None:
    """Later messages of this host leave without approval, in the name of ``user``."""
    if bulletin.person:
        Trust.objects.get_or_create(
            kind=bulletin.kind, subject=bulletin.subject, person=bulletin.person, ended_at=None,
            defaults={"user": user},
        )  # fmt: skip
        log.info("host trusted person=%s user=%s", bulletin.person_id, user.pk)


def _leave(mailing: Mailing, user: User) -> None:
    send(mailing=mailing, user=user, pressed=Mailing.Pressed.WAITING)


def _draft(bulletin: Bulletin, user: User) -> Mailing | None:
    """The approved message as a draft mailing to the circle's members; None where it was decided before."""
    held = Bulletin.objects.select_for_update(of=("self",)).waiting().filter(pk=bulletin.pk).first()
    circle = circles.find(bulletin.kind, bulletin.subject)
    if held is None or circle is None or (criteria := circle.segment) is None:
        return None
    if problem := obstacle(held, circle):
        raise NotSendable(problem)
    name = _("Members of %(name)s") % {"name": circle.title}
    segment = Segment.objects.filter(criteria=criteria).order_by("pk").first()
    if segment is None:
        segment = save_segment(name=name, criteria=criteria, user=user, is_shared=False)
    html = linebreaks(urlize(_plain(held.text), autoescape=True))
    content = [builder.letter(_plain(held.title), builder.block("text", html))]
    mailing = begin_with(name=f"{circle.title}: {held.title}", content=content, user=user)
    Mailing.objects.filter(pk=mailing.pk).update(segment=segment)
    mailing.refresh_from_db()
    Bulletin.objects.filter(pk=held.pk).update(decided_at=timezone.now(), decided_by=user, mailing=mailing)
    tasks.tell_host.enqueue(held.pk)
    log.info("bulletin approved bulletin=%s mailing=%s user=%s", held.pk, mailing.pk, user.pk)
    return mailing


def obstacle(bulletin: Bulletin, circle: Circle) -> str:
    """Reason why it can't be approved now, in words; empty where nothing is against it."""
    origin = bulletin_origins.of(bulletin)
    if origin and origin.taken_down:
        return _("The news it comes from was taken down. Restore that first, or refuse the message.")
    if not bulletin_reach.of(circle).readers:
        return _("No recipients: no member has agreed to e-mails and can be reached.")
    return ""


def _plain(text: str) -> str:
    """Without signs that mailings read as merge fields: a host's words are what they are."""
    return text.replace("{{", "{ {").replace("}}", "} }")


@transaction.atomic
def refuse_bulletin(*, bulletin: Bulletin, why: str, user: User) -> None:
    """Say no, with a reason that the host reads."""
    _demand_approver(bulletin, user)
    said = {"decided_at": timezone.now(), "decided_by": user, "refused_for": why}
    if Bulletin.objects.waiting().filter(pk=bulletin.pk).update(**said):
        tasks.tell_host.enqueue(bulletin.pk)
        log.info("bulletin refused bulletin=%s user=%s", bulletin.pk, user.pk)


@transaction.atomic
def end_trust(*, bulletin: Bulletin, user: User) -> None:
    """Later messages of this host wait for approval again."""
    _demand_approver(bulletin, user)
    live = Trust.objects.filter(
        kind=bulletin.kind, subject=bulletin.subject, person=bulletin.person_id, ended_at=None
    )
    live.update(ended_at=timezone.now())
    log.info("trust ended person=%s user=%s", bulletin.person_id, user.pk)
