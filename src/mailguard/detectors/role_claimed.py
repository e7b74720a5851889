"""A post on the team, claimed from outside."""

import re
from collections.abc import Iterator

from mailguard.facts import Facts, identity
from mailguard.lookalikes.skeleton import plain, squeeze
from mailguard.signals import Evidence, detector, found

# English and French, accents dropped.
_ROLES = (
    r"(?:campaign |general |deputy )?treasurer",
    r"campaign (?:manager|director|office|team|finance)",
    r"(?:it|cyber|information) security|securite informatique|dsi",
    r"chief of staff|head of (?:finance|press|it)|(?:your )?candidate|payroll|postmaster|webmaster",
    r"(?:it|tech|technical|computer)[ -](?:support|help ?desk|service|department|team|desk|admin)",
    r"help ?desk|service ?desk|press (?:office|team|officer)|human resources|hr (?:department|team)",
    r"(?:mail|webmail|email|mailbox|system|network|server) ?(?:admin\w*|support|team|service)",
    r"tresori(?:er|ere)|direct(?:eur|rice) (?:de (?:la )?campagne|generale?|financi(?:er|ere))",
    r"equipe de campagne|mandataire(?: financi(?:er|ere))?|candidat|chef(?:fe)? de cabinet",
    r"(?:support|service|assistance|equipe|pole) (?:informatique|technique|messagerie)",
    r"administrat\w+ (?:de la |du )?(?:messagerie|systeme|reseau)",
    r"service (?:de )?presse|attachee? de presse|ressources humaines|comptabilite",
)
# These only where they are the whole name.
_POST = re.compile(
    r"(?:the )?(?:admin(?:istrator|istrateur)?|support|help|security|securite|webmail|e-?mail|mail ?box"
    r"|voice ?mail|voip|fax|messagerie(?: vocale)?|repondeur|registrar|registraire|billing|facturation"
    r"|notifications?|accounts?|comptes?)(?: (?:team|service|center|centre|department|desk|notice|alert))?"
)
_ROLE = re.compile(rf"\b(?:{'|'.join(_ROLES)})\b")


@detector
def role_claimed(facts: Facts) -> Iterator[Evidence]:
    """An outside sender claims a role on the team, such as treasurer or IT support."""
    author = facts.author
    name = plain(author.name[:120]).strip()
    role = _ROLE.search(name)
    match = role or _POST.fullmatch(name)
    if not match or not author.domain or facts.bulk.is_list:
        return
    if identity.is_in_profile(author, facts):
        return
    brand = squeeze(plain(author.organisation.partition(".")[0]))
    if len(brand) > 3 and brand in squeeze(plain(author.name)).replace(" ", ""):
        return  # "Printworks accounts team" of printworks.example speaks for its own house
    strength = (1.0 if identity.is_free(author) else 0.6) * (1.0 if role else 0.7)
    if facts.bulk.unsubscribe and facts.is_authenticated:
        strength *= 0.4
    yield found(
        "{address} calls itself “{role}”.",
        strength * min(identity.doubt(facts) + 0.1, 1.0),
        role=match.group(),
        address=author.address,
    )
