"""Writing a bundle: contents in, one signed file out; the same contents and key give the same bytes.

The manifest stands first and lists hashes of everything, so each member is hashed before anything is written. Evidence given as files is
read twice and never held whole.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from core.bundle.archive import (
    CHUNK,
    LARGEST_BUNDLE_MB,
    LARGEST_PART_MB,
    MEGABYTE,
    MIMETYPE,
    MIMETYPE_NAME,
    MOST_MEMBERS,
    Record,
    directory_and_end,
    is_deflated,
    local_header,
)
from core.bundle.canonical import encode_canonical
from core.bundle.contents import BundleContents, SaltedText, StreamSlice
from core.bundle.enrolment import Invitation
from core.bundle.keys import SiteKey
from core.bundle.manifest import (
    CHANGES_NAME,
    EVIDENCE_FOLDER,
    FORMAT,
    HOLDS_NAME,
    INVITATION_NAME,
    MANIFEST_NAME,
    SIGNATURE_ALGORITHM,
    SIGNATURE_NAME,
    TEXTS_NAME,
    Algorithms,
    Counts,
    Holds,
    Manifest,
    Member,
    Packed,
    Range,
    Sender,
    Signature,
    sign_holds,
    stream_text,
)
from core.errors import BundleTooLarge, EvidenceDamaged
from core.files import reading_error, writing

COMPRESSION_LEVEL: Final = 6


def write_bundle(path: Path, contents: BundleContents, key: SiteKey) -> Path:
    """Write a bundle signed by the sender's key, whole or not at all, and return its path.

    Raises:
        EvidenceDamaged: evidence does not have the hash that it goes under.
        BundleTooLarge: the bundle would exceed 512 MB or 10 000 members.
        FileNotReadable, FileNotFound: an evidence file cannot be read.
        PathIsFolder, CannotWrite, DiskFull: the bundle cannot be written.
    """
    slices = sorted(contents.slices, key=lambda piece: stream_text(piece.key))
    members = _members(contents, slices, key)
    manifest = _Part(MANIFEST_NAME, encode_canonical(_manifest(contents, slices, members, key)))
    signature = Signature(SIGNATURE_ALGORITHM, key.public.hex(), key.sign(manifest.data).hex())
    parts = [_Part(MIMETYPE_NAME, MIMETYPE), manifest, *members, _Part(SIGNATURE_NAME, encode_canonical(signature))]
    records = _records(parts)
    if records[-1].end > (LARGEST_BUNDLE_MB - 8) * MEGABYTE or len(records) > MOST_MEMBERS:  # the rest is room for the directory
        raise BundleTooLarge(path=path, limit_mb=LARGEST_BUNDLE_MB)
    if any(record.size > LARGEST_PART_MB * MEGABYTE for record in records if not record.name.startswith(EVIDENCE_FOLDER)):
        raise BundleTooLarge(path=path, limit_mb=LARGEST_PART_MB)
    with writing(path) as file:
        for part, record in zip(parts, records, strict=True):
            file.write(local_header(record))
            for piece in part.chunks():
                file.write(piece)
        file.write(directory_and_end(records))
    return path


class _Part:
    """A member about to be written: its bytes, packed where its name says so."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        self.size = len(content)
        self.crc = zlib.crc32(content)
        self.sha256 = hashlib.sha256(content).hexdigest()
        self.data = _deflated(content) if is_deflated(name) else content
        self.packed_size = len(self.data)

    def member(self) -> Member:
        """What the manifest says of it."""
        packed = Packed(self.packed_size, hashlib.sha256(self.data).hexdigest()) if is_deflated(self.name) else None
        return Member(self.name, self.size, self.sha256, packed)

    def chunks(self) -> Iterator[bytes]:
        """The bytes as they go into the file."""
        yield self.data


