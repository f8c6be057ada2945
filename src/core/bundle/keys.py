"""The keys of sites: how they are made, what they sign, and where their private halves are kept.

A site has an Ed25519 key to sign with and an X25519 key to be written to, the second vouched for by the first. Private halves never enter
a workspace or a bundle. The library of cryptography is imported at the first key or signature: it takes a while, and looking at figures
needs neither.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, Self

import msgspec

from core.errors import FileNotFound, KeyFileDamaged, KeyNotHere
from core.files import read_file, write_file, writing_error
from core.ids import PlanId, SiteId, UnitId

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

EXCHANGE_DOMAIN: Final = "jiannuo-exchange-1"
SITE_LENGTH: Final = 12
KEY_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64

_PRIVATE_FILE: Final = 0o600
_PRIVATE_FOLDER: Final = 0o700
_DEMO_SEED: Final = b"jiannuo-demo-1: these keys are public and prove nothing"
_DEMO_SITES_PER_UNIT: Final = 16


class SiteKey:
    """The private keys of one site."""

    def __init__(self, *, signing: bytes, exchange: bytes) -> None:
        """Take the two private keys, 32 raw bytes each."""
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey  # noqa: PLC0415 # see the module's sentence

        self._signing_bytes = signing
        self._exchange_bytes = exchange
        self._signing = signing_key(signing)
        self.public: bytes = self._signing.public_key().public_bytes_raw()
        self.exchange_public: bytes = X25519PrivateKey.from_private_bytes(exchange).public_key().public_bytes_raw()
        self.site: SiteId = site_of(self.public)

    @classmethod
    def generate(cls) -> Self:
        """A new key from the machine's randomness."""
        return cls(signing=secrets.token_bytes(KEY_BYTES), exchange=secrets.token_bytes(KEY_BYTES))

    @classmethod
    def from_seed(cls, seed: bytes) -> Self:
        """The one key of a seed: the same seed gives the same key on every machine."""
        return cls(signing=_derived("signing", seed), exchange=_derived("exchange", seed))

    @property
    def exchange_signature(self) -> bytes:
        """The signing key's word for the exchange key, 64 bytes over `exchange_message`."""
        return self.sign(exchange_message(self.exchange_public))

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature of a message, 64 bytes; the same message gives the same bytes."""
        return self._signing.sign(message)

    def private_bytes(self) -> tuple[bytes, bytes]:
        """The raw private halves, signing and exchange; for key stores only."""
        return self._signing_bytes, self._exchange_bytes

    def __repr__(self) -> str:
        return f"SiteKey({self.site})"


class Keys(Protocol):
    """Where the keys of this computer's sites are kept and found."""

    def make(self, label: str) -> SiteKey:
        """Make and keep the key of a new site; `label` (see `site_label`) says whose."""
        ...

    def make_invitation(self, label: str) -> bytes:
        """The 32 private bytes of a new invitation, which are not kept."""
        ...

    def get(self, site: SiteId) -> SiteKey:
        """The key of a site.

        Raises:
            KeyNotHere: it is not on this computer.
        """
        ...


