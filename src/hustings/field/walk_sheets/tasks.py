"""Photos are read in the background."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.field.walk_sheets import photo_marks
from hustings.field.walk_sheets.models import Photo
from hustings.foundation import jobs
from hustings.foundation.jobs import retries


@jobs.label(_("Read a photo of a walk sheet"))
@retries(attempts=3)
@task
def read_photo(photo_id: int) -> None:
    """Read one photo; nothing where it was removed meanwhile."""
    if photo := Photo.objects.select_related("user").filter(pk=photo_id).first():
        photo_marks.read(photo)
