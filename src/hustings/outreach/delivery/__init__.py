"""Sending messages to mail servers: claims, throttles, signatures, limits."""
