"""Parcels written for partners: what a member released, and what becomes of it. A row before it leaves."""

import datetime as dt
from typing import Any

from django.utils import timezone

from hustings.foundation import jobs
from hustings.networks.exchange import profiles
from hustings.networks.exchange.contact_data import of_member
from hustings.networks.exchange.models import Match, Parcel, Partner, Post
from hustings.networks.exchange.tasks import send_parcels

KEPT = dt.timedelta(days=60)


def tell(partner: Partner | None, kind: str, /, **data: Any) -> None:
    if partner is None or partner.ended_at:
        return
    Parcel.objects.create(partner=partner, is_ours=True, kind=kind, data=data, due_at=timezone.now())
    jobs.enqueue_once(send_parcels, f"exchange.parcels {partner.pk}", partner.pk)


def of_ask(post: Post) -> None:
    """The ask, to those whom its author chose: no name and no address of theirs."""
    member = post.member
    if member is None:
        return
    for partner in post.released_to.all():
        tell(
            partner, "ask", ask=str(post.uid), kind=post.kind, title=post.title, text=post.text,
            language=post.language, city=post.city, organisation=member.organisation_name,
            skills=[name for skill in post.skills.all() for name in skill.names.values()],
            languages=member.languages, hours=f"{profiles.hours_of(member, timezone.now()):x}",
            expires_at=post.expires_at.isoformat(),
        )  # fmt: skip


def of_closing(post: Post) -> None:
    for partner in post.released_to.all():
        tell(partner, "ask_closed", ask=str(post.uid))


def of_yes(match: Match) -> None:
    """Somebody of ours can help a partner's member: a first name and the organisation."""
    helper = match.helper
    if match.ask.partner is None or helper is None:
        return
    name = helper.alias.partition(", ")[0]
    tell(
        match.ask.partner, "offer", ask=str(match.ask.uid), match=str(match.uid), name=name,
        organisation=helper.organisation_name, city=helper.city, said=match.said, points=match.points,
        why=profiles.carried(match.why),
    )  # fmt: skip


def of_contact(match: Match) -> None:
    """Both said yes: name and address of the one of both who is ours."""
    partner, ours = (match.partner, match.asker) if match.partner else (match.ask.partner, match.helper)
    if partner is None or ours is None or match.agreed_at is None:
        return
    contact = of_member(ours)
    tell(partner, "contact", match=str(match.uid), name=contact.name, address=contact.address)


def of_end(match: Match) -> None:
    """An end that the partner's member waits to hear of."""
    if match.answered_at:
        tell(match.partner or match.ask.partner, "ended", match=str(match.uid), outcome=match.outcome)


def wake_parcels() -> None:
    """Send where a pause is over, or where nobody has begun: a scheduled job."""
    for pk in Parcel.objects.due().order_by().values_list("partner", flat=True).distinct():
        jobs.enqueue_once(send_parcels, f"exchange.parcels {pk}", pk)


def forget_parcels() -> int:
    """Delete what was done long ago, longer than a partner sends anything again, and names of theirs."""
    old = Match.objects.filter(ended_at__lt=timezone.now() - KEPT).exclude(other={})
    old.update(other={})
    return Parcel.objects.filter(done_at__lt=timezone.now() - KEPT).delete()[0]
