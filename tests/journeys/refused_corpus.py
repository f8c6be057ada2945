"""The corpus of what is refused: damaged, repacked and forged forms of one good bundle, each by name, made by a generator.

A forged form is signed by the sender's own key, so that only what it says is wrong. Bits, lengths and mixtures are too many for files of
their own: they come as bytes.
"""

from __future__ import annotations

import io
import json
import random
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from tests.core.bundle.samples import deflated, json_of, members_of, pack, repack

from core.bundle.archive import Record, directory_and_end, local_header
from core.bundle.keys import SiteKey
from core.bundle.manifest import CHANGES_NAME, MANIFEST_NAME, TEXTS_NAME
from core.changes.change import Json

NAMES = {
    "up": "../manifest.json",
    "far up": "../../../../etc/passwd",
    "absolute": "/etc/passwd",
    "a drive's": "C:/windows/win.ini",
    "a share's": "//server/share/x.json",
    "backwards": "evidence\\x.json",
    "a device's": "con.json/",
    "another device's": "NUL",
    "with NUL": "changes\0.jsonl",
    "bidirectional": "changes\u202elnosj.jsonl",
    "with a colon": "a.json:stream",
    "in Chinese": "变更.jsonl",
    "empty": "",
    "endless": "a" * 60_000,
}
ZEROS = 200 * 1024 * 1024  # bytes to which a zip bomb unpacks, past every limit


def bit_flips(data: bytes) -> Iterator[bytes]:
    """The bundle with each bit of each byte flipped, one at a time."""
    for index in range(len(data)):
        for bit in range(8):
            yield data[:index] + bytes([data[index] ^ 1 << bit]) + data[index + 1 :]


def shortened(data: bytes) -> Iterator[bytes]:
    """The bundle cut short at every length."""
    for length in range(len(data)):
        yield data[:length]


def mixtures(data: bytes, *, count: int, seed: int) -> Iterator[bytes]:
    """As many mutants as told, of several sorts, all unlike the bundle: bytes set, removed, doubled, inserted, parts exchanged."""
    chance = random.Random(seed)
    made = 0
    while made < count:
        mutant = bytearray(data)
        for _ in range(chance.choice((1, 1, 1, 2, 5))):
            start = chance.randrange(len(mutant))
            end = min(len(mutant), start + chance.choice((1, 1, 2, 4, 16, 64, 256)))
            other = chance.randrange(len(mutant))
            part = bytes(mutant[start:end])
            match chance.randrange(6):
                case 0:
                    mutant[start:end] = chance.randbytes(end - start)
                case 1:
                    del mutant[start:end]
                case 2:
                    mutant[start:start] = part
                case 3:
                    mutant[other:other] = chance.randbytes(end - start)
                case 4:
                    mutant[start:end] = bytes(end - start)
                case _:
                    mutant[other : other + len(part)] = part
            if not mutant:
                break
        if mutant and bytes(mutant) != data:
            made += 1
            yield bytes(mutant)


