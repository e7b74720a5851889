"""Files of addresses, their lines in packed blocks, and the lines that can't be taken."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.foundation.file_imports.uploads.models import UploadedFile, UploadedLine


class Source(models.TextChoices):
    """Kinds of files that tell of addresses, and people who do."""

    REU = "reu", _("electoral roll (REU)")
    BAN = "ban", _("national address database (BAN)")
    BAL = "bal", _("local address database (BAL)")
    BDNB = "bdnb", _("national buildings database (BDNB)")
    OWN = "own", _("your own file")
    HAND = "hand", _("by hand")


class AddressFile(UploadedFile):
    """A file: read into blocks, checked, then written building by building."""

    POSITION: ClassVar[dict[str, Any]] = {"at_part": 0, "at_key": ""}

    source = models.CharField(_("kind"), max_length=4, choices=Source)
    places = models.JSONField(default=dict, help_text="Our columns and where each stands")
    n_parts = models.PositiveSmallIntegerField(default=1, help_text="Parts that the buildings fall into")
    at_part = models.PositiveSmallIntegerField(default=0, help_text="The part that is being worked on")
    at_key = models.CharField(max_length=320, blank=True, help_text="The last building behind us in it")
    stations = models.JSONField(default=list, help_text="Polling stations in it: code_number")
    towns = models.JSONField(default=dict, help_text="Municipalities in it: code -> name")

    class Meta(UploadedFile.Meta):
        verbose_name = _("file of addresses")
        verbose_name_plural = _("files of addresses")


class AddressBlock(models.Model):
    """Lines of one part of a file, or what a run changed in it: JSON, packed."""

    class Kind(models.TextChoices):
        LINES = "lines"
        CHANGES = "changes"

    file = models.ForeignKey(AddressFile, models.CASCADE, related_name="blocks", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind)
    part = models.PositiveSmallIntegerField()
    packed = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["file", "kind", "part"], name="address_blocks_of_part")]


class RefusedLine(UploadedLine):
    """A line that can't be taken."""

    file = models.ForeignKey(AddressFile, models.CASCADE, related_name="refused", db_index=False)

    class Meta(UploadedLine.Meta):
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="one_refusal_per_line")]
