"""Representatives of the Rhône: one in each constituency, a senator."""

import pytest

from hustings.foundation.territories.models import Zone
from hustings.foundation.territories.named import name_key
from hustings.site.representatives import actions
from hustings.site.representatives.models import Appeal, Representative, Voice
from mailguard.identifiers import addresses
from tests.cast.people import submissions
from tests.cast.site.candidates.fixtures import seats, site

__all__ = ["seats", "site"]  # fixtures


def enter(office: str, zone: Zone, name: str, **more: str) -> Representative:
    """Somebody in office."""
    given, family = name.split(" ", 1)
    about = {"email": f"{given.lower()}@chamber.example", "phone": "+33140000000", **more}
    return Representative.objects.create(
        office=office, zone=zone, given_name=given, family_name=family, name_key=name_key(given, family),
        **about,
    )  # fmt: skip


@pytest.fixture
def chamber(seats: dict[str, Zone], rhone: Zone) -> dict[str, Representative]:
    """By constituency, and ``senator``."""
    made = {code: enter("mp", seats[code], f"Mp{code[-2:]} Roche") for code in ("69-01", "69-02", "69-06")}
    return {**made, "senator": enter("senator", rhone, "Ines Vial")}


OWN_WORDS = (
    "Ma fille rentre du lycée à la nuit tombée et attend quarante minutes sur un quai sans abri, parce que le"
    " dernier autocar a été supprimé l'automne passé dans notre vallée."
)


@pytest.fixture
def appeal(chamber: dict[str, Representative]) -> Appeal:
    """Evening trains, by letter or call, to the member of parliament."""
    points = (
        "Les trains du soir\nIl faut que les trains roulent jusqu’à minuit, chaque jour de la semaine.\n"
        "Nous demandons que les trains roulent tard le soir, tous les jours.\n\n"
        "Le prix\nUn billet ne doit pas coûter plus cher que le carburant pour le même trajet."
    )
    return Appeal.objects.create(
        titles={"fr": "Des trains le soir"}, ways=["letter", "call"], offices=["mp"], points={"fr": points},
        openings={"fr": "Je vous écris au sujet des transports d’ici.\nVoici ce qui m’importe."},
        closings={"fr": "Merci de me répondre sur ces points précis."},
        scripts={"fr": "Demandez des trains le soir."}, consents=["email"],
    )  # fmt: skip


def confirmed(appeal: Appeal, one: Representative, address: str, *, text: str = OWN_WORDS) -> Voice:
    """A letter by the actions, confirmed."""
    typed = Voice.typed(
        appeal=appeal, way="letter", address=addresses.read(address), language="fr", source="/fr/ecrivez/",
        consents={}, given_name="Eve", family_name="Petit", postcode="69100", subject="Trains", text=text,
    )  # fmt: skip
    made = actions.speak(voice=typed, whom={one.pk: ""})
    assert made
    return submissions.confirm(made)
