"""The exchange elsewhere, for the walk over things of others."""

from typing import Any

from django.utils import timezone

from hustings.networks.exchange import actions
from hustings.networks.exchange.models import Cohort, Endorsement, Partner, SpeedDating
from hustings.people.persons.models import Person
from tests.cast.networks.exchange.fixtures import agreed, ask, member


def of_exchange(person: Person) -> dict[str, list[Any]]:
    """A member who lives where no role reaches, with a match and words about them."""
    mine = actions.join(person=person, organisation="Atelier", values={"languages": ["fr"]})
    other = member("Elsewhere", "Fabrique")
    other.person.zone = person.zone
    other.person.save()
    match = agreed(mine, other)
    words = Endorsement.objects.create(match=match, author=other, about=mine, text="Bien")
    cohort = Cohort.objects.create(name="C")
    dating = SpeedDating.objects.create(name="D", starts_at=timezone.now())
    post = ask(mine)
    partner = Partner.objects.create(name="P", url="https://partner.example", our_key="1" * 64)
    found: dict[str, list[Any]] = {"exchange_hq:hiding": [mine.pk, words.pk]}
    found |= {f"exchange_hq:{name}": [mine.pk] for name in ("member", "leaving")}
    found |= {f"exchange_hq:{name}": [post.pk] for name in ("post", "asking", "removal")}
    found |= {f"exchange_hq:{name}": [cohort.pk] for name in ("cohort", "cohort_deed")}
    found |= {f"exchange_hq:{name}": [partner.pk] for name in ("partner", "partner_end")}
    return found | {f"exchange_hq:{name}": [dating.pk] for name in ("dating", "dating_edit", "dating_deed")}
