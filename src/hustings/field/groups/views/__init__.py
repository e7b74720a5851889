"""Views of groups: of HQ, of the public site, of the hosts' pages."""
