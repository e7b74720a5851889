"""The chain over the signatures of a petition: see ``hustings.site.petitions.proof``."""

from django.db import models
from django.utils import timezone

from hustings.site.petitions.models.petitions import Petition


class Seal(models.Model):
    """A link of a petition's chain: the digests of signatures, or which ones are gone since."""

    petition = models.ForeignKey(Petition, models.CASCADE, related_name="seals", db_index=False)
    position = models.PositiveIntegerField(help_text="In the chain, from 1, without gaps")
    content = models.BinaryField(help_text="For each signature 8 bytes of its key and 32 of its digest")
    gone = models.JSONField(default=list, help_text="Keys of signatures that were erased since")
    sealed_at = models.DateTimeField(default=timezone.now)
    digest = models.BinaryField(max_length=32, help_text="SHA-256 over this link and the one before")

    class Meta:
        ordering = ["petition", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "position"], name="one_seal_per_petition_and_position"
            )
        ]

    def __str__(self) -> str:
        return f"{self.petition_id}/{self.position}: {bytes(self.digest).hex()[:12]}"
