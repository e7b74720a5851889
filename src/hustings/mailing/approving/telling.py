"""Letters about a second look: to those who may give it, and back to who asked."""

from django.conf import settings
from django.urls import reverse
from django_tasks import task

from hustings.accounts.models import User
from hustings.accounts.tasks import write
from hustings.mailing.models import Approval, Sequence


@task()
def tell(approval_id: int, user_id: int) -> None:
    """Say to one of them how it stands, in their language."""
    asked = Approval.objects.select_related("mailing", "asked_by", "decided_by").get(pk=approval_id)
    user = User.objects.active().filter(pk=user_id).first()
    if user is None:
        return
    name = "mailing:approval" if asked.is_open else "mailing:mailing"
    link = settings.BASE_URL + reverse(name, args=[asked.mailing_id])
    sequence = Sequence.of_letter(asked.mailing_id)
    if sequence:
        link = settings.BASE_URL + reverse("mailing:sequence", args=[sequence.pk]) + "#approval"
    write(user, "mailing/approval.txt", asked=asked, mailing=asked.mailing, link=link, sequence=sequence)
