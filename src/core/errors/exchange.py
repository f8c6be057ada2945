"""Signed files, keys, and who may send what to whom. Tested with all others in tests/core/test_errors.py."""

from __future__ import annotations

from pathlib import Path

from core.errors.roots import UserError


class NotABundle(UserError):
    """The file does not begin as a bundle does."""

    path: Path


class BundleDamaged(UserError):
    """The file begins as a bundle but is cut short, altered, or not as the format demands; `reason` is `part: what`."""

    path: Path
    reason: str


class BundleTooLarge(UserError):
    """The bundle, or a part of it, exceeds what the format allows."""

    path: Path
    limit_mb: int


class BundleNewer(UserError):
    """The bundle is of a format that this program does not know yet."""

    path: Path
    version: str


class BundleSignatureWrong(UserError):
    """A signature in the bundle is not that of the site which it names."""

    path: Path
    site: str


class BundleForeignPlan(UserError):
    """The bundle belongs to another plan than the workspace."""

    path: Path
    plan: str


class BundleDemoMismatch(UserError):
    """A demo bundle meets a real workspace, or the other way."""

    path: Path


class BundleUnknownSigner(UserError):
    """The sender's site is not enrolled in the plan and brings no valid invitation; `unit` is the one it claims."""

    path: Path
    site: str
    unit: str


class BundleWrongKind(UserError):
    """A bundle of one kind is given where another is needed; both in the format's words."""

    path: Path
    kind: str
    expected: str


class BundleForOtherUnit(UserError):
    """The bundle is addressed to another unit than the workspace's."""

    path: Path
    unit: str


class EvidenceDamaged(UserError):
    """The bytes of an evidence file are no longer those of its SHA-256."""

    sha256: str


class EnrolmentWrong(UserError):
    """A site's enrolment does not prove what it claims; `reason` says which part."""

    site: str
    reason: str


class KeyNotHere(UserError):
    """The private key of a site is not on this computer."""

    site: str


class KeyFileDamaged(UserError):
    """A key file does not hold the key that its name says."""

    path: Path


class NothingToSend(UserError):
    """The receiver holds everything already."""


class InvitationUsedTwice(UserError):
    """A second computer was admitted by an invitation that admits one; both sites are named."""

    path: Path
    unit: str
    first: str
    second: str


class BundleNotFromAbove(UserError):
    """A unit is given a bundle of a unit that is neither itself nor above it."""

    path: Path
    unit: str


class InvitationReplaced(UserError):
    """A site was admitted by an invitation that the plan does not offer, or no longer since a new task file was sent."""

    path: Path
    unit: str


class TaskFileIncomplete(UserError):
    """A task file does not hold what a workspace is made from; `reason` names the part."""

    path: Path
    reason: str


class SiteUnknown(UserError):
    """No computer of this name is enrolled, or the unit has none."""

    site: str


class OwnSiteNotCut(UserError):
    """A computer of the office is to cut its own streams, which only another of the office's may."""

    site: str


class WordsDiffer(UserError):
    """The six words that were read out are not those of the key that is enrolled."""

    site: str


class CutNotHeld(UserError):
    """A stream is to be cut after a number that is not held."""

    site: str
    last: int
    held: int


class BranchUnknown(UserError):
    """No branch of a forked stream ends so, or several do."""

    branch: str
    site: str


class NothingToPurge(UserError):
    """What is to be purged is neither a text nor a file held here."""

    name: str
