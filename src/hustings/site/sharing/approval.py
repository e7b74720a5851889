"""Approval of texts by those who publish the site, as with the pages of local candidates."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import PUBLISH_SITE
from hustings.foundation.lib.todos import Todo
from hustings.site.sharing import subjects
from hustings.site.sharing.models import ShareText
from hustings.site.sharing.subjects import Subject

WAITS = _("Saved: waiting for approval.")
MOST = 30  # listed, those that wait for longest first


def may(user: Any) -> bool:
    """Whether what this user writes is shown at once, and they say yes to texts of others."""
    return access.everywhere(user, PUBLISH_SITE)


def listed() -> list[tuple[ShareText, Subject]]:
    found = list(ShareText.objects.waiting().select_related("user").order_by("waits_since", "pk")[:MOST])
    known = {one.key: one for one in subjects.of_keys(list(dict.fromkeys(text.about for text in found)))}
    return [(text, known[text.about]) for text in found if text.about in known]


def due(user: Any) -> Iterable[Todo]:
    if may(user) and (n := ShareText.objects.waiting().count()):
        words = ngettext("%(n)s sharing text to approve", "%(n)s sharing texts to approve", n)
        yield Todo(words % {"n": n}, reverse("sharing:list"))
