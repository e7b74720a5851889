"""An answer to nothing."""

import re
from collections.abc import Iterator

from mailguard.facts import Facts, identity
from mailguard.signals import Evidence, detector, found

_ANSWER = re.compile(r"\s*(?:\[[^\]]{1,40}\]\s*)?(?:re|ré|aw|sv|réf)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
_FORWARD = re.compile(r"\s*(?:\[[^\]]{1,40}\]\s*)?(?:fwd?|tr|wg|i)\s*:", re.IGNORECASE)
_PASSED_ON = re.compile(
    r"(?:forwarded|original|transféré|transmis|d'origine|initial)|^(?:from|de) ?:", re.IGNORECASE | re.M
)


@detector
def subject_fake_reply(facts: Facts) -> Iterator[Evidence]:
    """Its subject announces a reply or forward, but it isn't one."""
    if facts.references or facts.nested or facts.bulk.is_list:
        return
    if _ANSWER.match(facts.subject):
        strength = 0.4 if facts.quoted or _PASSED_ON.search(facts.text[:20_000]) else 1.0
        if facts.is_authenticated and (identity.is_ours(facts.author, facts) or facts.relation.n_sent):
            strength *= 0.3  # some programs of people we know leave the references out
        yield found("“{subject}” doesn't reply to any message.", strength, subject=facts.subject)
    elif _FORWARD.match(facts.subject) and not (facts.quoted or facts.files):
        if _PASSED_ON.search(facts.text[:20_000]):
            return
        yield found("“{subject}” doesn't forward any message.", 0.7, subject=facts.subject)
