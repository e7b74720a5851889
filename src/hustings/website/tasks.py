"""Work on pages for later."""

from django_tasks import task
from wagtail.models import Page

from hustings import jobs
from hustings.jobs import errands
from hustings.website import named


@jobs.retries(attempts=8, wait=10)
@task()
def look_at_page(page_id: int, published_at: str) -> None:
    """Tell keepers of addresses that a page shows and nobody has; once for each time it was published."""
    page = Page.objects.live().filter(pk=page_id).first()
    with errands.once(f"website.named {page_id} {published_at}") as is_due:
        if is_due and page:
            named.tell(page)
