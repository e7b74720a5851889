"""The filter for Postfix and Sendmail."""
