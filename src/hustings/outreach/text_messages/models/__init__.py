"""Gateways, texts, the messages that each person gets, and what comes back."""

from hustings.outreach.text_messages.models.conversations import Conversation
from hustings.outreach.text_messages.models.gateways import Gateway
from hustings.outreach.text_messages.models.incoming import Incoming
from hustings.outreach.text_messages.models.messages import TextMessage
from hustings.outreach.text_messages.models.texts import TextBlast

__all__ = ["Conversation", "Gateway", "Incoming", "TextBlast", "TextMessage"]
