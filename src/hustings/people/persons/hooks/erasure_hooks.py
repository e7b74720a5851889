"""Hooks that erase what does not fall with a person's record. They run in the erasing transaction."""

from collections.abc import Callable, Sequence

from hustings.foundation.contributions import Registry
from hustings.foundation.webhooks import outbox
from hustings.people.persons import webhook_events

Eraser = Callable[[Sequence[int], Sequence[str]], None]
# Each is called with keys of people and keys of their addresses, in the erasing transaction.
erasers = Registry[Eraser]("persons.hooks.erasure_hooks.erasers")


def erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """Call them all, those of upper apps first: what they keep hangs on rows of the lower ones."""
    for eraser in reversed(erasers.all()):
        eraser(people, keys)
    outbox.tell(webhook_events.ERASED, *people)
