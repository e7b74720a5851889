"""Letters to colleagues whom a comment is for."""

from django.conf import settings
from django.urls import reverse
from django_tasks import task

from hustings import jobs
from hustings.accounts import access
from hustings.accounts.rights import VIEW_MAILINGS
from hustings.accounts.tasks import write
from hustings.jobs import errands
from hustings.mailing.models import Mention


@jobs.retries(attempts=8, wait=30)
@task()
def tell(mention_id: int) -> None:
    """Mail one of them, in their language; running it twice sends one letter."""
    unmailed = Mention.objects.filter(pk=mention_id, mailed_at=None)
    waiting = unmailed.select_related("user", "comment__user", "comment__mailing")
    errands.mail_once(f"mailing.mention {mention_id}", waiting, _write)


def _write(mention: Mention) -> None:
    user, comment = mention.user, mention.comment
    if comment.deleted_at or not user.is_active or not access.may(user, VIEW_MAILINGS):
        return
    page = reverse("mailing:comments", args=[comment.mailing_id])
    link = f"{settings.BASE_URL}{page}#comment-{comment.pk}"
    write(user, "mailing/comment.txt", comment=comment, mailing=comment.mailing, link=link)
