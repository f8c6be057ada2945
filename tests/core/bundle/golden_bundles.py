"""Bundles of each version of the format, kept so that every later program reads them.

`python -m tests.core.bundle.golden_bundles` makes those of the present version that are not there yet; what is there is left as it is.
Each stands beside a JSON file that says what is in it. Their keys are seeded and prove nothing.
"""

from __future__ import annotations

import json
from pathlib import Path

from msgspec.structs import replace
from tests.core.bundle.samples import OFFICE_KEY, UNIT, UNIT_KEY, report, slice_of, task_file

from core.bundle.contents import BundleContents
from core.bundle.keys import SiteKey
from core.bundle.manifest import FORMAT, BundleKind
from core.bundle.reader import read_bundle
from core.bundle.writer import write_bundle
from core.changes.change import Scope, StreamKey

FOLDER = Path(__file__).parents[2] / "golden" / "bundles"
KEYS = (OFFICE_KEY, UNIT_KEY)


def feedback() -> BundleContents:
    """An office's feedback: its answers, what the unit wrote before on another computer, and what each holds."""
    return replace(
        task_file(),
        kind=BundleKind.FEEDBACK,
        slices=[slice_of(OFFICE_KEY, Scope(UNIT), count=2, first=3), slice_of(UNIT_KEY, Scope(UNIT), count=4)],
        holds={StreamKey(UNIT_KEY.site, Scope(UNIT)): 4, StreamKey(OFFICE_KEY.site, Scope("plan")): 5},
        invitation=None,
    )


def samples() -> dict[str, tuple[BundleContents, SiteKey]]:
    """One of each kind, and who signs it."""
    return {"task_file": (task_file(), OFFICE_KEY), "report": (report(), UNIT_KEY), "feedback": (feedback(), OFFICE_KEY)}


def told(path: Path) -> str:
    """What is in a bundle, as its JSON file says it."""
    bundle = read_bundle(path)
    streams = {f"{piece.key.site}:{piece.key.scope}": [change.value for change in piece.changes] for piece in bundle.slices}
    said = {
        "kind": bundle.manifest.kind.value,
        "plan": bundle.plan,
        "sender": bundle.unit,
        "recipient": bundle.recipient,
        "streams": streams,
        "texts": sorted(text.text for text in bundle.texts.values()),
        "evidence": sorted(bundle.evidence),
        "digest": bundle.digest,
    }
    return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def make_missing() -> list[Path]:
    """Make those of the present version that are not there, and return them."""
    made = []
    for name, (contents, key) in samples().items():
        path = FOLDER / f"{FORMAT}_{name}.jnb"
        if not path.exists():
            write_bundle(path, contents, key)
            path.with_suffix(".json").write_text(told(path), encoding="utf-8")
            made.append(path)
    return made


if __name__ == "__main__":
    for made_file in make_missing():
        print(made_file)  # noqa: T201 # a command's answer
