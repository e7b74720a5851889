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


@check(gettext_lazy("No letter is so long that Gmail cuts it off"), About.LETTERS)
def weight(desk: Desk) -> Iterator[Finding]:
    """How many bytes its HTML has."""
    for sight in desk.sights:
        n = len(sight.html.encode())
        if n > CLIPPED:
            words = _(
                "It has %(size)s of HTML: Gmail cuts it off after 102 kB, with the link to unsubscribe."
            )
            told = {"size": filesizeformat(n)}
            yield Finding(words % told, Weight.WARNS, _("Shorten it, or put a part on a page."), sight.place)


@check(gettext_lazy("Pictures are light"), About.LETTERS)
def pictures(desk: Desk) -> Iterator[Finding]:
    """How many bytes readers have to fetch."""
    for sight in desk.sights:
        sizes = [(picture, picture.size) for picture in sight.pictures]
        for picture, size in sizes:
            if size > _PICTURE:
                words = _("The picture weighs %(size)s: on a phone it comes late.")
                remedy = _("Take a smaller one, or a JPEG in place of a PNG or GIF.")
                told = {"size": filesizeformat(size)}
                yield Finding(words % told, Weight.WARNS, remedy, picture.place)
        total = sum(size for _picture, size in sizes)
        if total > _PICTURES and all(size <= _PICTURE for _picture, size in sizes):
            words = _("Its pictures weigh %(size)s together.")
            yield Finding(
                words % {"size": filesizeformat(total)}, Weight.WARNS, _("Take fewer."), sight.place
            )


@check(gettext_lazy("There is text beside the pictures"), About.LETTERS)
def balance(desk: Desk) -> Iterator[Finding]:
    """Whether somebody who sees no pictures reads something."""
    for sight in desk.sights:
        if sight.n_typed < _WORDS * min(len(sight.pictures), 3):
            words = _("There is little text beside its pictures: %(n)d characters.") % {"n": sight.n_typed}
            remedy = _(
                "Say in words what they show: filters mistrust letters of pictures, and many see none."
            )
            yield Finding(words, Weight.WARNS, remedy, sight.place)


@check(gettext_lazy("Who can't see a picture is told what it shows"), About.LETTERS)
def alt_text(desk: Desk) -> Iterator[Finding]:
    """Words for screen readers, and for programs that show no pictures."""
    for sight in desk.sights:
        for picture in sight.pictures:
            image = picture.image
            words = (image.contextual_alt_text or "").strip()
            if image.decorative and picture.address:
                said = _("The picture leads somewhere, but nothing says where to those who can't see it.")
                remedy = _("Say what it shows; it isn't only for looks.")
                yield Finding(said, Weight.WARNS, remedy, picture.place)
            elif not image.decorative and not words:
                said = _("Nothing says what the picture shows.")
                yield Finding(
                    said, Weight.WARNS, _("Describe it, or say that it is for looks."), picture.place
                )
            elif _FILE_NAME.fullmatch(words):
                said = _("What is said of the picture is the name of a file: %(words)s.") % {"words": words}
                yield Finding(said, Weight.WARNS, _("Say what it shows."), picture.place)


CHECKS = (
    weight,
    pictures,
    balance,
    alt_text,
)
