"""A mail filter for Postfix and Sendmail: their protocol in front, judging processes behind."""
