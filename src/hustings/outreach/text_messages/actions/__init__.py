"""Deeds on gateways and texts."""

from hustings.outreach.text_messages.actions.conversations import NotYours, answer, close, take
from hustings.outreach.text_messages.actions.gateways import change_gateway, open_gateway, turn
from hustings.outreach.text_messages.actions.texts import (
    NotReady,
    approve,
    cancel,
    pause,
    resume,
    save_text,
    send,
    send_test,
)

__all__ = [
    "NotReady", "NotYours", "answer", "approve", "cancel", "change_gateway", "close", "open_gateway", "pause",
    "resume", "save_text", "send", "send_test", "take", "turn",
]  # fmt: skip
