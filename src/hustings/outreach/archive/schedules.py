"""Pages of the archive that may be shown by now."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.outreach.archive import publication

part = schedule.jobs(
    schedule.every(
        publication.show_due, _("Publish mailings on the site"), minutes=1, name="archive.show_archived"
    ),
)
