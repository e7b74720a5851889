"""Documents that are decoys, each copy marked, and links that call home."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Link(models.Model):
    """An address of our own server that nobody has a reason to open."""

    token = models.CharField(max_length=40, unique=True)
    name = models.CharField(_("name in the address"), max_length=80)
    place = models.CharField(_("location"), max_length=300)
    made_at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("alert link")
        verbose_name_plural = _("alert links")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.place


class Visit(models.Model):
    """Somebody or something opened a link, or a document that holds its picture."""

    class Who(models.TextChoices):
        PERSON = "person", pgettext_lazy("visitor", "a person")
        UNSURE = "unsure", pgettext_lazy("visitor", "possibly a person")
        MACHINE = "machine", pgettext_lazy("visitor", "a program")

    link = models.ForeignKey(Link, models.CASCADE, related_name="visits")
    at = models.DateTimeField(_("when"), default=timezone.now)
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=300, blank=True)
    who = models.CharField(max_length=10, choices=Who)
    is_picture = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["link", "-id"], name="decoys_visits_of_link")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.who}"


class Document(models.Model):
    """A text with places where its copies differ."""

    title = models.CharField(_("title"), max_length=150)
    language = models.CharField(_("language"), max_length=5)
    text = models.TextField(_("text"))
    made_at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("decoy document")
        verbose_name_plural = _("decoy documents")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title


class Copy(models.Model):
    """One copy of a document, unlike all others in wording, layout and metadata."""

    class Format(models.TextChoices):
        DOCX = "docx", "Word (DOCX)"
        XLSX = "xlsx", "Excel (XLSX)"
        PDF = "pdf", "PDF"

    document = models.ForeignKey(Document, models.CASCADE, related_name="copies")
    number = models.PositiveIntegerField(_("number"))
    format = models.CharField(_("format"), max_length=4, choices=Format)
    place = models.CharField(_("location"), max_length=300)
    choices = models.JSONField(default=list, help_text="What was chosen at each place of the text")
    mark = models.CharField(max_length=32, unique=True, help_text="In the metadata")
    layout = models.PositiveIntegerField(help_text="Steps by which measures differ")
    sha256 = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    link = models.OneToOneField(Link, models.PROTECT, null=True, related_name="copy")
    made_at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("copy of a decoy document")
        verbose_name_plural = _("copies of a decoy document")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="decoys_number_once_in_document")
        ]

    def __str__(self) -> str:
        return f"{self.document} · {self.number}"

    @property
    def file_name(self) -> str:
        stem = "-".join("".join(c if c.isalnum() else " " for c in self.document.title).split())
        return f"{stem[:60] or 'note'}.{self.format}"
