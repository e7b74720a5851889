"""How much of one message is read. What lies beyond is a problem fact."""

SIZE = 40_000_000  # octets of the whole message
HEADER_BLOCK = 512_000  # octets of one part's headers
HEADERS = 1_000  # fields of one part
HEADER_VALUE = 32_000  # characters of one field
MAILBOXES = 500  # of one address header
HOPS = 60
PARTS = 300  # of the whole message, branches too
DEPTH = 12  # levels of multipart and nested messages together
NESTED = 20  # messages inside the message
PAYLOADS = 30_000_000  # octets kept for the examination of files
TEXT = 1_000_000  # octets of one text body
TEXTS = 2_000_000  # octets of all text bodies together
SHOWN = 100_000  # characters of a text in the facts
LINKS = 1_000  # of the whole message
URL = 4_000  # characters
TOKENS = 60_000  # tags of one HTML body
OPEN = 256  # tags that are open at once
