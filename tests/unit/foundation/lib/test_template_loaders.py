"""Templates lose the layout of their source, and nothing that a reader would see."""

import pytest

from hustings.foundation.lib.web.template_loaders import tightened


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("<ul>\n    <li>\n        One\n    </li>\n</ul>\n", "<ul><li>One</li></ul>"),
        ('<a\n    href="/"\n    class="b"\n>Home</a>', '<a href="/" class="b">Home</a>'),
        ("<p>\n    <b>a</b>\n    <i>b</i>\n</p>", "<p><b>a</b> <i>b</i></p>"),
        ("a b\n{% if c %}\nd{% endif %}", "a b {% if c %} d{% endif %}"),
        ("<p>one  two</p>", "<p>one  two</p>"),
        ("<pre>\n  a\n  b\n</pre>", "<pre>\n  a\n  b\n</pre>"),
        ("<textarea>\n a</textarea>\n<p>", "<textarea>\n a</textarea><p>"),
        ("<script>\n  // a\n  b()\n</script>", "<script>\n  // a\n  b()\n</script>"),
        (
            "{% blocktranslate %}a\n  b{% endblocktranslate %}",
            "{% blocktranslate %}a\n  b{% endblocktranslate %}",
        ),
        (
            "{% blocktranslate trimmed %}\n  a\n  b\n{% endblocktranslate %}",
            "{% blocktranslate trimmed %} a b {% endblocktranslate %}",
        ),
        ('<p class="{% if a > b %}c{% endif %}">\n  d', '<p class="{% if a > b %}c{% endif %}">d'),
    ],
)
def test_indentation_goes_and_words_stay_apart(source: str, page: str) -> None:
    assert tightened(source) == page
