"""A fictional campaign, made by calling the other apps."""
