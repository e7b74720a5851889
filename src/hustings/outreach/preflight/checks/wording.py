"""Checks of what was typed: subjects, blocks, merge fields, parts for some."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings.outreach.emails import conditions
from hustings.outreach.emails import fill_ins as filling
from hustings.outreach.emails.blocks import flaws, mistakes
from hustings.outreach.emails.merge_fields import FIELDS
from hustings.outreach.mailings import audience
from hustings.outreach.preflight.desk import Desk
from hustings.outreach.preflight.findings import Finding, Weight
from hustings.outreach.preflight.registry import About, check
from hustings.people.persons.refusals import Refused

_COLUMNS = {"given_name": "given_name", "family_name": "family_name"}
_CUT = 70  # characters of a subject that a desk's program shows; a phone shows half


@check(gettext_lazy("Subject and preview text"), About.LETTERS, may_stop=True)
def subject(desk: Desk) -> Iterator[Finding]:
    for sight in desk.sights:
        text = " ".join((sight.written["subject"] or "").split())
        if not text:
            yield Finding(_("The subject is missing."), place=sight.place)
        elif len(text) > _CUT:
            words = _("The subject is %(n)d characters long: mail apps cut it off.")
            yield Finding(words % {"n": len(text)}, Weight.HINT, place=sight.place)
        if not (sight.written["preheader"] or "").strip():
            words = _("The preview text is missing: mail apps show the first words instead.")
            yield Finding(words, Weight.HINT, place=sight.place)


@check(gettext_lazy("Blocks"), About.LETTERS, may_stop=True)
def blocks(desk: Desk) -> Iterator[Finding]:
    for sight in desk.sights:
        for number, child in enumerate(sight.written["body"], 1):
            try:
                child.block.clean(child.value)
            except ValidationError as wrong:
                words = _("A block is incomplete or wrong. %(what)s")
                what = " ".join(dict.fromkeys(mistakes(wrong)))
                yield Finding((words % {"what": what}).strip(), place=sight.place_of(number, child))
        if sight.made and not sight.made.is_written:
            yield Finding(_("The message has no text."), place=sight.place)


@check(gettext_lazy("Placeholders are replaced"), About.LETTERS, may_stop=True)
def fill_ins(desk: Desk) -> Iterator[Finding]:
    """What a template left to write, and tags of other programs, which nothing replaces here."""
    for sight in desk.sights:
        spots = [(sight.place, [sight.written["subject"] or "", sight.written["preheader"] or ""])]
        body = enumerate(sight.written["body"], 1)
        spots += [(sight.place_of(number, child), child.get_prep_value()["value"]) for number, child in body]
        for place, value in spots:
            for words in filling.left(value):
                yield Finding(flaws.fill_in(words), place=place)


@check(
    gettext_lazy("Merge fields"),
    About.LETTERS,
    may_stop=True,
)
def merge_fields(desk: Desk) -> Iterator[Finding]:
    for sight in desk.sights:
        for place, what in sight.amiss:
            yield Finding(what, place=place)
        if sight.problem and not sight.amiss:  # in the subject, or beside it
            yield Finding(sight.problem, place=sight.place)
    fields = {merge for sight in desk.sights if sight.made for merge in sight.made.merges}
    bare = {merge.field for merge in fields if merge.fallback is None}
    for field in sorted(bare & _COLUMNS.keys() if desk.has_readers else ()):
        empty = audience.readers(desk.mailing, desk.user).filter(**{_COLUMNS[field]: ""})
        if n := empty.count():
            words = ngettext(
                "For %(n)d recipient the field “%(label)s” is empty.",
                "For %(n)d recipients the field “%(label)s” is empty.",
                n,
            )
            yield Finding(words % {"n": n, "label": FIELDS[field]}, remedy=_instead(field))
    for field in sorted(bare - _COLUMNS.keys() - {"email"}):
        words = _("If “%(label)s” is unknown, {{ %(field)s }} leaves a gap.")
        yield Finding(words % {"label": FIELDS[field], "field": field}, Weight.WARNS, _instead(field))


@check(gettext_lazy("Segments of conditional parts"), About.LETTERS, may_stop=True)
def parts(desk: Desk) -> Iterator[Finding]:
    """Segments that can't be asked any more."""
    try:
        conditions.members(conditions.of(conditions.named(desk.mailing)), [])
    except conditions.Gone:
        words = _("A conditional part uses a deleted segment.")
        yield Finding(words, remedy=_("Choose another segment."))
    except Refused as refused:
        yield Finding(_("The segment of a conditional part can’t be used: %(why)s") % {"why": refused})


def _instead(field: str) -> str:
    return _('Say what to write instead: {{ %(field)s|"friend" }}.') % {"field": field}


CHECKS = (
    subject,
    blocks,
    fill_ins,
    merge_fields,
    parts,
)
