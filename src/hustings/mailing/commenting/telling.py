"""Letters to colleagues whom a comment is for."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from hustings.accounts import access
from hustings.accounts.roles import Right
from hustings.accounts.tasks import write
from hustings.mailing.models import Mention


@task()
def tell(mention_id: int) -> None:
    """Mail one of them, in their language; running it twice sends one letter."""
    with transaction.atomic():
        if not Mention.objects.filter(pk=mention_id, mailed_at=None).update(mailed_at=timezone.now()):
            return
        said = Mention.objects.select_related("user", "comment__user", "comment__mailing").get(pk=mention_id)
        user, comment = said.user, said.comment
        if comment.deleted_at or not user.is_active or not access.may(user, Right.VIEW_MAILINGS):
            return
        page = reverse("mailing:comments", args=[comment.mailing_id])
        link = f"{settings.BASE_URL}{page}#comment-{comment.pk}"
        write(user, "mailing/comment.txt", comment=comment, mailing=comment.mailing, link=link)
