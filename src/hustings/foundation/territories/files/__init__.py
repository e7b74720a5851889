"""Files whose lines name territories: those that other apps import, and lists of polling stations."""
