"""News lists: read where the template asks for them."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.text import slugify
from wagtail.models import Page

from hustings.site.website.models.base import open_to_readers

PER_PAGE = 12


class Listing:
    """The news of ``index``, of the kind of pages ``rows``; each thing is read when it is first asked for."""

    def __init__(self, index: Page, rows: Any, year: int, topic: str, kind: str) -> None:
        self.index, self.rows, self.year, self.topic, self.kind = index, rows, year, topic, kind
        self.number = 1

    def turn_to(self, asked: str) -> None:
        """Choose the page ``asked`` for, or the nearest that there is."""
        if asked not in {"", "1"}:
            self.number = self._pages.get_page(asked).number

    @cached_property
    def _marks(self) -> list[tuple[str, str, int]]:
        open_ones = open_to_readers(self.rows.objects.live().child_of(self.index), self.index)
        return list(open_ones.order_by().values_list("kind", "topic", "published_on__year").distinct())

    @cached_property
    def topics(self) -> dict[str, str]:
        """Each topic by how addresses write it."""
        names = sorted({name for _kind, name, _year in self._marks})
        return {slugify(name): name for name in names if slugify(name)}

    @cached_property
    def years(self) -> list[int]:
        return sorted({year for _kind, _name, year in self._marks}, reverse=True)

    @cached_property
    def has_releases(self) -> bool:
        return any(kind == self.rows.Kind.PRESS for kind, _name, _year in self._marks)

    @cached_property
    def _pages(self) -> Paginator[Any]:
        found = self.rows.newest_below(self.index)
        if self.topic:
            names = [name for _kind, name, _year in self._marks if slugify(name) == self.topic]
            found = found.filter(topic__in=names)
        if self.year:
            found = found.filter(published_on__year=self.year)
        if self.kind:
            found = found.filter(kind=self.kind)
        return Paginator(found, PER_PAGE)

    @cached_property
    def news(self) -> Any:
        return self._pages.get_page(self.number)
