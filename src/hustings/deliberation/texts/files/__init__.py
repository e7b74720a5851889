"""Texts that come in and go out: DOCX, ODT, Markdown. No Django; a file is hostile until it is read."""
