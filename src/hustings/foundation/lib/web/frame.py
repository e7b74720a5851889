"""The frame of a page in HQ: its title, its icon and the way that leads to it."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def frame(title: str, *trail: tuple[str, str], icon: str = "group") -> dict[str, Any]:
    """What ``hq/base.html`` wants; ``trail`` is (address, words) of each page above, from the top."""
    steps: Iterable[tuple[str, str]] = [(reverse("wagtailadmin_home"), _("HQ")), *trail, ("", title)]
    return {
        "header_title": title,
        "page_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [{"url": url, "label": words} for url, words in steps],
    }


def status_of(form: Any) -> int:
    """422 where something typed is to be mended."""
    return 422 if form.errors else 200
