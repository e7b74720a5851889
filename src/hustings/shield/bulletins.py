"""A bulletin as its readers get it."""

from collections.abc import Sequence
from dataclasses import dataclass

from hustings.shield import drawing, telling
from hustings.shield.models import Bulletin, Story
from hustings.shield.picture import defused


@dataclass(frozen=True)
class Told:
    """A story in the language of the moment."""

    story: Story
    reasons: tuple[str, ...]
    picture: str  # its name among the attachments


def told(bulletin: Bulletin) -> list[Told]:
    """Its stories."""
    return [
        Told(story, telling.of_signals("", story.tells).reasons, f"mail-{story.pk}.png")
        for story in bulletin.stories.all()
    ]


def drawn(story: Story) -> bytes:
    """The picture of the mail, the tell-tale places framed."""
    return drawing.draw(
        drawing.Letter(defused(story.sender), story.subject, tuple(story.lines), tuple(marked(story)))
    )


def marked(story: Story) -> Sequence[str]:
    """What the picture frames: the sender, and lines with what a signal names, such as a link."""
    return [defused(story.sender), "hxxp", *_named(story)]


def _named(story: Story) -> list[str]:
    words = [word.strip("“”\"'.,;:()<>") for _name, says in story.tells for word in says.split()]
    return [word for word in words if len(word) > 5 and ("." in word or "@" in word)][:12]
