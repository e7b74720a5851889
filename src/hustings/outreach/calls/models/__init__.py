"""Call lists, who is on them, calls, and numbers that nobody may call."""

from hustings.outreach.calls.models.calls import Call
from hustings.outreach.calls.models.do_not_call import BarredNumber, NumberFile
from hustings.outreach.calls.models.lists import Callee, CallList

__all__ = ["BarredNumber", "Call", "CallList", "Callee", "NumberFile"]
