"""Labels of states in HQ: the stored code decides the colour, the words are for people.

Their first letter is made a capital by the style sheet: stored words fit into sentences.
"""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

KINDS = {
    "good": {"delivered", "done", "growing", "live", "open", "published", "running", "sent", "settled"},
    "wait": {
        "checked",
        "checking",
        "pending",
        "pledged",
        "queueing",
        "scheduled",
        "sending",
        "soon",
        "to_approve",
        "waiting",
    },
    "bad": {"cancelled", "disputed", "failed", "hostless", "lost", "off", "silent"},
}
_KIND = {code: kind for kind, codes in KINDS.items() for code in codes}


def label(code: str, words: Any) -> SafeString:
    """Label of one state; of a code that tells no kind, without a colour."""
    kind = _KIND.get(code)
    classes = f"hq-state hq-state--{kind}" if kind else "hq-state"
    return format_html('<span class="{}">{}</span>', classes, words)
