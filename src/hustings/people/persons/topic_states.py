"""States of topics: what somebody said of each, and what they get."""

from collections.abc import Iterator
from dataclasses import dataclass

from hustings.people.persons import origins
from hustings.people.persons.models import Person, Topic, TopicStand


@dataclass(frozen=True, slots=True)
class Choice:
    """One topic for one person; ``stand`` is None where they never said anything."""

    topic: Topic
    stand: TopicStand | None
    source: str = ""

    @property
    def is_in(self) -> bool:
        """Whether mails of it reach them, by their word or without one."""
        return self.stand.is_in if self.stand else self.topic.is_default


def of(person: Person) -> list[Choice]:
    return list(_choices(person))


def _choices(person: Person) -> Iterator[Choice]:
    stands = person.topic_stands.select_related("answer", "answer__user")
    held = {stand.topic_id: stand for stand in stands}
    for topic in Topic.objects.all():
        stand = held.get(topic.pk)
        if stand or topic.retired_at is None:
            yield Choice(topic, stand, origins.named(stand.answer.source) if stand else "")


def offered(person: Person) -> list[Choice]:
    """Those among which they choose themselves."""
    return [choice for choice in _choices(person) if choice.topic.retired_at is None]
