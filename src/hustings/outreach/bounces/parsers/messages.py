"""From the bytes of a message to what it says of a letter. Any bytes give a report; cut at a megabyte."""

import hashlib
from dataclasses import replace

from hustings.outreach.bounces.parsers import prose, references, report_fields
from hustings.outreach.bounces.parsers.report_fields import Group
from hustings.outreach.bounces.reports import Kind, Report
from mailguard.message import limits, mime
from mailguard.message.mime import Node

SIZE = 1_000_000  # bytes that are read: what tells stands before the letter that comes back with it
_STATUS_PARTS = {"message/delivery-status", "message/global-delivery-status"}
_READ_PARTS = {"message/disposition-notification", "message/global-disposition-notification"}


def read(raw: bytes, recipient: str = "") -> Report:
    """What it says. ``recipient``: whom its envelope names, where that is known."""
    data = raw[:SIZE].replace(b"\r\n", b"\n").replace(b"\r", b"\n").lstrip(b"\n")
    root = mime.read(data, limits.Budget(parts=references.PARTS, nested=4, text=300_000, payloads=SIZE))
    report = _reported(root, list(root.walk()))
    if report.kind in {Kind.OTHER, Kind.MACHINE} and (leaves := references.leaving(root)) is not None:
        return Report(Kind.LEAVE, _key(root, data, leaves), leaves)
    if report.kind == Kind.OTHER:
        report = replace(report, answer=references.of_answer(root, recipient))
    delivery = references.of_envelope(root, recipient)
    if delivery is None:
        delivery = references.of_letter(root)
    if delivery is None and report.kind == Kind.BOUNCE:  # the letter stands in the text itself
        delivery = references.of_texts(root)
    return replace(report, key=_key(root, data, delivery), delivery=delivery)


def _reported(root: Node, nodes: list[Node]) -> Report:
    """What kind of message it is, and what it says: by its structure where it has one, else by its words."""
    for node in nodes:
        if node.type in _STATUS_PARTS and (told := _of_status(report_fields.groups(node.content), nodes)):
            return told
        if node.type == "message/feedback-report":
            return _of_feedback(report_fields.groups(node.content))
        if node.type in _READ_PARTS:
            return Report(Kind.MACHINE)
    return prose.read(root, nodes)


# --- RFC 3464 --------------------------------------------------------------------------------------
_ACTIONS = {
    "failed": Kind.BOUNCE, "failure": Kind.BOUNCE, "fail": Kind.BOUNCE, "delayed": Kind.DELAYED,
    "delivered": Kind.DELIVERED, "relayed": Kind.DELIVERED, "expanded": Kind.DELIVERED,
    "transient-failure": Kind.DELAYED, "deliverable": Kind.DELIVERED,
}  # fmt: skip
# Where an address is forwarded to several: that one arrived says more than that another did not.
_ORDER = [Kind.DELIVERED, Kind.BOUNCE, Kind.DELAYED]


def _of_status(groups: list[Group], nodes: list[Node]) -> Report | None:
    general, people = (groups[0], groups[1:]) if groups else ({}, [])
    if general.get("action") or general.get("final-recipient"):  # the groups are not kept apart
        people = [general, *people]
    told = [(kind, group) for group in people if (kind := _action(group))]
    if not told:
        return None
    kind, group = min(told, key=lambda pair: _ORDER.index(pair[0]))
    said = report_fields.typed(group.get("diagnostic-code", ""))[1]
    if kind == Kind.BOUNCE and not said:
        said = prose.said_in(nodes)
    by = group.get("remote-mta") or general.get("reporting-mta") or general.get("reporting-ua", "")
    named = group.get("final-recipient") or group.get("original-recipient", "")
    at = report_fields.moment(group.get("last-attempt-date") or general.get("arrival-date", ""))
    return Report(
        kind, recipient=report_fields.address(named), status=report_fields.status(group), said=said,
        by=report_fields.host(by), at=at,
    )  # fmt: skip


def _action(group: Group) -> Kind | None:
    word = group.get("action", "").partition("(")[0].strip().lower()
    if word in _ACTIONS:
        return _ACTIONS[word]
    status = report_fields.status(group)
    return {"5": Kind.BOUNCE, "4": Kind.DELAYED, "2": Kind.DELIVERED}.get(status[:1])


# --- RFC 5965 --------------------------------------------------------------------------------------
_COMPLAINTS = {"abuse", "fraud", "opt-out", "opt-out-list", "other", "virus", "miscategorized"}


def _of_feedback(groups: list[Group]) -> Report:
    told = groups[0] if groups else {}
    kind = told.get("feedback-type", "").strip().lower()
    if kind not in _COMPLAINTS:  # not-spam; auth-failure, which is about forgers
        return Report(Kind.MACHINE)
    by = report_fields.host(told.get("reporting-mta", "")) or told.get("user-agent", "")
    return Report(
        Kind.COMPLAINT, recipient=report_fields.address(told.get("original-rcpt-to", "")), said=kind,
        by=by[:100],
        at=report_fields.moment(told.get("arrival-date") or told.get("received-date", "")),
    )  # fmt: skip


# --- The message itself -----------------------------------------------------------------------------
def _key(root: Node, data: bytes, delivery: int | None) -> str:
    """The same for the same message, however often it is fetched: its name and body, not its route."""
    name = root.block.first("message-id")
    known = f"{delivery}\n{name.raw if name else ''}\n".encode("utf-8", "replace")
    return hashlib.sha256(known + data[root.block.body_at :]).hexdigest()[:32]
