"""A true service that carries somebody else's words."""

import re
from collections.abc import Iterator

from mailguard.facts import Facts, identity, person_names, phrases
from mailguard.signals import Evidence, detector, found

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_QUOTED = re.compile(r"[«“\"]([^«»“”\"]{12,600})[»”\"]")
_READ = 3_000
# What a file's or a form's sender asks for that no colleague would: how sure it is.
_WISHES = {"typed_password": 0.85, "password_request": 0.8, "secret_typed": 0.8, "bank_moved": 0.55}
_PHRASES = {"bank_change": 0.55}


@detector
def service_carries(facts: Facts) -> Iterator[Evidence]:
    """A well-known service relays a message from someone who uses another's name or wants a secret."""
    if facts.bulk.is_list or facts.relation.n_sent:
        return
    if identity.is_ours(facts.author, facts) or identity.is_free(facts.author) or not _is_carrier(facts):
        return
    who, posing = _voice(facts)
    sure, words, is_quoted = _wish(facts)
    if not who and not is_quoted:  # notices of the service itself speak of passwords, too
        return
    sure += 0.3 * posing
    if sure >= 0.5:
        yield found(
            "{service} relays a message from {who}: “{words}”.",
            min(1.0, sure),
            service=facts.author.organisation,
            who=who or "…",
            words=words or who,
        )


def _is_carrier(facts: Facts) -> bool:
    author = facts.author
    return facts.insight.is_house or (identity.is_service(author, facts) and facts.is_authenticated)


def _voice(facts: Facts) -> tuple[str, bool]:
    """The private mailbox for which the service writes, and whether it bears a name of ours or a post."""
    text = f"{facts.subject}\n{facts.text[:_READ]}"
    seen = [each.address for each in facts.reply_to[:2] if each.address]
    seen += [match.group() for match in _ADDRESS.finditer(text)] if "@" in text else []
    readers = {each.key for each in (*facts.to, *facts.cc)}
    first = ""
    for address in seen[:6]:
        address = address.lower().rstrip(".")
        local, _, domain = address.partition("@")
        if address in facts.profile.insiders_by_address or address in readers:
            continue
        if not identity.is_free_domain(domain):
            continue
        first = first or address
        if _bears_a_name(local, facts):
            return address, True
    return first, False


def _bears_a_name(local: str, facts: Facts) -> bool:
    if identity.mimics(local, facts.profile):
        return True
    pieces = {piece for piece in re.split(r"[^a-z]+", local) if len(piece) > 3}
    names = [each.name for each in facts.profile.partners] + [each.name for each in facts.profile.services]
    houses = {word for each in names for word in person_names.tokens(each) if len(word) > 5}
    ours = {
        word
        for each in facts.profile.insiders
        for word in person_names.tokens(each.name)[-1:]
        if len(word) > 4
    }
    return bool(pieces & (houses | ours | {"helpdesk", "support", "treasurer", "tresorier", "tresorerie"}))


def _wish(facts: Facts) -> tuple[float, str, bool]:
    found_ = [(sure, want.words) for name, sure in _WISHES.items() if (want := facts.insight.asked(name)).n]
    found_ += [
        (sure, want.words) for name, sure in _PHRASES.items() if (want := facts.insight.wanted(name)).n
    ]
    if facts.insight.accounts:
        found_.append((0.6, sorted(facts.insight.accounts)[0]))
    text, is_quoted = facts.text[:_READ], False
    for match in _QUOTED.finditer(text):
        said = phrases.scan(match.group(1), "lures")
        for name in ("sign_in", "borrowed_sign_in"):
            if name in said and said[name].n:
                found_.append((0.8, said[name].words))
                is_quoted = True
    return (*max(found_, default=(0.0, "")), is_quoted)
