"""A bulletin as letters of a mailing, one for each language, with a picture of each mail."""

from collections.abc import Iterable
from secrets import token_urlsafe
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import Collection

from hustings.outreach.emails.blocks import builder
from hustings.security.incidents.bulletin import bulletins
from hustings.security.incidents.hostile_mail.picture import disarmed
from hustings.security.incidents.models import Bulletin, Story

COLLECTION = "Bulletins"
_NO_FIELDS = str.maketrans("{}", "()")


def content(bulletin: Bulletin) -> list[dict[str, Any]]:
    """Content of the mailing. Words of strangers are text in it: no markup, no link, no merge field."""
    pictures = {story.pk: _picture(story) for story in bulletin.stories.all()}
    made = []
    for code, _language in settings.LANGUAGES:
        with translation.override(code):
            made.append(
                builder.letter(
                    _("Attacks on our mailboxes this week"), *_blocks(bulletin, pictures), language=code,
                    preheader=_("The attacks we received and how to spot them."),
                )
            )  # fmt: skip
    return made


def _blocks(bulletin: Bulletin, pictures: dict[int, int]) -> list[dict[str, Any]]:
    found = [_text(_("These are the attacks we received this week and how to spot them."))]
    found += [_text(part) for part in bulletin.foreword.split("\n\n") if part.strip()]
    for told in bulletins.told(bulletin):
        sender = plain(told.story.sender)
        alt = _("E-mail from %(sender)s with the warning signs framed") % {"sender": sender}
        shown = {"image": pictures[told.story.pk], "alt_text": alt[:255], "decorative": False}
        found.append(builder.block("heading", plain(told.story.subject)[:120] or "–"))
        found.append(builder.block("picture", {"picture": shown, "address": ""}))
        lines = format_html_join("", "<li>{}</li>", ((plain(each),) for each in told.reasons))
        if told.reasons:
            found.append(builder.block("text", format_html("<ul>{}</ul>", lines)))
        if told.story.thanked:
            found.append(
                _text(_("Thank you, %(who)s, for reporting it.") % {"who": plain(told.story.thanked)})
            )
    report = settings.BASE_URL + reverse("incidents:report")
    found.append(builder.block("button", {"label": _("Report an e-mail"), "address": report}))
    found.append(builder.block("footer", _("This e-mail is for the team only. Please don’t forward it.")))
    return found


def _text(words: str) -> dict[str, Any]:
    return builder.block("text", format_html("<p>{}</p>", words.translate(_NO_FIELDS).strip()))


def plain(words: str) -> str:
    """Words of strangers, without links and merge fields."""
    return disarmed(words).translate(_NO_FIELDS).strip()


def _picture(story: Story) -> int:
    """The drawn mail among the pictures of the site, drawn once; its number."""
    images = get_image_model().objects
    if story.image and (there := images.filter(pk=story.image).first()):
        return int(there.pk)
    name = (
        f"bulletin-{token_urlsafe(16)}.png"  # it shows what the team’s mail was: nobody guesses its address
    )
    file = ContentFile(bulletins.drawn(story), name=name)
    made = images.create(title=f"Bulletin {story.bulletin} – {story.pk}", file=file, collection=_collection())
    Story.objects.filter(pk=story.pk).update(image=made.pk)
    return int(made.pk)


def _collection() -> Collection:
    """Theirs, so that nobody takes them for pictures of the campaign."""
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=COLLECTION).first() or root.add_child(name=COLLECTION)


def forget(images: Iterable[int | None]) -> None:
    for image in get_image_model().objects.filter(pk__in=images):
        image.delete()
