"""Variants that somebody might register."""

from mailguard.lookalikes import Watch, generate


def test_variants_come_strongest_first_and_only_once():
    variants = generate("en-avant.fr")
    hosts = [variant.host for variant in variants]
    assert len(hosts) == len(set(hosts)) > 200
    assert [each.strength for each in variants] == sorted((each.strength for each in variants), reverse=True)
    assert {"onedrive-en-avant.fr", "mail-en-avant.fr", "en.avant.fr", "en-avant.com", "enavant.fr"} <= set(
        hosts
    )
    assert "en-avant.fr" not in hosts


def test_every_variant_is_known_again():
    for domain in ("en-avant.fr", "noravalbrune.org", "modernes.example"):
        watch = Watch([domain])
        assert all(watch.match(variant.host) for variant in generate(domain))


def test_variants_in_other_scripts_are_written_as_they_are_registered():
    hosts = [variant.host for variant in generate("en-avant.fr")]
    assert all(host.isascii() for host in hosts)
    assert any(host.startswith("xn--") for host in hosts)
