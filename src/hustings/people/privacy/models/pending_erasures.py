"""Work left by an erasure: kept files in which the erased may still stand."""

from django.db import models
from django.utils import timezone


class Forgetting(models.Model):
    """People who were erased and may still stand in kept files of imports. Goes when those are searched."""

    QUOTING = "quoting"  # in ``lines``, beside the numbers of lines

    digests = models.JSONField(default=list, help_text="Keyed hashes of what lines are known by")
    lines = models.JSONField(default=dict, help_text="import -> numbers of lines that the timeline named")
    last = models.BigIntegerField(default=0, help_text="The import where a resumed search goes on")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d}"
