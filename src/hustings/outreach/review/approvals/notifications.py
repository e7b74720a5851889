"""Letters about a second look: to those who may give it, and back to who asked."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.tasks import write
from hustings.foundation.jobs import exactly_once
from hustings.outreach.review.approvals import bundles, rules
from hustings.outreach.review.models import Approval


@jobs.label(_("Notify about an approval"))
@jobs.retries(attempts=8, wait=30)
@task()
def tell(approval_id: int, user_id: int, is_asked: bool = False) -> None:
    """Tell one of them how it stands, in their language; running it twice sends one letter.

    A request that was answered meanwhile is not sent, but of the letters of a sequence that still wait.
    """
    found = Approval.objects.select_related("mailing", "asked_by", "decided_by")
    asked = found.filter(pk=approval_id).first()
    user = User.objects.active().filter(pk=user_id).first()
    if is_asked and asked and not asked.is_open:
        asked = _beside(asked)
    if user is None or asked is None:
        return
    if is_asked and not _may(user, asked):
        return
    name = "review:approval" if asked.is_open else "dispatch:mailing"
    link = settings.BASE_URL + reverse(name, args=[asked.mailing_id])
    bundle = bundles.of(asked.mailing_id)
    if bundle:
        link = settings.BASE_URL + bundle.url
    with exactly_once.once(f"review.approval {approval_id} {is_asked:d} {user_id}") as is_due:
        if is_due:
            said = {"asked": asked, "mailing": asked.mailing, "link": link, "bundle": bundle}
            write(user, "review/approval.txt", **said)


def _beside(answered: Approval) -> Approval | None:
    bundle = bundles.of(answered.mailing_id)
    if bundle is None:
        return None
    waiting = Approval.objects.open().filter(mailing__in=bundle.mailings, asked_by=answered.asked_by)
    return waiting.select_related("mailing", "asked_by", "decided_by").first()


def _may(user: User, asked: Approval) -> bool:
    """Whether it is still theirs to answer: they may have written some of it, or it left."""
    sender = asked.asked_by or user
    return bool(rules.may_review(user, [asked.mailing], {asked.mailing_id: sender}))
