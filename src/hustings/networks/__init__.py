"""Wing of networks: what a campaign and its sister organisations run beside it."""
