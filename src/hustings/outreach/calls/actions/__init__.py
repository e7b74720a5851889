"""Deeds on call lists and calls."""

from hustings.outreach.calls.actions.leases import next_contact
from hustings.outreach.calls.actions.lists import close_list, reopen_list, save_list, start_list
from hustings.outreach.calls.actions.numbers import read_numbers, remove_numbers
from hustings.outreach.calls.actions.results import BadTime, NotYours, Result, record

__all__ = [
    "BadTime", "NotYours", "Result", "close_list", "next_contact", "read_numbers", "record", "remove_numbers",
    "reopen_list", "save_list", "start_list",
]  # fmt: skip
