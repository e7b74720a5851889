"""Texts in lower case, to see by ``in`` that a pattern which ignores case has nothing to find."""

# Letters that such a pattern takes for Latin ones, and that ``str.lower`` leaves alone or makes two of.
_OTHERS = {"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"}


def lower(text: str) -> str:
    """Where this lacks a word of Latin letters, a pattern with ``re.IGNORECASE`` doesn't find it either."""
    if not text.isascii():
        for letter, latin in _OTHERS.items():
            text = text.replace(letter, latin)
    return text.lower()
