"""CSV on its way out."""

import pytest

from hustings.lib import csvs


@pytest.mark.parametrize("text", ["=1+1", "+x", "-x", "@x", "＝1+1", "＋x", "－x", "＠x", "\tx", "'x"])
def test_what_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe(text):
    assert csvs.safe(text) == f"'{text}"
    assert csvs.unsafe(csvs.safe(text)) == text


@pytest.mark.parametrize("text", ["+33612345678", "-1.5", "a=b", "１", ""])
def test_the_rest_stays(text):
    assert csvs.safe(text) == text
