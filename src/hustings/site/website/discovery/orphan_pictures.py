"""Removes pictures of pages and rows that are gone, as their files' names tell."""

import logging
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from django.core.files.storage import default_storage
from wagtail.models import Page

from hustings.site.website import listings
from hustings.site.website.discovery.share_previews import FOLDER

log = logging.getLogger(__name__)
_NAME = re.compile(r"(?P<page>\d{1,18})(?:\.(?P<row>\d{1,18}))?-")
CHUNK = 1_000


def remove_pictures() -> int:
    """Remove those of pages, dates and groups that are there no more; how many that were."""
    n = 0
    for names in _chunks(default_storage.listdir(FOLDER)[1] if default_storage.exists(FOLDER) else []):
        for name in _gone(names):
            default_storage.delete(f"{FOLDER}/{name}")
            n += 1
    if n:
        log.info("website.leftovers pictures=%s", n)
    return n


def _gone(names: list[str]) -> Iterator[str]:
    of = {
        name: (int(found["page"]), int(found["row"] or 0)) for name in names if (found := _NAME.match(name))
    }
    pages = set(Page.objects.filter(pk__in={page for page, _row in of.values()}).values_list("pk", flat=True))
    asked = defaultdict(set)
    for page, row in of.values():
        asked[page].add(row)
    there = {(page, 0) for page in pages}
    for kind in listings.kinds():
        model = kind.rows().model
        mine = set(kind.objects.filter(pk__in=pages & asked.keys()).values_list("pk", flat=True))
        rows = set().union(*(asked[page] for page in mine))
        known = set(model._base_manager.filter(pk__in=rows).values_list("pk", flat=True))
        there |= {(page, row) for page in mine for row in known & asked[page]}
    yield from (name for name, whose in of.items() if whose not in there)


def _chunks(names: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(names)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
