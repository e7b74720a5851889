"""What else goes with a person: personal data in tables that do not fall with the record."""

from collections.abc import Callable, Sequence

from hustings.people.models import Person, SignUp

Eraser = Callable[[Person, Sequence[str]], None]
_erasers: list[Eraser] = []


def register(eraser: Eraser) -> Eraser:
    """Have ``eraser(person, keys of their addresses)`` called in the erasing transaction."""
    if eraser not in _erasers:
        _erasers.append(eraser)
    return eraser


def erase(person: Person, keys: Sequence[str]) -> None:
    """Call them all."""
    for eraser in _erasers:
        eraser(person, keys)


@register
def sign_ups(person: Person, keys: Sequence[str]) -> None:
    """What they typed into forms, confirmed or not."""
    person.sign_ups.all().delete()
    SignUp.objects.filter(key__in=keys).delete()
