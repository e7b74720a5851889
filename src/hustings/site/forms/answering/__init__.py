"""How a visitor goes through a form, and which answers count."""
