"""Work on pages for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task
from wagtail.models import Page

from hustings.foundation import jobs
from hustings.foundation.jobs import exactly_once
from hustings.site.website.serving import trap_addresses


@jobs.label(_("Check the e-mail addresses on a page"))
@jobs.retries(attempts=8, wait=10)
@task()
def look_at_page(page_id: int, published_at: str) -> None:
    """Tell keepers of addresses that a page shows and nobody has; once for each time it was published."""
    page = Page.objects.live().filter(pk=page_id).first()
    with exactly_once.once(f"website.named {page_id} {published_at}") as is_due:
        if is_due and page:
            trap_addresses.tell(page)
