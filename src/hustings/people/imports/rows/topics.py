"""Columns of topics. They are no consent, and never overrule a no that may be later."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from hustings.foundation.lib.text.said import say
from hustings.foundation.lib.text.text_folding import fold
from hustings.people.imports.rows import values
from hustings.people.persons.models import Topic

IN, OUT, ONE = "topics", "topics_out", "topic."
_IN_WORDS, _OUT_WORDS = {"in", "dedans"}, {"out", "dehors"}


def is_about(target: str) -> bool:
    return target in {IN, OUT} or target.startswith(ONE)


class Topics:
    """The topics that there are, by their names in any language."""

    def __init__(self, topics: Iterable[Topic] = ()) -> None:
        self.by_key = {topic.pk: topic for topic in topics}
        self.by_name: dict[str, Topic] = {}
        for topic in sorted(self.by_key.values(), key=lambda each: each.retired_at is not None):
            for name in topic.names.values():
                self.by_name.setdefault(fold(name), topic)

    def is_there(self, target: str) -> bool:
        """Whether a column about one topic still has it; others always are."""
        return not target.startswith(ONE) or self._key(target) in self.by_key

    def _key(self, target: str) -> int:
        return int(target.removeprefix(ONE))

    def setter(self, target: str) -> Callable[[Any, str], None]:
        if target.startswith(ONE):
            key = self._key(target)
            return lambda row, cell: self._put(row, key, is_in=_is_in(cell))

        def put(row: Any, cell: str) -> None:
            for word in values.words(cell):
                if topic := self.by_name.get(fold(word)):
                    self._put(row, topic.pk, is_in=target == IN)
                else:
                    row.says.append(say(_("The topic “%(name)s” does not exist: skipped."), name=word[:80]))

        return put

    @staticmethod
    def _put(row: Any, key: int, *, is_in: bool) -> None:
        row.topics[key] = is_in and row.topics.get(key, True)  # in doubt no


def _is_in(cell: str) -> bool:
    word = fold(cell)
    return word in _IN_WORDS or (word not in _OUT_WORDS and values.yes_no(cell))


def kept(names: dict[str, str], at: dt.datetime, *, is_in: bool) -> str:
    words = _("Refused the topic “%(what)s” on %(day)s; the file has no later yes, so the refusal stays.")
    if is_in:
        words = _("Chose the topic “%(what)s” on %(day)s, which is later than the file: the choice stays.")
    return say(words, kept=("what",), what=names, day=at.date().isoformat())
