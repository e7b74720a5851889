"""Pages of a PDF as words and as pictures, in which QR codes may stand."""

import pypdfium2

from mailguard.files import bounds
from mailguard.files.finding import Finding
from mailguard.files.formats import links_in
from mailguard.files.inside import codes

_PAGES_WITH_CODES = 3
_LONGEST_WITH_CODES = 6  # pages: longer documents are read for their words alone
_SIDE = 1_300  # pixels of the longer side: 110 dots an inch on A4


def look(data: bytes, password: str, n_pages: int, found: Finding) -> None:
    """Add words, the addresses in them, and codes; a page that can't be drawn says so."""
    try:
        document = pypdfium2.PdfDocument(data, password=password or None)
    except pypdfium2.PdfiumError as error:
        found.note("partial", str(error))
        return
    with document:
        for number in range(min(len(document), _PAGES_WITH_CODES)):
            try:
                _page(document[number], found, n_pages <= _LONGEST_WITH_CODES)
            except pypdfium2.PdfiumError as error:
                found.note("partial", str(error))


def _page(page: pypdfium2.PdfPage, found: Finding, with_codes: bool) -> None:
    text = page.get_textpage().get_text_bounded()[: bounds.MOST_TEXT]
    found.say(text)
    for url in links_in.urls(text, 30):
        found.link(url, where="text")
    longer = max(page.get_width(), page.get_height())
    if with_codes and longer > 0:
        picture = page.render(scale=min(_SIDE / longer, 4), grayscale=True, may_draw_forms=False)
        codes.scan(picture.to_pil(), found)
