"""The way to ``p=reject``: the next safe step, as the record that is there now with single tags changed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hustings.security.domains.models import Domain
from hustings.security.domains.senders import Standing

LEAST_DAYS = 14  # with reports, before anything is made stricter
LEAST_LETTERS = 100
GOOD_SHARE = 0.98  # of the letters that are ours
_OPEN = ("sp", "np", "pct", "t")  # tags that leave part of what others send alone


@dataclass(frozen=True)
class Step:
    """Next thing to do; ``record`` is the new one, "" where it stays."""

    says: str
    record: str = ""
    is_done: bool = False


def next_step(domain: Domain, standing: Standing, rua: str) -> Step:
    """The next safe step from the record that the last look found. ``rua``: where reports are to go."""
    there = domain.texts("dmarc")
    if there is None:
        return Step(_("Not checked yet."))
    if len(there) > 1:
        return Step(_("There are several DMARC records, so receivers ignore them all: keep only one."))
    record = there[0] if there else ""
    if not domain.sends_mail:
        return _silent(record)
    policy = policy_of(record)
    if not policy:
        changed = rewritten(record or "v=DMARC1", {"p": "none"})
        return Step(_("Request reports first: nothing changes for your e-mails."), asking(changed, rua))
    if not standing.n_days and rua and rua.lower() not in receivers(record, "rua"):
        words = _("Have the reports sent here too: nothing changes for your e-mails.")
        return Step(words, asking(record, rua))
    return _not_yet(standing) or _stricter(record, policy, rua)


def _not_yet(standing: Standing) -> Step | None:
    if standing.n_days < LEAST_DAYS or standing.n < LEAST_LETTERS:
        words = _("Please wait: reports received for %(days)s of %(least)s days (%(n)s messages).")
        return Step(words % {"days": standing.n_days, "least": LEAST_DAYS, "n": standing.n})
    if standing.share < GOOD_SHARE:
        words = _(
            "%(percent)s %% of your messages are authenticated; aim for %(least)s %%. Mark below "
            "which servers send for you, then add DKIM or SPF for those."
        )
        return Step(words % {"percent": standing.percent, "least": round(100 * GOOD_SHARE)})
    return None


def _stricter(record: str, policy: str, rua: str) -> Step:
    if policy == "reject":
        if left := leaves_open(record):
            words = _("Forged messages are rejected, but %(tags)s leaves a gap: remove it.")
            return Step(words % {"tags": ", ".join(left)}, _closed(record))
        return Step(
            _("Done: forged messages in your name are rejected. Check again from time to time."), is_done=True
        )
    if policy == "quarantine":
        words, policy = _("Your messages are authenticated. Have forged ones rejected."), "reject"
    else:
        words, policy = _("Your messages are authenticated. Have forged ones sent to spam."), "quarantine"
    return Step(words, asking(rewritten(record, {"p": policy}), rua))


def _silent(record: str) -> Step:
    if policy_of(record) == "reject" and not leaves_open(record):
        return Step(_("Done: this domain sends no e-mail, and no one can send in its name."), is_done=True)
    closed = _closed(rewritten(record or "v=DMARC1", {"p": "reject"}))
    return Step(_("This domain sends no e-mail: have everything rejected now."), closed)


def tags(record: str) -> list[tuple[str, str]]:
    """The tags of a record in order; meanings are for ``mailguard.authentication.policies``."""
    found = (each.partition("=") for each in record.split(";") if each.strip())
    return [(name.strip(), value.strip()) for name, _equals, value in found]


def _value(record: str, tag: str) -> str:
    """Value of a tag; of one that stands twice the first counts, as with receivers."""
    return next((value for name, value in tags(record) if name.lower() == tag), "")


def policy_of(record: str) -> str:
    """Policy that it asks for; "" where it asks for none that there is."""
    policy = _value(record, "p").lower()
    return policy if policy in {"none", "quarantine", "reject"} else ""


def leaves_open(record: str) -> list[str]:
    """The tags of a strict record that leave subdomains, or a share of the letters, alone."""
    harmless = {("sp", "reject"), ("np", "reject"), ("pct", "100"), ("t", "n")}
    return [
        f"{name}={value}"
        for name, value in tags(record)
        if name.lower() in _OPEN and (name.lower(), value.lower()) not in harmless
    ]


def _closed(record: str) -> str:
    return rewritten(record, dict.fromkeys(_OPEN))


def receivers(record: str, tag: str) -> list[str]:
    """Addresses that a tag names, small, without the size that may follow them."""
    found = (
        each.strip().lower().removeprefix("mailto:").partition("!")[0]
        for each in _value(record, tag).split(",")
    )
    return [each for each in found if each]


def asking(record: str, rua: str) -> str:
    """The record with reports of both kinds sent here, beside wherever they go already."""
    if not rua:
        return record
    changes: dict[str, str | None] = {}
    for tag in ("rua", "ruf"):
        there = _value(record, tag)
        if rua.lower() not in receivers(record, tag):
            changes[tag] = ",".join(each for each in (there, f"mailto:{rua}") if each)
    return rewritten(record, changes)


def rewritten(record: str, changes: Mapping[str, str | None]) -> str:
    """A record with these tags set, or taken out where they are None; all others stay as they stand."""
    left, rows = dict(changes), []
    for name, value in tags(record):
        said = left.pop(name.lower(), None) if name.lower() in changes else value
        if said is not None:
            rows.append(f"{name}={said}")
    if left.get("p"):
        rows.insert(1, f"p={left.pop('p')}")  # the second, as receivers want it
    rows += [f"{name}={value}" for name, value in left.items() if value is not None]
    return "; ".join(rows)
