"""Views of registrations."""
