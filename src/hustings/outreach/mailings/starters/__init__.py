"""Starters of a mailing: a ready-made letter, a template, an earlier mailing, or nothing."""
