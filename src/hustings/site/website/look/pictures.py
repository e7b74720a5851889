"""Has the sizes of all pictures of a page ready at once, also of those in its blocks."""

from collections.abc import Iterator
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images import get_image_model


def have_sizes_ready(page: Any) -> None:
    found = list(_of(page))
    if found:
        prefetch_related_objects(found, "renditions")


def _of(page: Any) -> Iterator[Any]:
    image = get_image_model()
    for each in page._meta.concrete_fields:
        if isinstance(each, StreamField):
            yield from _in(getattr(page, each.name), image)
        elif each.related_model is image and getattr(page, each.attname):
            yield getattr(page, each.name)


def _in(value: Any, image: type[Any]) -> Iterator[Any]:
    if isinstance(value, image):
        yield value
    elif isinstance(value, (blocks.StreamValue, blocks.list_block.ListValue)):
        for each in value:
            yield from _in(each.value if isinstance(value, blocks.StreamValue) else each, image)
    elif isinstance(value, blocks.StructValue):
        for each in value.values():
            yield from _in(each, image)
