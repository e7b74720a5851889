"""HQ, the back office: resources, tables and components that every list, record and form of it is made of."""
