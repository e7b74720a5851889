"""The fictional campaign in the field."""
