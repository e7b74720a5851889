"""How much of one message is read. What lies beyond is a problem fact."""

from dataclasses import dataclass

SIZE = 36_000_000  # bytes of the whole message: 25 MB of files in base64
HEADER_BLOCK = 256_000  # bytes of the message's headers
HEADERS = 1_000  # fields of one block
HEADER_VALUE = 32_000  # bytes of one field
MAILBOXES = 500  # of one address header
HOPS = 60
PARTS = 300  # of the whole message, branches too
DEPTH = 12  # levels of multipart and nested messages together
TEXT = 1_000_000  # bytes of one text body
SHOWN = 100_000  # characters of a text in the facts
URL = 4_000  # characters
OPEN = 160  # tags that are open at once


CACHED = 400  # characters: longer texts are not kept in caches


@dataclass(slots=True)
class Budget:
    """What is left of the work and space for one message, its parts and the messages inside it."""

    parts: int = PARTS
    nested: int = 50
    nested_headers: int = 300_000  # bytes
    payloads: int = 30_000_000  # bytes kept for the examination of files
    again: int = 20_000_000  # bytes that are read once more, in another way
    text: int = 2_000_000  # bytes of text bodies
    tags: int = 100_000
    links: int = 2_000
    unwrapped: int = 600  # links that are searched for addresses inside
    is_short: bool = False  # links were left out since there are too many
