"""Part of the text is not signed."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def signature_partial(facts: Facts) -> Iterator[Evidence]:
    """Its signature covers only part of the text, so anyone could have added the rest."""
    signatures = [each for each in facts.authentication.dkim if each.result == "pass"]
    whole = {each.domain for each in signatures if not each.is_partial}
    for each in signatures:
        if each.is_partial and each.domain not in whole:
            strength = 0.4 if facts.bulk.is_list else 1.0
            yield found("{domain} signed only the beginning of the text.", strength, domain=each.domain)