class _FilePart:
    """An evidence file about to be copied: read once for its hash, and again to be written."""

    def __init__(self, sha256: str, path: Path) -> None:
        self.name = EVIDENCE_FOLDER + sha256
        self.sha256 = sha256
        self._path = path
        self.crc = 0
        self.size = 0
        for chunk in self.chunks():
            self.crc = zlib.crc32(chunk, self.crc)
            self.size += len(chunk)
        self.packed_size = self.size

    def member(self) -> Member:
        """What the manifest says of it."""
        return Member(self.name, self.size, self.sha256)

    def chunks(self) -> Iterator[bytes]:
        """The bytes as they go into the file.

        Raises:
            EvidenceDamaged: the file is not, or no longer, what its hash says.
        """
        digest = hashlib.sha256()
        try:
            with self._path.open("rb") as file:
                while chunk := file.read(CHUNK):
                    digest.update(chunk)
                    yield chunk
        except OSError as error:
            raise reading_error(self._path, error) from error
        if digest.hexdigest() != self.sha256:
            raise EvidenceDamaged(sha256=self.sha256)


def _members(contents: BundleContents, slices: list[StreamSlice], key: SiteKey) -> list[_Part | _FilePart]:
    own = sign_holds(key, plan=contents.plan, streams=contents.holds)
    members: list[_Part | _FilePart] = [
        _Part(HOLDS_NAME, _holds_json([own, *contents.relayed_holds])),
        _Part(CHANGES_NAME, b"".join(line + b"\n" for piece in slices for line in piece.lines)),
        _Part(TEXTS_NAME, b"".join(_text_line(sha256, text) for sha256, text in sorted(contents.texts.items()))),
    ]
    if contents.invitation is not None:
        members.append(_Part(INVITATION_NAME, _invitation_json(contents.invitation)))
    for sha256, evidence in sorted(contents.evidence.items()):
        members.append(_FilePart(sha256, evidence) if isinstance(evidence, Path) else _evidence_part(sha256, evidence))
    return members


def _evidence_part(sha256: str, data: bytes) -> _Part:
    part = _Part(EVIDENCE_FOLDER + sha256, data)
    if part.sha256 != sha256:
        raise EvidenceDamaged(sha256=sha256)
    return part


def _manifest(contents: BundleContents, slices: list[StreamSlice], members: list[_Part | _FilePart], key: SiteKey) -> Manifest:
    return Manifest(
        format=FORMAT,
        understands=FORMAT,
        algorithms=Algorithms(),
        kind=contents.kind,
        plan=contents.plan,
        revision=contents.revision,
        demo=contents.demo,
        sender=Sender(key.site, contents.unit),
        recipient=contents.recipient,
        ranges={stream_text(piece.key): _range(piece) for piece in slices},
        counts=Counts(sum(len(piece.lines) for piece in slices), len(contents.texts), len(contents.evidence)),
        members=[part.member() for part in members],
        wanted=sorted(contents.wanted),
    )


def _range(piece: StreamSlice) -> Range:
    return Range(piece.first, piece.last, piece.before.hex(), piece.after.hex(), piece.head_signature.hex())


def _holds_json(statements: list[Holds]) -> bytes:
    """One statement a site, sorted by site; of two of one site the first given stands."""
    by_site = {holds.site: holds for holds in reversed(statements)}
    return encode_canonical(
        [
            {
                "site": site,
                "streams": {stream_text(stream): last for stream, last in holds.streams.items()},
                "signature": holds.signature.hex(),
            }
            for site, holds in sorted(by_site.items())
        ]
    )


def _text_line(sha256: str, text: SaltedText) -> bytes:
    return encode_canonical({"hash": sha256, "salt": text.salt.hex(), "text": text.text}) + b"\n"


def _invitation_json(invitation: Invitation) -> bytes:
    return encode_canonical(
        {
            "plan": invitation.plan,
            "private": invitation.private.hex(),
            "public": invitation.public.hex(),
            "unit": invitation.unit,
        }
    )


def _records(parts: list[_Part | _FilePart]) -> list[Record]:
    records: list[Record] = []
    for part in parts:
        offset = records[-1].end if records else 0
        records.append(Record(part.name, part.crc, part.packed_size, part.size, offset))
    return records


def _deflated(content: bytes) -> bytes:
    deflater = zlib.compressobj(COMPRESSION_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflater.compress(content) + deflater.flush()
