"""Addresses of pages that no person has: their keepers hear of it, by a task, and nobody else.

Publishing goes on as always: an editor could otherwise try out who doesn't exist.
"""

import json
from collections.abc import Iterator
from typing import Any

from wagtail.models import Page

from hustings.foundation.lib import trap_addresses


def in_page(page: Page) -> list[str]:
    return trap_addresses.keys_in("\n".join(_texts(page.specific.serializable_data())))


def tell(page: Page) -> int:
    """Have keepers hear of theirs that stand on a page which everybody reads; how many there are."""
    found = sorted(trap_addresses.among(in_page(page)))
    for key in found:
        trap_addresses.show(key, f"page {page.url or page.title}"[:100])
    return len(found)


def _texts(value: Any) -> Iterator[str]:
    """All texts in what a page keeps; blocks are JSON in a text."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str):
        blocks = _blocks(value) if value[:1] in {"[", "{"} else None
        if blocks is None:
            yield value
        else:
            yield from _texts(blocks)


def _blocks(text: str) -> Any:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, list | dict) else None
