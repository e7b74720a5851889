"""Photos of walk sheets: read right or asked back, never silently wrong."""

import io

import pytest
from PIL import Image

from benchmarks import sheet_photos
from hustings.field.walk_sheets.paper import codes, marks, photos
from hustings.field.walk_sheets.paper.layouts import MARGIN
from hustings.field.walk_sheets.paper.marks import State

SCALE = sheet_photos.SCALE


@pytest.fixture(scope="module")
def printer():
    return sheet_photos.Printer()


def clean(printer):
    """A page as it was printed, with its number."""
    page = codes.Page(123456, 1, 1)
    return page, printer.pages[page].copy()


def as_jpeg(picture):
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


def read(printer, picture):
    found = photos.found(photos.opened(as_jpeg(picture)))
    return marks.read(found, printer.layouts[found.page.version])[1]


def test_photos_of_many_hands_in_bad_light_are_read_right_or_asked_back(printer):
    asked = n = 0
    for seed in range(12):
        taken = sheet_photos.taken(printer, 500_000 + seed)
        found = photos.found(photos.opened(taken.content))
        assert found.page == taken.page and found.is_of(sheet_photos.WORD)
        _page, said = marks.read(found, printer.layouts[found.page.version])
        for mark, meant in zip(said, taken.meant, strict=True):
            n += 1
            asked += mark.state == State.DOUBTFUL
            assert mark.state == State.DOUBTFUL or (mark.state == State.FILLED) == meant, (seed, mark)
    assert asked / n < 0.02


def test_an_empty_page_says_nothing_and_is_sure(printer):
    _page, picture = clean(printer)
    said = read(printer, picture)
    assert {mark.state for mark in said} == {State.EMPTY}
    assert min(mark.confidence for mark in said) > 0.5


def test_one_corner_may_be_missing_but_not_two(printer):
    _page, picture = clean(printer)
    side = round((MARGIN + 22) * SCALE)
    picture.paste(255, (0, 0, side, side))
    assert {mark.state for mark in read(printer, picture)} == {State.EMPTY}
    picture.paste(255, (picture.width - side, 0, picture.width, side))
    with pytest.raises(photos.Unreadable) as refused:
        read(printer, picture)
    assert refused.value.reason == "codes"


def test_boxes_that_something_lies_on_are_asked_about(printer):
    page, picture = clean(printer)
    box = printer.layouts[page.version].boxes(page.number)[40]
    x, y = box.x * SCALE, box.y * SCALE
    picture.paste(200, (round(x - 40), round(y - 25), round(x + 40), round(y + 25)))
    said = read(printer, picture)
    assert (said[40].state, said[40].reason) == (State.DOUBTFUL, "hidden")
    assert sum(mark.state == State.DOUBTFUL for mark in said) == 1


def test_two_answers_where_one_is_asked_for_are_both_asked_about(printer):
    page, picture = clean(printer)
    for n in (0, 2):
        box = printer.layouts[page.version].boxes(page.number)[n]
        x, y = round(box.x * SCALE), round(box.y * SCALE)
        picture.paste(30, (x - 10, y - 10, x + 10, y + 10))
    said = read(printer, picture)
    assert [mark.reason for mark in said if mark.state == State.DOUBTFUL] == ["two", "two"]


def test_pages_of_two_sheets_in_one_photo_are_refused(printer):
    pages = list(printer.pages.values())
    both = Image.new("L", (pages[0].width * 2, pages[0].height), 255)
    both.paste(pages[0], (0, 0))
    both.paste(pages[1], (pages[0].width, 0))
    with pytest.raises(photos.Unreadable) as refused:
        photos.found(photos.opened(as_jpeg(both)))
    assert refused.value.reason == "mixed"


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\xff\xd8\xff\xe0 and no more", b"%PDF-1.7"])
def test_files_that_are_no_photos_are_refused(content):
    with pytest.raises(photos.Unreadable) as refused:
        photos.opened(content)
    assert refused.value.reason == "broken"


def test_a_photo_of_a_cat_has_no_codes():
    with pytest.raises(photos.Unreadable) as refused:
        photos.found(photos.opened(as_jpeg(Image.new("L", (800, 600), 120))))
    assert refused.value.reason == "codes"


def test_the_cut_out_picture_shows_the_box_and_its_neighbours(printer):
    page, picture = clean(printer)
    found = photos.found(photos.opened(as_jpeg(picture)))
    flat, said = marks.read(found, printer.layouts[page.version])
    shown = marks.around(flat, said[3].x, said[3].y)
    assert shown.width > 2 * shown.height * 0.9 and shown.width < 250
