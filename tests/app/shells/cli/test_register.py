"""``hustings register``: what it writes is checked without the database."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from hustings.people.persons import actions, consent_chain
from hustings.people.persons.models import Person
from hustings.security.decoys import actions as decoys
from hustings.security.decoys import register as registers
from hustings.shells.cli.chains.proof import proof
from hustings.shells.cli.chains.register import register

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def run(command: Any, *words: object) -> tuple[int, str]:
    done = CliRunner().invoke(command, [str(word) for word in words], env={"LANGUAGE": "en"})
    return done.exit_code, done.output


def test_both_chains_are_written_out_and_checked(dora: Any, tmp_path: Path) -> None:
    charlie = Person.objects.create()
    actions.record_consent(person=charlie, purpose="email", is_given=True, source="page")
    consent_chain.seal_waiting()
    decoys.invent_people(n=2, domain="campaign.example", language="en", user=dora)
    heads = {"consents": consent_chain.prove().head, "decoys": registers.prove().head}
    for kind, head in heads.items():
        file = tmp_path / f"{kind}.jsonl"
        assert run(register, kind, file)[0] == 0 and file.stat().st_mode & 0o777 == 0o600
        code, said = run(proof, "--chain", file, "--head", head)
        assert code == 0 and f"at {head}" in said
        assert run(register, kind, file)[0] == 1, "it is there already"
        lines = file.read_text().splitlines()
        file.write_text(
            "\n".join([lines[0], json.dumps(json.loads(lines[1]) | {"at": "2020-01-01"}), *lines[2:]])
        )
        code, said = run(proof, "--chain", file)
        assert code == 1 and f"{file}:2: Line 2 was changed" in said
    assert str(charlie.uid) not in (tmp_path / "consents.jsonl").read_text()
    assert run(proof)[0] == 2
