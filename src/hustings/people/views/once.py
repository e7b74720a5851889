"""A form of HQ's pages about people that is sent twice is done once."""

from hustings.lib import once as sent

once = sent.once("people:list")
