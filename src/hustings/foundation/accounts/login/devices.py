"""A browser in words, from what it says of itself."""

import re

BROWSERS = [  # the first that is found wins: most browsers also claim to be their ancestors
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
SYSTEMS = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
]


def describe(user_agent: str) -> str:
    """``"Firefox · Windows"``, or the first word of something unheard of, or nothing."""
    found = [next((name for mark, name in table if mark in user_agent), "") for table in (BROWSERS, SYSTEMS)]
    if words := " · ".join(word for word in found if word):
        return words
    plain = re.match(r"[\w.-]{1,40}", user_agent)
    return plain.group() if plain else ""
