"""A reader of bundles made from docs/bundle-format.md alone, with the standard library only; it asserts and does not explain.

Signatures are verified in `plain_ed25519`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
import zlib
from pathlib import Path
from typing import Any, TypeAlias

from tests.core.bundle.plain_ed25519 import verify

Plain: TypeAlias = Any  # JSON as the standard library gives it

CHANGE_KEYS = ["site", "scope", "seq", "stamp", "actor", "plan", "entity", "id", "field", "value", "supersedes"]
RANKS = ["mimetype", "manifest.json", "holds.json", "changes.jsonl", "texts.jsonl", "invitation.json"]
NAME = re.compile(r"mimetype|[a-z][a-z0-9_-]{0,40}\.jsonl?|evidence/[0-9a-f]{64}")


def read(path: Path, public_keys: list[bytes]) -> tuple[dict[str, Plain], dict[str, list[Plain]], dict[str, bytes]]:
    """Manifest, changes by stream, and members by name; the signers of streams and holds must be among the keys."""
    packed, members = unzip(path.read_bytes())
    manifest, signature = canonical(members["manifest.json"]), canonical(members["signature.json"])
    sender = bytes.fromhex(signature["key"])
    assert signature["algorithm"] == "ed25519"
    assert verify(sender, bytes.fromhex(signature["signature"]), members["manifest.json"])
    assert site_of(sender) == manifest["sender"]["site"]
    assert [member["name"] for member in manifest["members"]] == list(members)[2:-1]
    for member in manifest["members"]:
        assert (member["size"], member["sha256"]) == (len(members[member["name"]]), sha256(members[member["name"]]))
        if member["name"].endswith(".jsonl"):
            assert member["packed"] == {"size": len(packed[member["name"]]), "sha256": sha256(packed[member["name"]])}
        assert not member["name"].startswith("evidence/") or member["name"].endswith(member["sha256"])
    keys = {site_of(key): key for key in public_keys}
    changes = read_changes(manifest, members["changes.jsonl"], keys)
    for line in members["texts.jsonl"].splitlines():
        text = canonical(line)
        assert text["hash"] == sha256(bytes.fromhex(text["salt"]) + text["text"].encode())
    for holds in canonical(members["holds.json"]):
        said = f"jiannuo-holds-1\n{manifest['plan']}\n{holds['site']}\n{dumped(holds['streams'])}"
        assert verify(keys[holds["site"]], bytes.fromhex(holds["signature"]), said.encode())
    return manifest, changes, members


def read_changes(manifest: dict[str, Plain], content: bytes, keys: dict[str, bytes]) -> dict[str, list[Plain]]:
    lines = content.split(b"\n")[:-1]
    changes: dict[str, list[Plain]] = {}
    for stream, part in sorted(manifest["ranges"].items()):
        site, scope = stream.split(":")
        chain = bytes.fromhex(part["before"])
        if part["first"] == 1:
            start = f"jiannuo-stream-1\n{manifest['plan']}\n{keys[site].hex()}\n{scope}"
            assert chain == hashlib.sha256(start.encode()).digest()
        for seq in range(part["first"], part["last"] + 1):
            line = lines.pop(0)
            change = json.loads(line)
            extra = sorted(set(change) - set(CHANGE_KEYS))
            ordered = {key: in_order(change[key]) for key in CHANGE_KEYS + extra}
            assert json.dumps(ordered, ensure_ascii=False, separators=(",", ":")).encode() == line
            assert (change["site"], change["scope"], change["seq"]) == (site, scope, seq)
            assert b"\\" in line or unicodedata.is_normalized("NFC", line.decode())
            chain = hashlib.sha256(chain + line).digest()
            changes.setdefault(stream, []).append(change)
        assert chain.hex() == part["after"]
        head = f"jiannuo-head-1\n{manifest['plan']}\n{site}\n{scope}\n{part['last']}\n{chain.hex()}"
        assert verify(keys[site], bytes.fromhex(part["signature"]), head.encode())
    assert not lines
    return changes


def unzip(data: bytes) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Packed and unpacked members; the whole archive is then built again from them and must be the same."""
    packed: dict[str, bytes] = {}
    members: dict[str, bytes] = {}
    local, central, place = b"", b"", 0
    while data[place : place + 4] == b"PK\x03\x04":
        crc, packed_size, size, length = (number(data, place + at, width) for at, width in ((14, 4), (18, 4), (22, 4), (26, 2)))
        name = data[place + 30 : place + 30 + length].decode("ascii")
        body = data[place + 30 + length : place + 30 + length + packed_size]
        method = 8 if name.endswith(".jsonl") else 0
        content = zlib.decompress(body, -15) if method else body
        assert NAME.fullmatch(name) or name == "signature.json"
        assert (len(content), zlib.crc32(content), name in members) == (size, crc, False)
        packed[name], members[name] = body, content
        shared = b"\x14\0\0\0" + bytes([method, 0]) + b"\0\0\x21\0" + data[place + 14 : place + 28] + b"\0\0"
        central += b"PK\x01\x02\x14\0" + shared + bytes(10) + len(local).to_bytes(4, "little") + name.encode()
        local += b"PK\x03\x04" + shared + name.encode() + body
        place = len(local)
    sizes = len(central).to_bytes(4, "little") + len(local).to_bytes(4, "little")
    assert data == local + central + b"PK\x05\x06\0\0\0\0" + 2 * len(members).to_bytes(2, "little") + sizes + b"\0\0"
    names = list(members)
    inner = [name for name in names[:-1] if not name.startswith("evidence/")]
    assert names == [name for name in RANKS if name in members] + sorted(set(names[:-1]) - set(inner)) + ["signature.json"]
    assert members["mimetype"] == b"application/vnd.jiannuo.bundle+zip"
    return packed, members


def number(data: bytes, at: int, width: int) -> int:
    return int.from_bytes(data[at : at + width], "little")


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def site_of(public: bytes) -> str:
    return base64.b32encode(hashlib.sha256(public).digest()).decode().lower()[:12]


def canonical(data: bytes) -> Plain:
    value = json.loads(data)
    assert dumped(value).encode() == data
    return value


def dumped(value: Plain) -> str:
    return json.dumps(in_order(value), ensure_ascii=False, separators=(",", ":"))


def in_order(value: Plain) -> Plain:
    assert not isinstance(value, float)
    if isinstance(value, dict):
        return {key: in_order(value[key]) for key in sorted(value)}
    return [in_order(member) for member in value] if isinstance(value, list) else value
