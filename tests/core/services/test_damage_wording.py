from __future__ import annotations

import pytest

from core.services.damage_wording import damage_sentence
from core.store.integrity import Damage, DamageKind


@pytest.mark.parametrize("kind", DamageKind)
def test_every_damage_has_one_sentence_with_its_place_and_a_cure_in_both_languages(kind: DamageKind) -> None:
    chinese, english = (damage_sentence(Damage(kind, "page 7"), language) for language in ("zh", "en"))

    assert chinese.count("。") == 1
    assert english.count(".") == 1
    assert "page 7" in chinese
    assert "page 7" in english
    assert "请" in chinese.split("；")[1]
    assert english.split(";")[1].strip()
