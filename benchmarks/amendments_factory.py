"""A bill and amendments to it, made from a seed: what a large consultation leaves behind."""

import random
from collections.abc import Sequence

from hustings.deliberation.texts.algebra import conflicts
from hustings.deliberation.texts.algebra.blocks import Block, Document, Kind
from hustings.deliberation.texts.algebra.kinds import Amendment, Put, Remove, Replace, is_idle
from hustings.deliberation.wording import words

SYLLABLES = "a bo cer di é fra go in ju lé mo na ou pré ru son ter u vi pla com dé ré ti on eur".split()
SMALL = "le la les de des du un une et à au aux en dans par pour sur qui que l’ d’ se ne pas est sont".split()


def vocabulary(dice: random.Random, n: int) -> list[str]:
    """Invented words."""
    return ["".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))) for _ in range(n)]


KNOWN = vocabulary(random.Random(1), 4_000)


def sentence(dice: random.Random, n: int) -> str:
    """Half small words, half others that follow Zipf's law, commas and a full stop."""
    out = []
    for _ in range(n):
        word = (
            dice.choice(SMALL)
            if dice.random() < 0.5
            else KNOWN[min(int(dice.paretovariate(0.8)), len(KNOWN)) - 1]
        )
        out.append(word + ("" if word[-1] == "’" else ", " if dice.random() < 0.06 else " "))
    text = "".join(out).rstrip(" ,’")
    return text[:1].upper() + text[1:] + "."


def bill(dice: random.Random, articles: int, paragraphs: int) -> Document:
    """Articles with as many paragraphs each, of two or three sentences."""
    blocks = []
    for article in range(1, articles + 1):
        blocks.append(Block(f"a{article}", sentence(dice, 4), Kind.ARTICLE, label=str(article)))
        for n in range(paragraphs):
            text = " ".join(sentence(dice, dice.randint(12, 35)) for _ in range(dice.randint(2, 3)))
            blocks.append(Block(f"a{article}p{n}", text))
    return Document(tuple(blocks))


def amendments(dice: random.Random, document: Document, n: int, prefix: str = "A") -> list[Amendment]:
    """As people make them: half on a few paragraphs; nine in ten about words, the others whole blocks."""
    keys = [block.key for block in document]
    found: list[Amendment] = []
    while len(found) < n:
        place = (
            min(int(dice.paretovariate(0.6)), len(keys)) - 1
            if dice.random() < 0.5
            else dice.randrange(len(keys))
        )
        one = _one(dice, document, f"{prefix}{len(found)}", keys[place])
        if not is_idle(document, one):
            found.append(one)
    return found


def _one(dice: random.Random, document: Document, key: str, block: str) -> Amendment:
    kind = dice.random()
    if kind < 0.03:
        return Remove(key, document.digest, (block,))
    if kind < 0.07:
        return Put(key, document.digest, block, (Block(f"{key}.1", sentence(dice, 20)),))
    if kind < 0.1:
        anchor = dice.choice([None, *(each.key for each in document if each.key != block)])
        return Put(key, document.digest, anchor, (block,))
    return replacement(dice, document, key, block)


def replacement(dice: random.Random, document: Document, key: str, block: str, most: int = 8) -> Replace:
    """Some words more, fewer or others; one in six is a long range of which a word or two change."""
    text = document[block].text
    tokens = words.words(text)
    if len(tokens) > 30 and dice.random() < 1 / 6:
        first = dice.randrange(0, len(tokens) - 25)
        part = list(tokens[first : first + 25])
        at = dice.choice([n for n, token in enumerate(part) if words.is_word(token)])
        part[at] = dice.choice(KNOWN)
        return Replace(key, document.digest, block, *words.span(text, first, first + 25), "".join(part))
    first = dice.randrange(0, len(tokens) + 1)
    last = min(len(tokens), first + dice.choice([0, 1, 1, 2, 3, 5, most]))
    new = "" if dice.random() < 0.2 else " ".join(dice.choices(KNOWN, k=dice.randint(1, 6)))
    start, end, new = words.fitted(text, *words.span(text, first, last), new)
    return Replace(key, document.digest, block, start, end, new)


def compatible(amendments: Sequence[Amendment], most: int) -> list[Amendment]:
    """The first ones that can be accepted together."""
    found: list[Amendment] = []
    for one in amendments:
        if len(found) < most and not conflicts.sets([*found, one]):
            found.append(one)
    return found


def edited(dice: random.Random, document: Document, n: int) -> Document:
    """An editor's work: words changed in ``n`` paragraphs, and two paragraphs each cut in two."""
    blocks = {block.key: block for block in document}
    for key in dice.sample([*blocks], n):
        one = replacement(dice, document, "", key, 3)
        text = blocks[key].text
        blocks[key] = Block(key, text[: one.start] + one.text + text[one.end :])
    row = [blocks[block.key] for block in document]
    for n in range(2):
        at = dice.choice([at for at, block in enumerate(row) if ". " in block.text])
        first, rest = row[at].text.split(". ", 1)
        row[at : at + 1] = [Block(row[at].key, f"{first}."), Block(f"cut-{n}", rest)]
    return Document(tuple(row))
