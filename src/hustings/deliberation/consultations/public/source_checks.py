"""Looks at the web addresses that people give as sources."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.deliberation.consultations.models import Item, ItemKind
from hustings.foundation.lib.web.safe_http import Answer, Trouble, Visitor

GONE = {404, 410}
CHECKED = "checked"  # in an item's data; no part of what is voted on


def check(pk: int, visitor: Visitor | None = None) -> None:
    """Look at the address of one source, and note what is sure: it is there, or it isn't."""
    item = Item.objects.filter(pk=pk, kind=ItemKind.SOURCE).first()
    link = str(item.data.get("link", "")).partition("#")[0] if item else ""
    if not link.startswith(("http://", "https://")):
        return
    is_there = _is_there((visitor or Visitor()).look(link))
    if is_there is None:
        return
    with transaction.atomic():
        found = Item.objects.select_for_update().get(pk=pk)
        found.data[CHECKED] = {"on": timezone.localdate().isoformat(), "is_there": is_there}
        found.save(update_fields=["data"])


def _is_there(answer: Answer) -> bool | None:
    """None: nobody answered, or a site that lets no machine in."""
    if answer.status in GONE or answer.trouble is Trouble.PRIVATE:
        return False
    return True if 200 <= answer.status < 300 else None


def voted_on(data: dict[str, Any]) -> dict[str, Any]:
    """The part of an item's data that belongs to its words."""
    return {name: value for name, value in data.items() if name != CHECKED}
