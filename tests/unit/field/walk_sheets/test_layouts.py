"""Layouts of walk sheets: room, pages, and being kept."""

import io

import pypdfium2

from hustings.field.walk_sheets.paper import codes, drawings, layouts
from hustings.field.walk_sheets.paper.layouts import Choice, Door, Question

RESULT = Question("result", "Result", tuple(Choice(str(n), f"Result {n}") for n in range(5)))
WORDS = drawings.Words("Turf 7", "Concarneau", ("Tick a box.",), lambda page, of: f"Page {page} of {of}")


def question(key: str, n: int) -> Question:
    return Question(key, key, tuple(Choice(str(one), f"Answer {one}") for one in range(n)))


def doors(n: int) -> list[Door]:
    return [Door(str(one), f"Door {one}", f"{one // 4} Lilac Street") for one in range(n)]


def test_questions_that_find_no_room_are_named_and_shorter_ones_after_them_still_stand():
    made = layouts.made([RESULT, question("long", 20), question("short", 3)], doors(2))
    assert [each.key for each in made.questions] == ["result", "short"]
    assert made.left_out == ("long",)


def test_all_boxes_lie_on_the_page_and_clear_of_the_codes():
    made = layouts.made([RESULT, question("q1", 3), question("q2", 4)], doors(30))
    low = layouts.HEIGHT - layouts.MARGIN - layouts.CODE
    for box in made.boxes(1):
        assert layouts.LABELS < box.x < layouts.WIDTH - layouts.MARGIN
        assert layouts.MARGIN + layouts.CODE < box.y < low - codes.QUIET


def test_doors_go_on_over_the_next_page_which_says_the_place_again():
    made = layouts.made([RESULT], doors(layouts.ROWS + 1))
    assert made.n_pages == 2
    assert [len(made.page(1)), len(made.page(2))] == [layouts.ROWS, 1]
    assert made.page(2)[0].place
    assert [bool(door.place) for door in made.page(1)[:5]] == [True, False, False, False, True]


def test_a_layout_comes_back_from_where_it_was_kept_as_it_was():
    made = layouts.made([RESULT, question("q1", 20)], doors(30))
    assert layouts.from_json(made.to_json()) == made


def test_the_pdf_has_a_page_for_each_page_and_says_its_words():
    made = layouts.made([RESULT], doors(30))
    pdf = drawings.pdf(made, 12, 3, "word", WORDS)
    read = pypdfium2.PdfDocument(io.BytesIO(pdf))
    assert len(read) == made.n_pages == 2
    words = read[1].get_textpage().get_text_bounded()
    assert "Page 2 of 2" in words and "Turf 7" in words and "Door 29" in words and "Result 4" in words
    assert len(pdf) < 150_000


def test_words_that_find_no_room_end_with_an_ellipsis():
    assert drawings.cut("Transports and quiet streets", "DejaVuSans", 7.5, 22).endswith("…")
    assert drawings.cut("Homes", "DejaVuSans", 7.5, 22) == "Homes"


def test_a_long_question_stands_on_three_lines_at_most():
    lines = drawings.wrapped("Which of these many subjects matter to you and yours", "DejaVuSans", 7, 18.4)
    assert len(lines) == 3 and lines[-1].endswith("…")
    assert drawings.wrapped("Subjects", "DejaVuSans", 7, 18.4) == ["Subjects"]