def repacked(good: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """Other archives of the same members, or with others among them; what is signed is left as it was."""
    members = list(members_of(good).items())
    data = good.read_bytes()

    def packed(name: str, changed: list[tuple[str, bytes]]) -> tuple[str, Path]:
        return name, pack(folder / f"{len(list(folder.iterdir()))}.jnb", changed)

    def written(name: str, content: bytes) -> tuple[str, Path]:
        path = folder / f"{len(list(folder.iterdir()))}.jnb"
        path.write_bytes(content)
        return name, path

    for index in range(1, len(members) - 1):
        swapped = [*members]
        swapped[index], swapped[index + 1] = swapped[index + 1], swapped[index]
        yield packed(f"{members[index][0]} after {members[index + 1][0]}", swapped)
    for index, member in enumerate(members):
        yield packed(f"{member[0]} twice", [*members[: index + 1], member, *members[index + 1 :]])
        yield packed(f"without {member[0]}", [*members[:index], *members[index + 1 :]])
    for how, name in NAMES.items():
        yield written(f"a member's name is {how}", _with_raw_name(members, name))
    yield packed("an extra member", [*members[:-1], ("extra.json", b"{}"), members[-1]])
    yield written("a comment", data[:-2] + b"\x05\0hello")
    yield written("bytes before", b"MZ" + data)
    yield written("bytes after", data + bytes(22))
    yield written("two archives", data + data)
    yield written("a bomb that declares little", _bomb(members, declared=100))
    yield written("a bomb that declares all", _bomb(members, declared=ZEROS))
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bundle.jnb", data)
    yield written("a ZIP in a ZIP", inner.getvalue())
    yield packed("a ZIP in a member", [(name, inner.getvalue() if name == CHANGES_NAME else content) for name, content in members])


def forged(good: Path, folder: Path, key: SiteKey) -> Iterator[tuple[str, Path]]:
    """Bundles that the sender's key signs whole, and that say what no bundle may say."""
    lines = members_of(good)[CHANGES_NAME].split(b"\n")[:-1]
    manifest = json_of(members_of(good)[MANIFEST_NAME])
    counts = manifest["counts"]
    assert isinstance(counts, dict)
    nobody = SiteKey.from_seed(b"nobody")

    def made(name: str, replaced: dict[str, bytes | None], said: dict[str, Json] | None = None, signer: SiteKey = key) -> tuple[str, Path]:
        path = folder / f"forged-{len(list(folder.iterdir()))}.jnb"
        path.write_bytes(good.read_bytes())
        return name, repack(path, replaced, key=signer, manifest=said)

    def changes(changed: list[bytes]) -> dict[str, bytes | None]:
        return {CHANGES_NAME: b"".join(line + b"\n" for line in changed)}

    for part in counts:
        yield made(f"a wrong count of {part}", {}, {"counts": {**counts, part: 7}})
    yield made("an endless count", {}, {"counts": {**counts, "changes": 10**4000}})
    yield made("a number of a million digits", changes([b"1" * 1_000_000, *lines[1:]]))
    yield made("a million digits in a change", changes([lines[0].replace(b'"plan":', b'"plan":' + b"9" * 900_000, 1), *lines[1:]]))
    yield made("deep JSON", changes([b"[" * 100_000 + b"]" * 100_000, *lines[1:]]))
    yield made("deep JSON in a change", changes([lines[0].replace(b'"value":', b'"value":' + b'{"a":' * 50_000, 1), *lines[1:]]))
    yield made("deep JSON in a list", {"holds.json": b"[" * 200_000})
    yield made("NUL in a unit's name", {}, {"sender": {"site": key.site, "unit": "u\0"}})
    yield made("a bidirectional unit's name", {}, {"sender": {"site": key.site, "unit": "u\u202e1"}})
    yield made("NUL in a scope", {}, {"ranges": {f"{key.site}:u\0": next(iter(_ranges(manifest).values()))}})
    yield made("lines in another order", changes(lines[::-1]))
    yield made("a line twice", changes([*lines, lines[-1]]))
    yield made("a line less", changes(lines[:-1]))
    yield made("texts that nobody counted", {TEXTS_NAME: b'{"hash":"' + b"0" * 64 + b'","salt":"","text":""}\n'})
    yield made("a higher major format", {}, {"format": "2.0"})
    yield made("another plan's name", {}, {"plan": "another-plan"})
    yield made("a demo's mark", {}, {"demo": True})
    yield made("the signature of nobody", {}, {"sender": {"site": nobody.site, "unit": str(_unit(manifest))}}, nobody)
    yield made("the signature of nobody, in the sender's name", {}, None, nobody)


def _with_raw_name(members: list[tuple[str, bytes]], name: str) -> bytes:
    """An archive whose second member has a name that the program's own writer could not write."""
    out, records, raw = io.BytesIO(), list[Record](), name.encode()
    stand_in = "\x01" * len(raw)
    for place, (own, content) in enumerate(members):
        told = stand_in if place == 2 else own
        packed = deflated(content) if told.endswith(".jsonl") else content
        record = Record(told, zlib.crc32(content), len(packed), len(content), out.tell())
        out.write(local_header(record) + packed)
        records.append(record)
    whole = out.getvalue() + directory_and_end(records)
    return whole.replace(stand_in.encode(), raw) if stand_in else whole


def _bomb(members: list[tuple[str, bytes]], *, declared: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    bomb = b"".join(packer.compress(bytes(1024 * 1024)) for _ in range(ZEROS // (1024 * 1024))) + packer.flush()
    out, records = io.BytesIO(), list[Record]()
    for name, content in members:
        packed = bomb if name == CHANGES_NAME else deflated(content) if name.endswith(".jsonl") else content
        size = declared if name == CHANGES_NAME else len(content)
        record = Record(name, zlib.crc32(content), len(packed), size, out.tell())
        out.write(local_header(record) + packed)
        records.append(record)
    return out.getvalue() + directory_and_end(records)


def _ranges(manifest: dict[str, Json]) -> dict[str, Json]:
    found = manifest["ranges"]
    assert isinstance(found, dict)
    return found


def _unit(manifest: dict[str, Json]) -> Json:
    sender = json.loads(json.dumps(manifest["sender"]))
    return str(sender["unit"])
