"""The text that a visitor gets to adapt: from the points they chose, told in one of several ways."""

import random
from collections.abc import Collection, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from hustings.foundation.lib.text.languages import in_language
from hustings.site.representatives.models import Appeal


class Point(NamedTuple):
    """What may be said: a name to choose it by, and ways to say it."""

    name: str
    ways: tuple[str, ...]


def points(appeal: Appeal) -> list[Point]:
    """In the reader's language: a paragraph each, its first line the name."""
    return list(_points(in_language(appeal.points)))


def _points(text: str) -> Iterator[Point]:
    for paragraph in text.replace("\r", "").split("\n\n"):
        name, *ways = lines(paragraph) or [""]
        if name:
            yield Point(name, tuple(ways) or (name,))


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def compose(appeal: Appeal, chosen: Collection[int], seed: str, name: str) -> str:
    """A letter from what was chosen. The same seed says it in the same way."""
    dice = random.Random(seed)  # noqa: S311 - play, not secrecy
    found = points(appeal)
    parts = [_("Dear Madam, dear Sir,")]
    if openings := lines(in_language(appeal.openings)):
        parts.append(dice.choice(openings))
    parts += [dice.choice(point.ways) for at, point in enumerate(found) if at in chosen]
    if closings := lines(in_language(appeal.closings)):
        parts.append(dice.choice(closings))
    return "\n\n".join([*parts, name])


def pieces(appeal: Appeal, name: str) -> list[str]:
    """All that the text can be made of; salutation and name only with what may be beside them."""
    found = [way for point in points(appeal) for way in (point.name, *point.ways)]
    found += [*lines(in_language(appeal.openings)), *lines(in_language(appeal.closings))]
    head = _("Dear Madam, dear Sir,")
    return [*(f"{head} {each} {name}" for each in found), f"{head} {name}"]
