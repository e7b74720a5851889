"""Words of the scripts of pages below ``/phone/``."""

from django import template
from django.utils.html import json_script
from django.utils.safestring import SafeString

from hustings.foundation.sync.phone_views import WORDS

register = template.Library()


@register.simple_tag
def phone_words() -> SafeString:
    """All of them, in the language of the page."""
    return json_script({name: str(words) for name, words in WORDS.items()}, "sync-words")