class KeyStore:
    """A folder with a file per site, which only the person can read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self, label: str) -> SiteKey:
        """Make and keep the random key of a new site; the label is kept beside it so that people can tell keys apart.

        Raises:
            CannotWrite, DiskFull: no file was made.
        """
        return self.add(SiteKey.generate(), label=label)

    def make_invitation(self, label: str) -> bytes:  # noqa: ARG002  # random, so the label decides nothing
        """The 32 private bytes of a new invitation, from the machine's randomness."""
        return secrets.token_bytes(KEY_BYTES)

    def add(self, key: SiteKey, *, label: str = "") -> SiteKey:
        """Keep a key; one that is kept already stays as it is.

        Raises:
            CannotWrite, DiskFull: no file was made.
        """
        path = self._path(key.site)
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=_PRIVATE_FOLDER)
            kept = path.exists()
        except OSError as error:
            raise writing_error(path, error) from error
        if not kept:
            signing, exchange = key.private_bytes()
            record = _KeyFile(site=key.site, label=label, signing=signing.hex(), exchange=exchange.hex())
            write_file(path, msgspec.json.encode(record) + b"\n", mode=_PRIVATE_FILE)
        return key

    def get(self, site: SiteId) -> SiteKey:
        """The key of a site.

        Raises:
            KeyNotHere: the folder has no key of it.
            KeyFileDamaged: its file does not hold the key of that site.
            FileNotReadable: the file may not be read.
        """
        path = self._path(site)
        try:
            data = read_file(path)
        except FileNotFound as error:
            raise KeyNotHere(site=site) from error
        try:
            record = msgspec.json.decode(data, type=_KeyFile)
            key = SiteKey(signing=bytes.fromhex(record.signing), exchange=bytes.fromhex(record.exchange))
        except ValueError as error:
            raise KeyFileDamaged(path=path) from error
        if key.site != site:
            raise KeyFileDamaged(path=path)
        return key

    def sites(self) -> tuple[SiteId, ...]:
        """The sites that have a key here, sorted."""
        return tuple(SiteId(path.stem) for path in sorted(self._folder.glob("*.json")))

    def _path(self, site: SiteId) -> Path:
        if not is_site(site):
            raise KeyNotHere(site=site)
        return self._folder / f"{site}.json"


class DemoKeys:
    """Keys that anyone can derive, so that a demo's workspaces can be written on every computer; they prove nothing."""

    def __init__(self, plan: PlanId, units: Iterable[UnitId]) -> None:
        self._labels = [site_label(plan, unit, number) for unit in units for number in range(1, _DEMO_SITES_PER_UNIT + 1)]
        self._by_site: dict[SiteId, SiteKey] = {}

    def make(self, label: str) -> SiteKey:
        """The key of a label: the same label gives the same key."""
        key = SiteKey.from_seed(_DEMO_SEED + b"\nsite\n" + label.encode())
        self._by_site[key.site] = key
        return key

    def make_invitation(self, label: str) -> bytes:
        """The 32 private bytes of a label's invitation: the same label gives the same ones."""
        return _derived("invitation", _DEMO_SEED + b"\n" + label.encode())

    def get(self, site: SiteId) -> SiteKey:
        """The key of a site: of a label used here, or of one of the first 16 sites of the units given.

        Raises:
            KeyNotHere: it is none of these.
        """
        while site not in self._by_site and self._labels:
            self.make(self._labels.pop(0))
        try:
            return self._by_site[site]
        except KeyError as error:
            raise KeyNotHere(site=site) from error


def site_label(plan: PlanId, unit: UnitId, number: int) -> str:
    """What tells the sites of a computer apart: plan, unit, and the number of the site within the unit, from 1."""
    return f"{plan}/{unit}/{number}"


def site_of(public: bytes) -> SiteId:
    """The site of a public signing key: the first 12 characters of its SHA-256 in lower-case base32.

    Sixty bits tell sites apart; they prove nothing. Who trusts a key compares all its 32 bytes.
    """
    return SiteId(base64.b32encode(hashlib.sha256(public).digest()).decode().lower()[:SITE_LENGTH])


def is_site(text: str) -> bool:
    """Whether a text has the form of a site: 12 characters of lower-case base32."""
    return len(text) == SITE_LENGTH and set(text) <= _BASE32


def signing_key(private: bytes) -> Ed25519PrivateKey:
    """The key that signs, of its 32 raw private bytes."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 # see the module's sentence

    return Ed25519PrivateKey.from_private_bytes(private)


def verify(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the signature is the key's over the message; keys and signatures of a wrong length are not."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 # see the module's sentence
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415 # see the module's sentence

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def exchange_message(exchange_public: bytes) -> bytes:
    """What a site signs to vouch for its exchange key."""
    return f"{EXCHANGE_DOMAIN}\n{exchange_public.hex()}".encode()


class _KeyFile(msgspec.Struct, forbid_unknown_fields=True):
    """What a key file holds; private halves are 64 hex digits each."""

    site: str
    label: str
    signing: str
    exchange: str


_BASE32: Final = frozenset("abcdefghijklmnopqrstuvwxyz234567")


def _derived(purpose: str, seed: bytes) -> bytes:
    return hashlib.sha256(f"jiannuo-{purpose}-1\n".encode() + seed).digest()
