"""Consultations on the public site: offered, shared, embedded, and those who come by a cookie."""
