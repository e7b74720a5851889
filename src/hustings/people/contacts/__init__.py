"""Conversations with people, and what is to be followed up."""
