"""A domain and an account, for the walk over things of others."""

from typing import Any

from hustings.security.domains.models import Account, Domain


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """By view: the arguments of its address."""
    domain = Domain.objects.create(name="valbrune.test")
    account = Account.objects.create(address="zoe@valbrune.test")
    found: dict[str, list[Any]] = {
        f"domains:{name}": [domain.pk] for name in ["domain", "look", "removal", "source", "policy"]
    }
    return {**found, **{f"domains:{name}": [account.pk] for name in ["account", "account_end"]}}
