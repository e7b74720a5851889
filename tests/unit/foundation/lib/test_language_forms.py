"""Forms with texts in each language."""

from typing import Any

import pytest

from hustings.foundation.lib.fields.language_forms import main_first


@pytest.mark.parametrize("main", ["en", "fr"])
def test_the_campaigns_main_language_is_asked_first(settings: Any, main: str) -> None:
    settings.LANGUAGE_CODE = main
    codes = [code for code, _name in main_first()]
    assert codes[0] == main and sorted(codes) == ["en", "fr"]
