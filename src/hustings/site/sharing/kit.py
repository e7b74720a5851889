"""The share kit of a subject: a link by each channel, each with the text whose turn it is."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation

from hustings.foundation.lib.web import channels
from hustings.site.sharing import counters, rotation
from hustings.site.sharing.models import TEXTLESS, Channel
from hustings.site.sharing.subjects import Subject

FRESH = "share_kit"  # the name of this part of pages in memory
_SHOWN = [channel for channel in Channel if channel != Channel.NATIVE]


@dataclass(frozen=True, slots=True)
class Way:
    name: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Kit:
    title: str
    link: str
    ways: list[Way]
    native_text: str
    native_link: str
    is_own: bool


def of(subject: Subject, code: str = "") -> Kit:
    """The kit; with the code of whoever passes it on, where we know them. Counts what it shows."""
    ways = []
    for channel in _SHOWN:
        text, link = _said(subject, channel, code)
        href = channels.address(channel.value, title=subject.title, text=text, link=link)
        ways.append(Way(channel.value, str(channel.label), href))
    return Kit(
        subject.title, subject.link(code), ways, *_said(subject, Channel.NATIVE, code), is_own=bool(code)
    )


def _said(subject: Subject, channel: Channel, code: str) -> tuple[str, str]:
    text = None if channel in TEXTLESS else rotation.following(subject.key, channel.value)
    if text is None:
        return subject.words, subject.link(code)
    counters.shown(text.pk, channel.value)
    return text.text, subject.link(f"{code}.{text.code(channel.value)}")


def html(subject: Subject, code: str = "") -> str:
    """The kit of a subject in its language, counted as shown."""
    with translation.override(subject.language):
        return render_to_string("sharing/kit.html", {"kit": of(subject, code)})


def write(key: str) -> str:
    """The kit on a page from memory: for each reader the texts whose turn it is."""
    subject = rotation.subject_of(key)
    return html(subject) if subject else ""
