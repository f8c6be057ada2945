"""Mirrors read with nothing but the standard library, as docs/mirror-format.md describes them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from tests.journeys.conftest import City
from tests.journeys.test_mirror import east, mirror_of, mirrors

FIRST_LINE = b"jiannuo-mirror-1\n"


def frames_of(data: bytes) -> list[tuple[str, bytes]]:
    """The frames up to the first that is not whole; kind and payload."""
    assert data.startswith(FIRST_LINE)
    frames, at, digest = [], len(FIRST_LINE), hashlib.sha256(FIRST_LINE).digest()
    while at + 9 <= len(data):
        end = at + 9 + int.from_bytes(data[at + 1 : at + 9], "big")
        digest = hashlib.sha256(digest + data[at:end]).digest()
        if data[end : end + 32] != digest:
            break
        frames.append((chr(data[at]), data[at + 9 : end]))
        at = end + 32
    return frames


def reported_mirror(city: City) -> Path:
    city.desk.does("merge", city.office, city.hands_up("东区", "2025-03", east(10, 1)))
    return mirror_of(city, "东区人民政府")


def test_a_mirror_is_whole_frames_from_its_owner_to_a_point(city: City) -> None:
    data = reported_mirror(city).read_bytes()

    frames = frames_of(data)

    assert len(FIRST_LINE) + sum(9 + len(payload) + 32 for _, payload in frames) == len(data)
    assert frames[0][0] == "H"
    assert frames[-1][0] == "P"
    assert {kind for kind, _ in frames} <= set("HKCTBIP")


def test_a_mirror_holds_as_many_changes_as_its_last_point_is_told_to(city: City) -> None:
    path = reported_mirror(city)
    (told,) = (mirror for mirror in mirrors(city) if mirror["path"] == str(path))
    points = told["points"]
    assert isinstance(points, list)

    frames = frames_of(path.read_bytes())

    assert sum(kind == "C" for kind, _ in frames) == points[-1]["changes"] > 0
    assert sum(kind == "P" for kind, _ in frames) == len(points)


def test_a_key_comes_before_the_first_change_and_each_site_has_one(city: City) -> None:
    frames = frames_of(reported_mirror(city).read_bytes())

    kinds = [kind for kind, _ in frames]
    sites = [json.loads(payload)[0] for kind, payload in frames if kind == "K"]
    assert kinds.index("K") < kinds.index("C")
    assert len(sites) == len(set(sites)) > 1


def test_a_flipped_byte_ends_what_is_read_at_the_frame_before(city: City) -> None:
    data = bytearray(reported_mirror(city).read_bytes())
    whole = frames_of(bytes(data))
    data[-1] ^= 1

    assert frames_of(bytes(data)) == whole[:-1]
