"""Letters to colleagues whom a comment is for."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.foundation.accounts.tasks import write
from hustings.foundation.jobs import exactly_once
from hustings.outreach.review.models import Mention


@jobs.label(_("Notify someone mentioned in a comment"))
@jobs.retries(attempts=8, wait=30)
@task()
def tell(mention_id: int) -> None:
    """Mail one of them, in their language; running it twice sends one letter."""
    unmailed = Mention.objects.filter(pk=mention_id, mailed_at=None)
    waiting = unmailed.select_related("user", "comment__user", "comment__mailing")
    exactly_once.mail_once(f"review.mention {mention_id}", waiting, _write)


def _write(mention: Mention) -> None:
    user, comment = mention.user, mention.comment
    if comment.deleted_at or not user.is_active or not access.may(user, VIEW_MAILINGS):
        return
    page = reverse("review:comments", args=[comment.mailing_id])
    link = f"{settings.BASE_URL}{page}#comment-{comment.pk}"
    write(user, "review/comment.txt", comment=comment, mailing=comment.mailing, link=link)
