"""Base of every form of the public site, whichever app shows it.

``stamp`` signs the moment, the page and the sentences shown; ``arriving`` says by what the visitor came;
``base`` has the forms to inherit from; ``consents`` which sentences the site asks people to agree to;
``answering`` counts visitors and answers with and without htmx; ``links`` finds what the link in a mail is
of; ``embedded`` says where a form leads that is shown in another site's page. The templates
``people/public_forms/*.html`` go with them. Such a form uses no cookie and nobody's log-in, so that
pages stay in memory for everybody.
"""
