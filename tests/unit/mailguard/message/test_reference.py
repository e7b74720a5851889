"""The page about facts."""

from mailguard.message.meanings import PROBLEMS
from tools import facts_reference


def test_the_page_about_facts_is_current():
    assert facts_reference.PAGE.read_text() == facts_reference.page(), "run `make docs`"


def test_the_page_explains_every_problem():
    assert not [name for name in PROBLEMS if f"`{name}`" not in facts_reference.page()]
