"""One installation in a process of its own: ``python -m tests.cast.networks.exchange.installation DEED …``.

Prints what it found as JSON.
"""

import json
import os
import sys
from typing import Any


def begin(url: str) -> Any:
    """Add the other one as a partner; our key."""
    from hustings.networks.exchange import actions

    return actions.add_partner(name="The other", url=url).our_key


def trust(key: str) -> Any:
    from hustings.networks.exchange import actions
    from hustings.networks.exchange.models import Partner

    return actions.enter_key(partner=Partner.objects.get(), key=key)


def ask() -> Any:
    """A member here asks, and releases it."""
    from hustings.networks.exchange.models import Partner
    from tests.cast.networks.exchange import fixtures

    fixtures.ask(fixtures.member("Lea", "Atelier Nord"), released_to=list(Partner.objects.all()))


def offer() -> Any:
    from tests.cast.networks.exchange import fixtures

    fixtures.offer(fixtures.member("Max", "Bridge Ltd", "en", languages=["en", "fr"]))


def work() -> Any:
    """Send what waits, as if its pause were over, and turn the clock; how many parcels still wait."""
    from django.utils import timezone

    from hustings.networks.exchange import answer_clock
    from hustings.networks.exchange.models import Parcel, Partner
    from hustings.networks.exchange.partners import sending

    answer_clock.turn()
    Parcel.objects.filter(is_ours=True, done_at=None).update(due_at=timezone.now())
    sending.send_due(Partner.objects.get().pk)
    return Parcel.objects.filter(is_ours=True, done_at=None).count()


def say_yes() -> Any:
    """Whoever is asked here can help."""
    from hustings.networks.exchange import actions
    from hustings.networks.exchange.models import Match

    actions.answer(match=Match.objects.whole().get(), is_yes=True, said="Avec plaisir")


def accept() -> Any:
    from hustings.networks.exchange import actions
    from hustings.networks.exchange.models import Match

    actions.decide(match=Match.objects.whole().get(), is_yes=True)


def met() -> Any:
    from django.utils import timezone

    from hustings.networks.exchange import actions
    from hustings.networks.exchange.models import Match

    match = Match.objects.whole().get()
    who = match.asker or match.helper
    assert who
    actions.say_met(match=match, member=who, on=timezone.localdate())


def told() -> Any:
    """All that the tables of the exchange hold of the other side, and the contact that is shown."""
    from django.core import serializers

    from hustings.networks.exchange import contact_data
    from hustings.networks.exchange.models import Match, Parcel, Post

    rows = [row for model in (Post, Match, Parcel) for row in model.objects.all()]
    match = Match.objects.whole().first()
    mine = match and (match.asker or match.helper)
    contact = contact_data.of_other(match, mine) if match and mine else None
    return {
        "rows": serializers.serialize("json", rows), "state": match.state if match else "",
        "contact": [contact.name, contact.address] if contact else None,
        "parcels": Parcel.objects.filter(is_ours=False).count(),
    }  # fmt: skip


def serve(port: str) -> Any:
    """Answer at a port, until it is killed."""
    from wsgiref.simple_server import make_server

    from hustings.wsgi import application

    make_server("127.0.0.1", int(port), application).serve_forever()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings.settings")
    import django

    django.setup()
    print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))
