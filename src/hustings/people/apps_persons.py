"""What persons give to other apps."""


def ready() -> None:
    """Fill the registries."""
    from hustings.lib import deeds
    from hustings.people import dashboard, sentences, topic_sentences

    deeds.register(dashboard.attention)
    deeds.register(dashboard.waits)
    sentences.register()
    topic_sentences.register()
