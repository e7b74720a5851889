"""HQ, the back office: the resources, tables and components of every list, record and form."""
