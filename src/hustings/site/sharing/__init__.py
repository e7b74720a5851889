"""Share kit: texts, links with codes, QR codes, figures. Each app brings its own ``subjects``."""
