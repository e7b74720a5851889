"""Events, agenda pages and calendars."""
