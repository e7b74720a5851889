"""What sign-ups give to other apps."""


def ready() -> None:
    """Fill the registries."""
    from hustings.people import sign_up_erasure, sign_up_sentences

    sign_up_erasure.register()
    sign_up_sentences.register()
