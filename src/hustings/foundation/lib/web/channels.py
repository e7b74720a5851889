"""Ways to pass a link on: plain addresses of networks and messengers, without any script of theirs."""

from collections.abc import Callable
from urllib.parse import quote

Make = Callable[[str, str, str], str]


def _q(text: str) -> str:
    return quote(text, safe="")


def _both(text: str, link: str) -> str:
    return f"{text}\n{link}" if text else link


# name -> how its address is made of title, text and link
MADE: dict[str, Make] = {
    "whatsapp": lambda title, text, link: f"https://wa.me/?text={_q(_both(text or title, link))}",
    "telegram": lambda title, text, link: f"https://t.me/share/url?url={_q(link)}&text={_q(text or title)}",
    "facebook": lambda title, text, link: f"https://www.facebook.com/sharer/sharer.php?u={_q(link)}",
    "x": lambda title, text, link: f"https://x.com/intent/post?url={_q(link)}&text={_q(text or title)}",
    "email": lambda title, text, link: (
        f"mailto:?subject={_q(title)}&body={_q(_both(text and text + chr(10), link))}"
    ),
    # the one form that both kinds of phones understand
    "sms": lambda title, text, link: f"sms:?&body={_q(_both(text or title, link))}",
}


def address(channel: str, *, title: str, text: str, link: str) -> str:
    """Address by which to pass ``link`` on by that channel."""
    return MADE[channel](title, text, link)
