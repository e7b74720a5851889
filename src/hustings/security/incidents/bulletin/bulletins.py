"""A bulletin as its readers get it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hustings.security.incidents import sentences
from hustings.security.incidents.bulletin import mail_pictures
from hustings.security.incidents.guards import protected_profile
from hustings.security.incidents.hostile_mail.picture import defused, disarmed
from hustings.security.incidents.models import Bulletin, Story


@dataclass(frozen=True)
class Told:
    story: Story
    reasons: tuple[str, ...]
    picture: str  # its name among the attachments


def told(bulletin: Bulletin) -> list[Told]:
    """Its stories, without links and without names of our people."""
    ours = hidden()
    return [
        Told(
            story,
            tuple(ours.sub("…", disarmed(each)) for each in sentences.of_signals("", story.tells).reasons),
            f"mail-{story.pk}.png",
        )
        for story in bulletin.stories.all()
    ]


def hidden(*, has_first_names: bool = True) -> re.Pattern[str]:
    """Names and addresses of our people, armed or not: what is told is of attacks, not of whom they hit."""
    words = {word for user in protected_profile.staff() for word in (user.email, user.get_full_name())}
    if has_first_names:
        words |= {user.first_name for user in protected_profile.staff()}
    words |= {disarmed(word) for word in words if "@" in word}
    found = sorted((re.escape(word) for word in words if len(word) > 2), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)" if found else r"(?!)", re.IGNORECASE)


def drawn(story: Story) -> bytes:
    return mail_pictures.draw(
        mail_pictures.Letter(defused(story.sender), story.subject, tuple(story.lines), tuple(marked(story)))
    )


def marked(story: Story) -> Sequence[str]:
    """Parts that the picture frames: the sender, and lines with what a signal names, such as a link."""
    return [defused(story.sender), "hxxp", *_named(story)]


def _named(story: Story) -> list[str]:
    says = [sentences.in_language(row[1], "en") for row in story.tells]
    words = [word.strip("“”\"'.,;:()<>") for words in says for word in words.split()]
    return [word for word in words if len(word) > 5 and ("." in word or "@" in word)][:12]
