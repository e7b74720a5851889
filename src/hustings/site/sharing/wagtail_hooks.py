"""Button to the share kit on each page of HQ."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page


@hooks.register("register_page_header_buttons")
def button(page: Page, user: Any, **more: Any) -> Iterator[Button]:
    if page.live and page.depth > 1 and page.permissions_for_user(user).can_edit():
        url = reverse("sharing:subject", args=[f"page-{page.pk}"])
        yield Button(_("Share kit"), url, icon_name="link", priority=70)
