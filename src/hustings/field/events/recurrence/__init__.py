"""Repetition by the rules of RFC 5545: rules, their words, and how a series fills with events."""
