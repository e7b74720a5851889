"""Consultations and items as what one may share."""

import re
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from hustings.deliberation.consultations.models import Consultation, Item
from hustings.foundation.lib.web import query_params
from hustings.site.sharing.subjects import Subject

_KEY = re.compile(r"(\d{1,18})-([a-z]{2})")


def _read(rest: str) -> tuple[int, str]:
    found = _KEY.fullmatch(rest)
    if found is None or found[2] not in dict(settings.LANGUAGES):
        return 0, ""
    return query_params.key(found[1]) or 0, found[2]


def of_consultation(row: Consultation, language: str) -> Subject:
    """A consultation in one language."""
    with override(language):
        url = f"{settings.BASE_URL}{reverse('consultations:list')}{row.path}"
        key = f"{Consultations.name}-{row.pk}-{language}"
        return Subject(key, row.title, url, language, row.summary[:200])


def of_item(row: Item, language: str) -> Subject:
    """An item in one language: its words are in whatever language they were written."""
    with override(language):
        url = f"{settings.BASE_URL}{reverse('consultations:item', args=[row.pk])}"
    words = row.version.text[:200] if row.version else ""
    return Subject(f"{Items.name}-{row.pk}-{language}", str(row), url, language, words)


class Consultations:
    """Each that everybody may read: ``consultation-12-fr``."""

    name = "consultation"
    _path = re.compile(r"/([a-z]{2})/consultations/(\d{1,18})/[^/]+/")
    _within = re.compile(r"/([a-z]{2})/consultations/(steps|questions)/(\d{1,18})/")

    def get(self, rest: str) -> Subject | None:
        pk, language = _read(rest)
        row = Consultation.objects.for_everybody().filter(pk=pk).first() if pk else None
        if row is None:
            return None
        return of_consultation(row, language)

    def at(self, path: str) -> Subject | None:
        """A consultation by its own address, or that of one of its steps or questions."""
        if found := self._path.fullmatch(path):
            return self.get(f"{found[2]}-{found[1]}")
        if not (found := self._within.fullmatch(path)):
            return None
        asked = "phases" if found[2] == "steps" else "phases__questions"
        rows = Consultation.objects.filter(**{asked: query_params.key(found[3]) or 0})
        pk = rows.values_list("pk", flat=True).first()
        return self.get(f"{pk}-{found[1]}") if pk else None

    def may_write(self, user: Any, rest: str) -> bool:
        return Consultation.objects.visible_to(user).filter(pk=_read(rest)[0]).exists()


class Items:
    """Each item that everybody may read: ``contribution-345-fr``."""

    name = "contribution"
    _path = re.compile(r"/([a-z]{2})/consultations/items/(\d{1,18})/")

    def get(self, rest: str) -> Subject | None:
        pk, language = _read(rest)
        rows = Item.objects.for_everybody().select_related("version")
        row = rows.filter(pk=pk).first() if pk else None
        if row is None or row.version is None:
            return None
        return of_item(row, language)

    def at(self, path: str) -> Subject | None:
        found = self._path.fullmatch(path)
        return self.get(f"{found[2]}-{found[1]}") if found else None

    def may_write(self, user: Any, rest: str) -> bool:
        mine = Consultation.objects.visible_to(user)
        return Item.objects.filter(pk=_read(rest)[0], consultation__in=mine).exists()
