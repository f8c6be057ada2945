"""Reading a bundle: one file in, plain values out, or a refusal that names what is wrong.

Bytes are verified before they are parsed: layout, then the signature over the manifest, then the hash of every member as it stands in the
file, and only then what is in it. Nothing here knows a workspace: who may have signed, which plan, and what counts are for the caller.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, Final

import msgspec
from msgspec import Struct

from core.bundle.archive import Archive, Record, is_deflated
from core.bundle.canonical import decode_canonical, from_hex
from core.bundle.contents import ReadSlice, SaltedText
from core.bundle.enrolment import Invitation
from core.bundle.keys import KEY_BYTES, SIGNATURE_BYTES, site_of, verify
from core.bundle.manifest import (
    CHANGES_NAME,
    EVIDENCE_FOLDER,
    FORMAT_MAJOR,
    HOLDS_NAME,
    INVITATION_NAME,
    MANIFEST_NAME,
    SIGNATURE_ALGORITHM,
    SIGNATURE_NAME,
    TEXTS_NAME,
    FormatOnly,
    Holds,
    Manifest,
    Member,
    Signature,
)
from core.bundle.parts import check_manifest, parse_changes, parse_holds, parse_invitation, parse_texts
from core.errors import BundleNewer, BundleSignatureWrong, ChangeNotCanonical, EvidenceDamaged
from core.files import open_to_read, reading_error
from core.ids import PlanId, SiteId, UnitId


class EvidencePlace(Struct, frozen=True):
    """Where an evidence file's bytes stand in the bundle; `size` in bytes."""

    offset: int
    size: int


class Bundle(Struct, frozen=True):
    """A bundle whose bytes are whole and signed by `sender_key`; whether that key is anyone's is not known yet.

    `manifest` is kept for what is seldom asked. `slices` are in the order of their streams and still to be verified with their sites' keys
    (`verify_slice`); so are `holds` (`Holds.is_signed_by`). `texts` and `evidence` have SHA-256 in hex as keys; the evidence
    itself is read on demand. `digest` is the manifest's SHA-256: two bundles of one digest hold the same.
    """

    path: Path
    digest: str
    manifest: Manifest
    sender_key: bytes
    slices: tuple[ReadSlice, ...]
    texts: Mapping[str, SaltedText]
    evidence: Mapping[str, EvidencePlace]
    holds: tuple[Holds, ...]
    invitation: Invitation | None

    @property
    def plan(self) -> PlanId:
        """The plan it belongs to."""
        return PlanId(self.manifest.plan)

    @property
    def sender(self) -> SiteId:
        """The site that signed it."""
        return SiteId(self.manifest.sender.site)

    @property
    def unit(self) -> UnitId:
        """The unit that the sender says it is."""
        return UnitId(self.manifest.sender.unit)

    @property
    def recipient(self) -> UnitId | None:
        """The unit addressed, None for whoever stands above the sender."""
        return UnitId(self.manifest.recipient) if self.manifest.recipient is not None else None

    def read_evidence(self, sha256: str) -> bytes:
        """The bytes of an evidence file, read from the bundle now and checked again.

        Raises:
            KeyError: the bundle does not carry it.
            EvidenceDamaged: the bundle has changed since it was read.
            FileNotFound, FileNotReadable: it is gone, or its medium fails.
        """
        place = self.evidence[sha256]
        try:
            with self.path.open("rb") as file:
                file.seek(place.offset)
                data = file.read(place.size)
        except OSError as error:
            raise reading_error(self.path, error) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise EvidenceDamaged(sha256=sha256)
        return data


def read_bundle(path: Path) -> Bundle:
    """Read and verify a bundle whole; memory stays within a small multiple of its changes and texts, evidence is only hashed.

    Raises:
        PathIsFolder, FileNotFound, FileNotReadable: the file cannot be read.
        NotABundle: it is something else.
        BundleNewer: its format has a higher major number, or its algorithms are unknown.
        BundleSignatureWrong: the manifest is not signed by the site that it names.
        BundleTooLarge, BundleDamaged: anything else that the format does not allow.
    """
    try:
        with open_to_read(path) as file:
            return _read(path, file)
    except OSError as error:
        raise reading_error(path, error) from error


_decode_format: Final = msgspec.json.Decoder(FormatOnly)
_decode_manifest: Final = msgspec.json.Decoder(Manifest)
_decode_signature: Final = msgspec.json.Decoder(Signature)


