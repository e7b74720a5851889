"""The chain over the signatures of a petition: see ``hustings.site.petitions.proof``."""

from django.db import models

from hustings.foundation.lib.chain import sealed
from hustings.site.petitions.models.petitions import Petition


class Seal(sealed.Seal):
    """A link of a petition's chain."""

    petition = models.ForeignKey(Petition, models.CASCADE, related_name="seals", db_index=False)

    class Meta(sealed.Seal.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "position"], name="one_seal_per_petition_and_position"
            )
        ]
