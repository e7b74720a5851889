"""A check by the mail guard, as a receiver's filter; the engine is imported only where it reads."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hustings.outreach.preflight import sample_letters
from hustings.outreach.preflight.desk import Desk
from hustings.outreach.preflight.findings import Finding, Weight
from hustings.outreach.preflight.registry import About, Told, slow
from mailguard.authentication.dns import Static
from mailguard.i18n import translate
from mailguard.identifiers import domain_names

_LOUD = 0.3  # log-odds of a signal that is worth a word


def ask(desk: Desk, tell: Told) -> dict[str, Any]:
    """What it finds in each letter. The names system is as it will be once our key is in it."""
    from mailguard import Action, Engine, Envelope
    from mailguard.explain import strongest

    sender = desk.campaign.sender[1]
    domain = desk.campaign.sender_domain
    signing = sample_letters.signers(domain)
    zones = {key.name: {"TXT": [key.record]} for key in signing}
    zones[f"_dmarc.{domain_names.organisation(domain)}"] = {"TXT": ["v=DMARC1; p=none"]}
    engine = Engine(resolver=Static(zones))
    found = {}
    for mode, raw in sample_letters.letters(desk, signing):
        verdict = engine.analyse(raw, Envelope(mail_from=sender, rcpt_to=(sample_letters.READER,)))
        loud = [one for one in strongest(verdict) if verdict.contributions[one.name] >= _LOUD]
        signals = []
        for signal in loud[:4]:
            best = max(signal.evidence, key=lambda one: one.strength)
            signals.append([signal.name, best.text, {key: str(value) for key, value in best.values.items()}])
        found[mode] = {"is_held": verdict.action > Action.DELIVER, "signals": signals}
        tell(len(found), len(desk.sights))
    return found


@slow(gettext_lazy("Mailguard"), About.LETTERS, ask)
def mail_guard(desk: Desk, facts: Any) -> Iterator[Finding]:
    language = get_language() or "en"
    for sight in desk.sights:
        found = facts.get(sight.place.mode)
        if not found or not found["signals"]:
            continue
        said = " ".join(_sentence(name, text, values, language) for name, text, values in found["signals"])
        if found["is_held"]:
            words = _("Mailguard would warn recipients: %(said)s")
            remedy = _("Change the text so that it looks less like an attack.")
            yield Finding(words % {"said": said}, Weight.WARNS, remedy, sight.place)
        else:
            words = _("Mailguard accepts it, but notes: %(said)s")
            yield Finding(words % {"said": said}, Weight.HINT, place=sight.place)


def _sentence(name: str, text: str, values: dict[str, str], language: str) -> str:
    from mailguard.signals import registry

    says = translate(registry[name].says, language) if name in registry else ""
    return f"{says} {translate(text, language).format_map(values)}".strip()


CHECKS = (mail_guard,)
