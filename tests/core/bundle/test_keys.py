from __future__ import annotations

import base64
import hashlib
import json
import stat
import sys
from pathlib import Path

import pytest

from core.bundle.keys import DemoKeys, KeyStore, SiteKey, exchange_message, is_site, site_label, site_of, verify
from core.errors import CannotWrite, KeyFileDamaged, KeyNotHere
from core.ids import PlanId, SiteId, UnitId

PLAN = PlanId("changzhou-2025")


def test_site_is_twelve_characters_of_the_hash_of_the_public_key() -> None:
    key = SiteKey.from_seed(b"office")

    expected = base64.b32encode(hashlib.sha256(key.public).digest()).decode().lower()[:12]

    assert key.site == expected == site_of(key.public)
    assert is_site(key.site)


def test_same_seed_gives_the_same_key_and_another_seed_another() -> None:
    keys = [SiteKey.from_seed(seed) for seed in (b"a", b"a", b"b")]

    assert keys[0].private_bytes() == keys[1].private_bytes()
    assert len({key.site for key in keys}) == 2
    assert keys[0].private_bytes()[0] != keys[0].private_bytes()[1]


def test_generated_keys_differ() -> None:
    assert SiteKey.generate().site != SiteKey.generate().site


def test_signature_is_verified_by_the_signers_key_only() -> None:
    key, other = SiteKey.from_seed(b"a"), SiteKey.from_seed(b"b")

    signature = key.sign(b"message")

    assert verify(key.public, signature, b"message")
    assert not verify(other.public, signature, b"message")
    assert not verify(key.public, signature, b"another message")
    assert not verify(key.public, signature[:-1], b"message")
    assert not verify(key.public[:-1], signature, b"message")


def test_signing_key_vouches_for_the_exchange_key() -> None:
    key = SiteKey.from_seed(b"a")

    assert verify(key.public, key.exchange_signature, exchange_message(key.exchange_public))


def test_key_shows_its_site_and_nothing_private() -> None:
    key = SiteKey.from_seed(b"a")

    assert repr(key) == f"SiteKey({key.site})"


def test_kept_key_is_found_again(tmp_path: Path) -> None:
    made = KeyStore(tmp_path / "keys").make(site_label(PLAN, UnitId("liyang"), 1))

    found = KeyStore(tmp_path / "keys").get(made.site)

    assert found.private_bytes() == made.private_bytes()
    assert KeyStore(tmp_path / "keys").sites() == (made.site,)


@pytest.mark.skipif(sys.platform == "win32", reason="there, the folder's access list does it, not the mode")
def test_key_file_is_readable_by_the_person_only(tmp_path: Path) -> None:
    key = KeyStore(tmp_path / "keys").make("")

    path = tmp_path / "keys" / f"{key.site}.json"

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_keeping_a_key_twice_leaves_its_file_alone(tmp_path: Path) -> None:
    store = KeyStore(tmp_path)
    key = store.make("first label")

    store.add(key, label="second label")

    assert json.loads((tmp_path / f"{key.site}.json").read_bytes())["label"] == "first label"


def test_missing_key_is_named(tmp_path: Path) -> None:
    site = SiteKey.from_seed(b"a").site

    with pytest.raises(KeyNotHere) as caught:
        KeyStore(tmp_path).get(site)

    assert caught.value.site == site


def test_site_that_would_leave_the_folder_is_not_here(tmp_path: Path) -> None:
    (tmp_path / "key.json").write_text("{}")

    with pytest.raises(KeyNotHere):
        KeyStore(tmp_path / "keys").get(SiteId("../key"))


def test_key_that_cannot_be_kept_is_said(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file where the folder should be")

    with pytest.raises(CannotWrite):
        KeyStore(tmp_path / "keys").make("")


@pytest.mark.parametrize("damage", [b"", b"{}", b"not json", b'{"site":"x","label":"","signing":"00","exchange":"zz"}'])
def test_damaged_key_file_is_refused(tmp_path: Path, damage: bytes) -> None:
    store = KeyStore(tmp_path)
    key = store.make("")
    (tmp_path / f"{key.site}.json").write_bytes(damage)

    with pytest.raises(KeyFileDamaged):
        store.get(key.site)


def test_key_file_under_another_sites_name_is_refused(tmp_path: Path) -> None:
    store = KeyStore(tmp_path)
    key, other = store.make(""), SiteKey.from_seed(b"other")
    (tmp_path / f"{key.site}.json").rename(tmp_path / f"{other.site}.json")

    with pytest.raises(KeyFileDamaged):
        store.get(other.site)


def test_demo_key_is_the_same_on_every_computer() -> None:
    units = [UnitId("changzhou"), UnitId("liyang")]
    made = DemoKeys(PLAN, units).make(site_label(PLAN, UnitId("liyang"), 2))

    found = DemoKeys(PLAN, units).get(made.site)

    assert found.private_bytes() == made.private_bytes()


def test_demo_keys_do_not_know_other_sites() -> None:
    with pytest.raises(KeyNotHere):
        DemoKeys(PLAN, [UnitId("liyang")]).get(SiteKey.from_seed(b"a").site)


def test_demo_invitations_depend_on_their_label_only() -> None:
    keys = DemoKeys(PLAN, [])

    assert keys.make_invitation("a") == DemoKeys(PLAN, []).make_invitation("a") != keys.make_invitation("b")


def test_real_invitations_are_random(tmp_path: Path) -> None:
    store = KeyStore(tmp_path)

    assert store.make_invitation("a") != store.make_invitation("a")
