"""A form of HQ's pages about people that is sent twice is done once."""

from hustings.foundation.lib.web import idempotency as sent

once = sent.once("segments:list")
