"""A petition and who signed it, for the walk over things of others."""

from typing import Any

from django.utils import timezone

from hustings.site.embeds.models import Host
from hustings.site.petitions.models import Petition, Signature


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """By view: the arguments of its address."""
    petition = Petition.objects.create(titles={"fr": "P"}, delivered_at=timezone.now())
    Signature.objects.create(
        petition=petition, person=person, address="dave@example.org", key="dave@example.org",
        zone=person.zone, mailbox="dave@example.org", given_name="Dave", language="fr",
        source="/fr/", doubts="mailbox", confirmed_at=timezone.now(), comment="Why", comment_state="waiting",
    )  # fmt: skip
    names = ["petition", "edit", "delivery", "signatures", "comments", "review", "export", "proof", "place"]
    found: dict[str, list[Any]] = {f"petitions_hq:{name}": [petition.pk] for name in names}
    host = Host.objects.create(origin="https://gazette.example")
    found |= {"embeds:embed": ["form", "f"], "embeds:switch": ["form", "f"]}
    return found | {"embeds:host_removal": [host.pk], "embeds:preview": ["form", "f", "fr"]}
