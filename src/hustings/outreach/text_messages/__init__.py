"""Text messages: written to people who agreed, sent by day, stopped by one word."""
