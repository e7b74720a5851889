"""Work on conversations for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.field.threads import letters
from hustings.field.threads.models import ThreadLink
from hustings.foundation import jobs
from hustings.foundation.jobs import exactly_once


@jobs.label(_("Send the link to a conversation"))
@jobs.retries(attempts=8, wait=30)
@task()
def mail_link(link_id: int) -> None:
    """Mail one link that was asked for; running it twice sends one mail."""
    unmailed = ThreadLink.objects.select_related("thread", "person").filter(pk=link_id, mailed_at=None)
    exactly_once.mail_once(f"threads.link {link_id}", unmailed, letters.send_link)
