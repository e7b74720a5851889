"""A second pair of eyes before large mailings leave: whom it takes, and what their yes holds for."""
