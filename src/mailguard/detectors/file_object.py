"""An attached document contains an embedded file or a control to click on."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments
from mailguard.signals import Evidence, detector, found


@detector
def file_object(facts: Facts) -> Iterator[Evidence]:
    """An attached document contains an embedded file or a control to click on."""
    for file, inner in attachments.having(facts, "ole_package"):
        yield found(
            "{file} contains the embedded file {inner}.",
            0.9,
            file=attachments.name_of(file),
            inner=inner or "?",
        )
    for file, _detail in attachments.having(facts, "activex"):
        yield found("{file} contains ActiveX controls.", 0.6, file=attachments.name_of(file))
    for file, _class in attachments.having(facts, "ole_object"):
        if not file.has("ole_package"):
            yield found("{file} contains an embedded object.", 0.3, file=attachments.name_of(file))
