"""Deeds of moderation."""

from hustings.deliberation.moderation.actions.reports import report
from hustings.deliberation.moderation.actions.rulings import appeal, bar, may_appeal, rule, unbar
