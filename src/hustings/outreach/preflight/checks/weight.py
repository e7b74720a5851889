"""Checks of how heavy a letter is, and of its pictures."""

import re
from collections.abc import Iterator

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.outreach.preflight.desk import Desk
from hustings.outreach.preflight.findings import Finding, Weight
from hustings.outreach.preflight.registry import About, check

CLIPPED = 102_000  # bytes of HTML: Gmail hides what comes after them
_PICTURE, _PICTURES = 500_000, 1_500_000  # bytes of one, and of all together
_WORDS = 250  # characters for each picture: with fewer, filters take a letter for a poster
_FILE_NAME = re.compile(
    r"[\w-]+\.(?:jpe?g|png|gif|webp)|(?:img|dsc|dscf|image|photo|screenshot)[ _-]?\d+", re.I
)


@check(gettext_lazy("Size of the e-mail"), About.LETTERS)
def weight(desk: Desk) -> Iterator[Finding]:
    """How many bytes its HTML has."""
    for sight in desk.sights:
        n = len(sight.html.encode())
        if n > CLIPPED:
            words = _(
                "It has %(size)s of HTML. Gmail cuts it off after 102 kB, along with the unsubscribe link."
            )
            told = {"size": filesizeformat(n)}
            yield Finding(
                words % told, Weight.WARNS, _("Shorten it, or move a part to a web page."), sight.place
            )


@check(gettext_lazy("Size of images"), About.LETTERS)
def pictures(desk: Desk) -> Iterator[Finding]:
    """How many bytes readers have to fetch."""
    for sight in desk.sights:
        sizes = [(picture, picture.size) for picture in sight.pictures]
        for picture, size in sizes:
            if size > _PICTURE:
                words = _("The image is %(size)s: it loads slowly on a phone.")
                remedy = _("Use a smaller one, or JPEG instead of PNG or GIF.")
                told = {"size": filesizeformat(size)}
                yield Finding(words % told, Weight.WARNS, remedy, picture.place)
        total = sum(size for _picture, size in sizes)
        if total > _PICTURES and all(size <= _PICTURE for _picture, size in sizes):
            words = _("Its images total %(size)s.")
            yield Finding(words % {"size": filesizeformat(total)}, Weight.WARNS, _("Use fewer."), sight.place)


@check(gettext_lazy("Text beside images"), About.LETTERS)
def balance(desk: Desk) -> Iterator[Finding]:
    """Whether somebody who sees no pictures reads something."""
    for sight in desk.sights:
        if sight.n_typed < _WORDS * min(len(sight.pictures), 3):
            words = _("There is little text beside its images: %(n)d characters.") % {"n": sight.n_typed}
            remedy = _(
                "Put the content into text: filters distrust e-mails made of images, and many people "
                "don’t see them."
            )
            yield Finding(words, Weight.WARNS, remedy, sight.place)


@check(gettext_lazy("Image descriptions"), About.LETTERS)
def alt_text(desk: Desk) -> Iterator[Finding]:
    """Words for screen readers, and for programs that show no pictures."""
    for sight in desk.sights:
        for picture in sight.pictures:
            image = picture.image
            words = (image.contextual_alt_text or "").strip()
            if image.decorative and picture.address:
                said = _("The image is a link but has no description.")
                remedy = _("Describe it; it isn’t just decoration.")
                yield Finding(said, Weight.WARNS, remedy, picture.place)
            elif not image.decorative and not words:
                said = _("The image has no description.")
                yield Finding(said, Weight.WARNS, _("Describe it, or mark it as decorative."), picture.place)
            elif _FILE_NAME.fullmatch(words):
                said = _("The image description is a file name: %(words)s.") % {"words": words}
                yield Finding(said, Weight.WARNS, _("Describe what the image shows."), picture.place)


CHECKS = (
    weight,
    pictures,
    balance,
    alt_text,
)
