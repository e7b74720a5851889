"""A message as a file (RFC 5322): its words, links and attachments, read as ours are."""

from mailguard.files.finding import Case, Finding, Member
from mailguard.message import parse


def read(data: bytes, case: Case) -> Finding:
    found, parsed = Finding(), parse.parse(data)
    facts = parsed.facts
    found.say(f"{facts.subject}\n{facts.text}")
    for link in facts.links:
        if link.where != "img":
            found.link(link.url, link.text, link.where)
    for page in facts.html:
        found.forms += page.forms[:20]
    by_path = {part.path: part for part in facts.parts}
    for path, content in parsed.payloads.items():
        part = by_path.get(path)
        name, kind = (part.name, part.type) if part else ("picture", "")
        found.members.append(Member(name or kind.replace("/", "."), content, kind))
    return found
