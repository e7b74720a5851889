"""Texts and amendments by chance, for properties that must hold whatever people propose."""

import random
from collections.abc import Sequence

from hypothesis import strategies as st

from hustings.deliberation.texts.algebra import conflicts
from hustings.deliberation.texts.algebra.blocks import Block, Document
from hustings.deliberation.texts.algebra.kinds import Amendment, Put, Remove, Replace
from hustings.deliberation.wording import words

WORDS = "la loi le fonds paie aux communes dix euros par an et ne vise que l’État à Paris".split()
MARKS = [" ", " ", " ", " ", ", ", ". ", "’", "-", "  "]

prose = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(MARKS)), max_size=14).map(
    lambda pairs: "".join(word + mark for word, mark in pairs)
)


@st.composite
def documents(draw: st.DrawFn, most: int = 5) -> Document:
    """A short text."""
    texts = draw(st.lists(prose, min_size=1, max_size=most))
    return Document(tuple(Block(f"b{n}", text) for n, text in enumerate(texts)))


@st.composite
def drafts(draw: st.DrawFn, document: Document, n: int = 8, prefix: str = "A") -> list[Amendment]:
    """Amendments to it that may conflict."""
    keys = [block.key for block in document]
    found: list[Amendment] = []
    for number in range(draw(st.integers(1, n))):
        key = f"{prefix}{number}"
        kind = draw(st.sampled_from(["replace"] * 6 + ["remove", "add", "move"])) if keys else "add"
        block = draw(st.sampled_from(keys)) if keys else ""
        if kind == "replace":
            n_words = len(words.words(document[block].text))
            first = draw(st.integers(0, n_words))
            last = min(n_words, first + draw(st.integers(0, 3)))
            start, end = words.span(document[block].text, first, last)
            found.append(Replace(key, document.digest, block, start, end, draw(prose)))
        elif kind == "remove":
            found.append(Remove(key, document.digest, (block,)))
        elif kind == "add":
            anchor = draw(st.sampled_from([None, *keys]))
            found.append(Put(key, document.digest, anchor, (Block(f"{key}.1", draw(prose)),)))
        elif anchors := [None, *(each for each in keys if each != block)]:
            found.append(Put(key, document.digest, draw(st.sampled_from(anchors)), (block,)))
    return found


@st.composite
def replacements(draw: st.DrawFn, document: Document, key: str) -> Replace:
    """Some words of its first block, each of them kept, changed or left out."""
    block = document.blocks[0]
    tokens = words.words(block.text)
    first = draw(st.integers(0, len(tokens)))
    last = draw(st.integers(first, len(tokens)))
    new = [draw(st.sampled_from([token, token, token, "", *WORDS[:4]])) for token in tokens[first:last]] or [
        draw(st.sampled_from(WORDS))
    ]
    return Replace(key, document.digest, block.key, *words.span(block.text, first, last), "".join(new))


def compatible(amendments: Sequence[Amendment], dice: random.Random) -> list[Amendment]:
    """As many of them as can be accepted together, whoever comes first by the dice."""
    row = [*amendments]
    dice.shuffle(row)
    found: list[Amendment] = []
    for one in row:
        if not conflicts.sets([*found, one]):
            found.append(one)
    return found
