"""Work on texts for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.deliberation.texts import notices
from hustings.foundation import jobs

PORTION = 50


@jobs.label(_("Tell voters that a text has changed"))
@jobs.retries(attempts=8, wait=60)
@task()
def tell(version_id: int) -> None:
    """Mail a portion of those who are to be told, each once; another task goes on."""
    for pk in notices.waiting(version_id, PORTION):
        notices.send(pk)
    if notices.waiting(version_id, 1):
        tell.enqueue(version_id)
