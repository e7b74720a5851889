"""Targets of files whose lines name a territory."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import models

from hustings.foundation.file_imports.targets import Target, Values
from hustings.foundation.territories import cells

M = TypeVar("M", bound=models.Model)


class ZonedTarget(Target[M]):
    """A target whose lines are shown beside the territory of their ``zone_field``."""

    def places(self, values: Iterable[Values]) -> Mapping[Any, str]:
        return cells.names(values, self.zone_field)
