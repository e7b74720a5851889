"""How an absorbed record alone is known: what bears such a mark goes along when the two are parted.

Kept with the merge, since an address may be taken off in the meantime, and that is a line of theirs, too.
"""

from collections.abc import Callable, Mapping

from hustings.people.models import Email, Phone, PostalAddress

Known = dict[str, list[str]]
_HOW: dict[str, Callable[[int], set[str]]] = {
    "addresses": lambda pk: set(Email.objects.filter(person=pk).values_list("address", flat=True)),
    "keys": lambda pk: set(Email.objects.filter(person=pk).values_list("key", flat=True)),
    "numbers": lambda pk: set(Phone.objects.filter(person=pk).values_list("number", flat=True)),
    "places": lambda pk: {str(place) for place in PostalAddress.objects.filter(person=pk)},
}


def alone(absorbed: int, kept: int) -> Known:
    """What is known of the one and not of the other."""
    return {name: sorted(of(absorbed) - of(kept)) for name, of in _HOW.items()}


def together(one: Mapping[str, list[str]], other: Mapping[str, list[str]]) -> Known:
    """All that either says."""
    return {name: sorted({*one.get(name, ()), *other.get(name, ())}) for name in _HOW}
