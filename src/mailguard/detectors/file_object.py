"""An attached document holds a packed file or a control to click on."""

from collections.abc import Iterator

from mailguard import attached
from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def file_object(facts: Facts) -> Iterator[Evidence]:
    """An attached document holds a packed file or a control to click on."""
    for file, inner in attached.having(facts, "ole_package"):
        yield found(
            "{file} holds the packed file {inner}.", 0.9, file=attached.name_of(file), inner=inner or "?"
        )
    for file, _detail in attached.having(facts, "activex"):
        yield found("{file} holds ActiveX controls.", 0.6, file=attached.name_of(file))
    for file, _class in attached.having(facts, "ole_object"):
        if not file.has("ole_package"):
            yield found("{file} holds an embedded object.", 0.3, file=attached.name_of(file))
