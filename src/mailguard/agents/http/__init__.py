"""A check over HTTP for mail servers: processes on one socket, each with a few threads."""
