"""Threads, their messages, and everything that keeps them fit to read."""

from hustings.field.threads.models.bulletins import Bulletin, Trust
from hustings.field.threads.models.mails import Notice, Outcome, Relay, Reply, ThreadLink
from hustings.field.threads.models.messages import HiddenFor, Message, Source
from hustings.field.threads.models.moderation import Block, Deed, LogEntry, Report
from hustings.field.threads.models.subscriptions import How, Mute, Subscription
from hustings.field.threads.models.threads import Thread
