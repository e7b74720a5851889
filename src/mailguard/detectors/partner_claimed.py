"""A partner's name on a stranger's letter."""

from collections.abc import Iterator
from functools import lru_cache

from mailguard.facts import Facts, identity
from mailguard.lookalikes.skeleton import skeleton, squeeze
from mailguard.profile import Profile
from mailguard.signals import Evidence, detector, found

_N_LINES = 8
_LONGEST = 90


@detector
def partner_claimed(facts: Facts) -> Iterator[Evidence]:
    """It claims to be from one of our partners or services, but comes from another address."""
    author = facts.author
    if not author.address or identity.is_in_profile(author, facts):
        return
    names = _names(facts.profile)
    if not names or facts.bulk.is_list:
        return
    lines = [line for line in facts.text.splitlines() if line.strip()][-_N_LINES:]
    shown = [(author.name, 1.0)] + [(line, 0.7) for line in reversed(lines) if len(line) <= _LONGEST]
    for text, strength in shown:
        seen = _flat(text)
        name = next((name for flat, name in names if flat in seen), "")
        if name:
            doubt = identity.doubt(facts) * (1.0 if identity.is_free(author) or strength == 1.0 else 0.7)
            yield found(
                "It claims to be from {name}, but {address} isn't theirs.",
                strength * doubt,
                name=name,
                address=author.address,
            )
            return


@lru_cache(16)
def _names(profile: Profile) -> tuple[tuple[str, str], ...]:
    """As they look, and as they are written; those too short to mean anything left out."""
    names = [each.name for each in profile.partners] + [each.name for each in profile.services]
    # "Google" and its like stand in many letters; brand_claimed watches who takes their names.
    names = [name for name in names if not identity.provider_named(name)]
    return tuple((flat, name) for name in names if len(flat := _flat(name)) > 5)


def _flat(text: str) -> str:
    return squeeze(skeleton(text[:200])).replace(" ", "")
