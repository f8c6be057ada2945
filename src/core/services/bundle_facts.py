"""What a signed file is, before anything is done with it."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from core.bundle.manifest import BundleKind
from core.bundle.reader import read_bundle
from core.ids import PlanId


class BundleFacts(Struct, frozen=True):
    """Which plan a file belongs to, and whether a workspace can be made of it."""

    plan: PlanId
    is_task_file: bool


def bundle_facts(path: Path) -> BundleFacts:
    """What a file says it is; whether its sender may say so is asked when it is used.

    Raises:
        UserError: it is no whole bundle, as `read_bundle` says.
    """
    bundle = read_bundle(path)
    return BundleFacts(bundle.plan, bundle.manifest.kind is BundleKind.TASK_FILE)
