"""Follow-ups of a publication: in HQ, by a workflow or by the clock. It decides nothing."""

from typing import Any

from wagtail.models import Page
from wagtail.signals import page_published

from hustings.site.website import tasks
from hustings.site.website.serving import trap_addresses


def watch() -> None:
    page_published.connect(_published, dispatch_uid="website.published")


def _published(instance: Page, **_more: Any) -> None:
    if trap_addresses.in_page(instance):
        tasks.look_at_page.enqueue(instance.pk, f"{instance.last_published_at}")
