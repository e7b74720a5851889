"""Names of files that are no text: read, kept whole, shown, found again."""

import io
import json
import tarfile
import zipfile
from contextlib import closing
from pathlib import Path

from click.testing import CliRunner

from benchmarks import leak_factory as factory
from benchmarks.leak_writing import in_mbox
from mailguard.cli import main
from mailguard.forensics import copies, names
from mailguard.forensics.store import Store


def test_names_that_are_no_utf_8_are_read_kept_whole_and_gone_on_with(tmp_path):
    """In folders, in archives, as the dump's own; shown as text, and found again by what is shown."""
    raws = [made.raw for made in factory.Dump(12).mails()]
    dump = tmp_path / "Fuite\udce9"
    (dump / "Envoy\udce9s").mkdir(parents=True)
    (dump / "Envoy\udce9s.mbox").write_bytes(b"".join(map(in_mbox, raws[:4])))
    (dump / "Envoy\udce9s" / "a.eml").write_bytes(raws[4])
    (dump / "as \\xe9 stands.eml").write_bytes(raws[5])
    (dump / "broken\udcff.zip").write_bytes(b"PK\x03\x04 no")
    with tarfile.open(dump / "caf\udce9.tar", "w") as archive:
        info = tarfile.TarInfo("bo\udceete.eml")
        info.size = len(raws[6])
        archive.addfile(info, io.BytesIO(raws[6]))
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as zipped:
        zipped.writestr("é.eml", raws[7])
    data = (tmp_path / "x.zip").read_bytes().replace("é".encode(), b"\xe9\xe9")
    (dump / "names.zip").write_bytes(data)
    (dump / "z.eml").write_bytes(raws[8])
    one = CliRunner().invoke(main, ["leak", "index", str(dump), "--index", str(tmp_path / "index")])
    assert "8 " in one.stdout and one.exit_code == 2, one.output
    target = tmp_path / "case\udce9"
    words_ = ["leak", "read", str(dump), "--case", str(target), "--index", str(tmp_path / "index")]
    run = CliRunner().invoke(main, words_, env={"LANGUAGE": "en"})
    assert run.exit_code == 2 and "unpack it into a folder" in run.stderr, run.output
    again = CliRunner().invoke(main, words_, env={"LANGUAGE": "en"})
    assert again.stdout == run.stdout
    with closing(Store(target)) as store:
        paths = {row.path.removeprefix(str(tmp_path)) for row in store.rows()}
        known = {row.sha256 for row in store.rows()}
    with closing(copies.Copies(tmp_path / "index")) as ours:
        sides = [mail.sha256 for n in range(1, 9) if (mail := copies.again(ours.get(n)))]
    assert len(sides) == 7 and set(sides) < known  # what lies in the archive is no file of its own
    assert paths == {
        r"/Fuite\xe9/Envoy\xe9s.mbox#1", r"/Fuite\xe9/Envoy\xe9s.mbox#2", r"/Fuite\xe9/Envoy\xe9s.mbox#3",
        r"/Fuite\xe9/Envoy\xe9s.mbox#4", r"/Fuite\xe9/Envoy\xe9s/a.eml", r"/Fuite\xe9/as \x5cxe9 stands.eml",
        r"/Fuite\xe9/caf\xe9.tar/bo\xeete.eml", "/Fuite\\xe9/z.eml",
    }  # fmt: skip
    for path in paths:
        assert ".tar" in path or "#" in path or Path(names.real(f"{tmp_path}{path}")).is_file()
    told = CliRunner().invoke(main, ["leak", "tell", str(target), "--json"])
    assert json.loads(told.stdout)["paths"] == [rf"{tmp_path}/Fuite\xe9"]
    for file in (str(tmp_path / "\udce9.csv"), str(tmp_path / "x.jsonl")):
        assert CliRunner().invoke(main, ["leak", "tell", str(target), "--mails", file]).exit_code == 0
    shown = CliRunner().invoke(main, ["leak", "show", str(target), "1"])
    assert r"Envoy\xe9s" in shown.stdout
    none = CliRunner().invoke(main, ["leak", "tell", str(tmp_path / "none\udce9")])
    assert none.exit_code == 2 and "none" in none.stderr


def test_no_two_names_are_kept_alike():
    for path in ("a\\b", "\\x41", "\\x5cx41", "\\\udce9", "\\x\udce9", "\\xe\\xe9", "é\udcff\\", "\\\\xe9"):
        assert names.kept(path).encode() and names.real(names.kept(path)) == path
    assert names.kept("a\\b é") == "a\\b é"