def _read(path: Path, file: BinaryIO) -> Bundle:
    archive = Archive(path, file)
    first, last = archive.records[1], archive.records[-1]
    if first.name != MANIFEST_NAME or last.name != SIGNATURE_NAME:
        raise archive.damaged("zip", "order of members")
    manifest_bytes = archive.content(first)
    _check_version(archive, manifest_bytes)
    sender_key = _sender_key(archive, manifest_bytes, archive.content(last))
    try:
        manifest = decode_canonical(manifest_bytes, _decode_manifest)
        check_manifest(manifest)
    except ValueError as error:
        raise archive.damaged(MANIFEST_NAME, "form") from error
    if site_of(sender_key) != manifest.sender.site:
        raise BundleSignatureWrong(path=path, site=manifest.sender.site)
    records = _listed_records(archive, manifest)
    contents = {member.name: _content(archive, record, member) for member, record in records if not _is_evidence(member)}
    evidence: dict[str, EvidencePlace] = {}
    for member, record in records:
        if _is_evidence(member):
            _check_evidence(archive, record, member)
            evidence[member.sha256] = EvidencePlace(record.data_offset, record.size)
    part = CHANGES_NAME
    try:
        slices = parse_changes(manifest, contents.pop(part))
        part = TEXTS_NAME
        texts = parse_texts(manifest, contents.pop(part))
        part = HOLDS_NAME
        holds = parse_holds(contents[part])
        part = INVITATION_NAME
        invitation = parse_invitation(manifest, contents[part]) if part in contents else None
    except ChangeNotCanonical as error:
        raise archive.damaged(part, error.reason) from error
    except ValueError as error:
        raise archive.damaged(part, str(error)) from error
    digest = hashlib.sha256(manifest_bytes).hexdigest()
    return Bundle(path, digest, manifest, sender_key, slices, texts, evidence, holds, invitation)


def _check_version(archive: Archive, manifest_bytes: bytes) -> None:
    """The one key that is parsed before the signature is known: an unknown format may well be signed in an unknown way."""
    try:
        text = _decode_format.decode(manifest_bytes).format
        major, _, minor = text.partition(".")
        if not (major.isascii() and major.isdigit() and minor.isascii() and minor.isdigit() and len(text) < 12):
            raise archive.damaged(MANIFEST_NAME, "format")
    except (msgspec.MsgspecError, RecursionError) as error:
        raise archive.damaged(MANIFEST_NAME, "form") from error
    if int(major) > FORMAT_MAJOR:
        raise BundleNewer(path=archive.path, version=text)


def _sender_key(archive: Archive, manifest_bytes: bytes, signature_bytes: bytes) -> bytes:
    try:
        signature = decode_canonical(signature_bytes, _decode_signature)
        key, signed = from_hex(signature.key, KEY_BYTES), from_hex(signature.signature, SIGNATURE_BYTES)
    except ValueError as error:
        raise archive.damaged(SIGNATURE_NAME, "form") from error
    if signature.algorithm != SIGNATURE_ALGORITHM:
        raise BundleNewer(path=archive.path, version=signature.algorithm[:40])
    if not verify(key, signed, manifest_bytes):
        raise BundleSignatureWrong(path=archive.path, site=site_of(key))
    return key


def _listed_records(archive: Archive, manifest: Manifest) -> list[tuple[Member, Record]]:
    """The members that the manifest lists beside their places in the file, sizes compared."""
    inner = archive.records[2:-1]
    if [record.name for record in inner] != [member.name for member in manifest.members]:
        raise archive.damaged("zip", "members differ from the manifest")
    pairs = list(zip(manifest.members, inner, strict=True))
    for member, record in pairs:
        packed_size = member.packed.size if member.packed is not None else member.size
        if (member.size, packed_size, member.packed is not None) != (record.size, record.packed_size, is_deflated(member.name)):
            raise archive.damaged(member.name, "size")
    return pairs


def _content(archive: Archive, record: Record, member: Member) -> bytes:
    packed = archive.packed(record)
    if member.packed is not None and hashlib.sha256(packed).hexdigest() != member.packed.sha256:
        raise archive.damaged(member.name, "sha256")
    content = archive.unpacked(record, packed)
    if hashlib.sha256(content).hexdigest() != member.sha256:
        raise archive.damaged(member.name, "sha256")
    return content


def _check_evidence(archive: Archive, record: Record, member: Member) -> None:
    digest, crc = hashlib.sha256(), 0
    for chunk in archive.packed_chunks(record):
        digest.update(chunk)
        crc = zlib.crc32(chunk, crc)
    if digest.hexdigest() != member.sha256 or EVIDENCE_FOLDER + member.sha256 != member.name:
        raise archive.damaged(member.name, "sha256")
    if crc != record.crc:
        raise archive.damaged(member.name, "crc")


def _is_evidence(member: Member) -> bool:
    return member.name.startswith(EVIDENCE_FOLDER)
