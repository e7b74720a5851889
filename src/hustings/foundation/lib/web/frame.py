"""The frame of a page in HQ: its title, its icon and the way that leads to it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _


def frame(title: str, *trail: tuple[str, str], icon: str = "group") -> dict[str, Any]:
    """Words for ``hq/base.html``; ``trail`` is (address, words) of each page above, from the top."""
    steps: Iterable[tuple[str, str]] = [(reverse("wagtailadmin_home"), _("HQ")), *trail, ("", title)]
    return {
        "header_title": title,
        "page_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [{"url": url, "label": words} for url, words in steps],
    }


@dataclass(frozen=True)
class Pages:
    """Pages of an app in HQ, from templates of ``folder``, below the page ``top`` that ``view`` shows."""

    folder: str
    view: str
    label: Promise
    icon: str
    top: str = "list"
    about: Callable[[HttpRequest], dict[str, Any]] = lambda request: {}

    def __call__(
        self, request: HttpRequest, name: str, title: str, context: dict[str, Any], status: int = 200
    ) -> HttpResponse:
        trail = [] if name == self.top else [(reverse(self.view), str(self.label))]
        words = frame(title, *trail, icon=self.icon) | self.about(request) | context
        return render(request, f"{self.folder}/{name}.html", words, status=status)


def status_of(form: Any) -> int:
    """422 where something typed is to be mended."""
    return 422 if form.errors else 200
