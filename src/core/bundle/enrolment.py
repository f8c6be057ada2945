"""How a site comes to belong to a unit: by the unit's invitation, or by being the office's first.

An invitation is a one-time Ed25519 pair for one unit of one plan: its public half is in the plan, its private half travels only in that
unit's task file. What counts as a second use, and who may offer invitations, is decided where the changes are known.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final

import msgspec
from msgspec import Struct

from core.bundle.canonical import from_hex
from core.bundle.keys import KEY_BYTES, SIGNATURE_BYTES, SiteKey, exchange_message, signing_key, site_of, verify
from core.changes.change import Json
from core.errors import EnrolmentWrong
from core.ids import PlanId, SiteId, UnitId

ENROLMENT_DOMAIN: Final = "jiannuo-enrolment-1"


class Admission(StrEnum):
    """On whose word a site is enrolled."""

    ROOT = "root"  # its own: the office's first site
    INVITATION = "invitation"
    SITE = "site"  # another site's of the same unit: of a restored file, a further computer


class Invitation(Struct, frozen=True):
    """A one-time key that admits one site to one unit of one plan; `private` is 32 raw bytes and never enters the log."""

    plan: PlanId
    unit: UnitId
    private: bytes

    def __post_init__(self) -> None:
        if len(self.private) != KEY_BYTES:
            message = f"an invitation's private half has {KEY_BYTES} bytes"
            raise ValueError(message)

    @property
    def public(self) -> bytes:
        """The half that the plan offers, 32 bytes."""
        return signing_key(self.private).public_key().public_bytes_raw()

    def enrol(self, key: SiteKey) -> Enrolment:
        """The enrolment of a site by this invitation."""
        private = signing_key(self.private)
        return _enrolment(Admission.INVITATION, key, authority=self.public, sign=private.sign, plan=self.plan, unit=self.unit)

    def __repr__(self) -> str:
        return f"Invitation({self.plan}, {self.unit}, {self.public.hex()})"


class Enrolment(Struct, frozen=True):
    """A site's keys and the proof that they belong to a unit.

    `authority` is the public key that admits it: the invitation's, another site's, or for the office's first site its own. `signature` is
    the authority's over `enrolment_message`. Plan and unit are not in it: they are where it stands in the log.
    """

    admission: Admission
    public: bytes
    exchange_public: bytes
    exchange_signature: bytes
    authority: bytes
    signature: bytes

    @property
    def site(self) -> SiteId:
        """The site enrolled."""
        return site_of(self.public)

    def to_json(self) -> dict[str, Json]:
        """The enrolment as a register's value; bytes are lower-case hex."""
        return {
            "admission": self.admission.value,
            "public": self.public.hex(),
            "exchange_public": self.exchange_public.hex(),
            "exchange_signature": self.exchange_signature.hex(),
            "authority": self.authority.hex(),
            "signature": self.signature.hex(),
        }


def root_enrolment(key: SiteKey, *, plan: PlanId, unit: UnitId) -> Enrolment:
    """The enrolment of the office's first site, on its own word."""
    return _enrolment(Admission.ROOT, key, authority=key.public, sign=key.sign, plan=plan, unit=unit)


def site_enrolment(key: SiteKey, *, admitted_by: SiteKey, plan: PlanId, unit: UnitId) -> Enrolment:
    """The enrolment of a site on the word of another site of its unit."""
    return _enrolment(Admission.SITE, key, authority=admitted_by.public, sign=admitted_by.sign, plan=plan, unit=unit)


def whole_enrolment(value: Json, *, plan: PlanId, unit: UnitId) -> Enrolment:
    """The enrolment of a register's value, whole in itself: whether its authority may admit anyone is for the caller to know.

    Raises:
        EnrolmentWrong: the value is no enrolment, or a signature in it is wrong.
    """
    try:
        raw = msgspec.convert(value, _Value)
        enrolment = Enrolment(
            admission=Admission(raw.admission),
            public=from_hex(raw.public, KEY_BYTES),
            exchange_public=from_hex(raw.exchange_public, KEY_BYTES),
            exchange_signature=from_hex(raw.exchange_signature, SIGNATURE_BYTES),
            authority=from_hex(raw.authority, KEY_BYTES),
            signature=from_hex(raw.signature, SIGNATURE_BYTES),
        )
    except (msgspec.ValidationError, ValueError) as error:
        raise EnrolmentWrong(site="?", reason="form") from error
    if not verify(enrolment.public, enrolment.exchange_signature, exchange_message(enrolment.exchange_public)):
        raise EnrolmentWrong(site=enrolment.site, reason="exchange key")
    message = enrolment_message(enrolment.admission, plan, unit, enrolment.public, enrolment.exchange_public)
    if not verify(enrolment.authority, enrolment.signature, message):
        raise EnrolmentWrong(site=enrolment.site, reason="signature")
    if enrolment.admission is Admission.ROOT and enrolment.authority != enrolment.public:
        raise EnrolmentWrong(site=enrolment.site, reason="authority")
    return enrolment


def enrolment_message(admission: Admission, plan: PlanId, unit: UnitId, public: bytes, exchange_public: bytes) -> bytes:
    """What the authority signs: the kind of its word, plan, unit, and both keys of the site."""
    return f"{ENROLMENT_DOMAIN}\n{admission.value}\n{plan}\n{unit}\n{public.hex()}\n{exchange_public.hex()}".encode()


def _enrolment(
    admission: Admission, key: SiteKey, *, authority: bytes, sign: Callable[[bytes], bytes], plan: PlanId, unit: UnitId
) -> Enrolment:
    """A site's enrolment, signed by whoever admits it."""
    return Enrolment(
        admission=admission,
        public=key.public,
        exchange_public=key.exchange_public,
        exchange_signature=key.exchange_signature,
        authority=authority,
        signature=sign(enrolment_message(admission, plan, unit, key.public, key.exchange_public)),
    )


class _Value(msgspec.Struct):
    """The keys of an enrolment's JSON."""

    admission: str
    public: str
    exchange_public: str
    exchange_signature: str
    authority: str
    signature: str
