"""A message that wants to run something."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.i18n import mark
from mailguard.signals import Evidence, detector, found

_HOW_SURE = {
    "script": 0.25,
    "event_script": 0.2,
    "script_link": 1.0,
    "object": 0.2,
    "file_link": 0.3,
    "meta_refresh": 1.0,
}
_SAYS = {
    "script": mark("It holds a script."),
    "event_script": mark("An element runs a script."),
    "script_link": mark("A link runs a script."),
    "object": mark("It embeds an active object."),
    "file_link": mark("A link opens a file on the network."),
    "meta_refresh": mark("The page redirects automatically."),
}


@detector
def html_script(facts: Facts) -> Iterator[Evidence]:
    """The message tries to run code in your e-mail program, which legitimate messages never do."""
    if facts.bulk.is_list:
        return
    for html in facts.html:
        for trait in html.traits:
            if trait.name in _HOW_SURE:
                is_home = trait.name == "meta_refresh" and _goes_home(facts)
                yield found(_SAYS[trait.name], 0.3 if is_home else _HOW_SURE[trait.name])


def _goes_home(facts: Facts) -> bool:
    goes = [link for link in facts.all_links if link.where == "meta"]
    return all(link.organisation == facts.author.organisation for link in goes)
