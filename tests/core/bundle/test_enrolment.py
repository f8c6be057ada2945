from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.bundle.enrolment import Admission, Invitation, enrolment_message, root_enrolment, site_enrolment, whole_enrolment
from core.bundle.keys import SiteKey
from core.changes.change import Json
from core.errors import EnrolmentWrong
from core.ids import PlanId, UnitId

PLAN, OTHER_PLAN = PlanId("changzhou-2025"), PlanId("wuxi-2025")
UNIT, OTHER_UNIT = UnitId("liyang"), UnitId("jintan")
KEY = SiteKey.from_seed(b"clerk")
INVITATION = Invitation(PLAN, UNIT, b"i" * 32)
VALUE = INVITATION.enrol(KEY).to_json()


def test_invited_site_is_admitted() -> None:
    enrolment = whole_enrolment(VALUE, plan=PLAN, unit=UNIT)

    assert enrolment == INVITATION.enrol(KEY)
    assert (enrolment.site, enrolment.public, enrolment.exchange_public) == (KEY.site, KEY.public, KEY.exchange_public)


@pytest.mark.parametrize(("plan", "unit"), [(OTHER_PLAN, UNIT), (PLAN, OTHER_UNIT)])
def test_invitation_admits_to_its_own_unit_and_plan_only(plan: PlanId, unit: UnitId) -> None:
    with pytest.raises(EnrolmentWrong):
        whole_enrolment(VALUE, plan=plan, unit=unit)


def test_copied_enrolment_does_not_fit_another_key() -> None:
    other = Invitation(PLAN, UNIT, b"x" * 32).enrol(SiteKey.from_seed(b"thief")).to_json()
    value = {**other, "authority": VALUE["authority"], "signature": VALUE["signature"]}

    with pytest.raises(EnrolmentWrong):
        whole_enrolment(value, plan=PLAN, unit=UNIT)


def test_exchange_key_that_the_site_did_not_sign_is_refused() -> None:
    value = {**VALUE, "exchange_public": SiteKey.from_seed(b"thief").exchange_public.hex()}

    with pytest.raises(EnrolmentWrong) as caught:
        whole_enrolment(value, plan=PLAN, unit=UNIT)

    assert caught.value.reason == "exchange key"


def test_office_admits_its_first_site_itself() -> None:
    value = root_enrolment(KEY, plan=PLAN, unit=UNIT).to_json()

    assert whole_enrolment(value, plan=PLAN, unit=UNIT).site == KEY.site


@pytest.mark.parametrize(("word", "authority"), [("root", KEY), ("invitation", KEY), ("site", SiteKey.from_seed(b"chief"))])
def test_word_of_one_sort_is_none_of_another(word: str, authority: SiteKey) -> None:
    values = {
        "root": root_enrolment(KEY, plan=PLAN, unit=UNIT).to_json(),
        "invitation": VALUE,
        "site": site_enrolment(KEY, admitted_by=authority, plan=PLAN, unit=UNIT).to_json(),
    }

    for other in values.keys() - {word}:
        with pytest.raises(EnrolmentWrong):
            whole_enrolment({**values[word], "admission": other}, plan=PLAN, unit=UNIT)


def test_office_s_first_site_is_not_admitted_by_another() -> None:
    value = Invitation(PLAN, UNIT, b"i" * 32).enrol(KEY).to_json()
    chief = SiteKey.from_seed(b"chief")
    message = enrolment_message(Admission.ROOT, PLAN, UNIT, KEY.public, KEY.exchange_public)
    forged: dict[str, Json] = {**value, "admission": "root", "authority": chief.public.hex(), "signature": chief.sign(message).hex()}

    with pytest.raises(EnrolmentWrong) as caught:
        whole_enrolment(forged, plan=PLAN, unit=UNIT)

    assert caught.value.reason == "authority"


@given(st.sampled_from(sorted(VALUE)), st.data())
def test_no_digit_of_an_enrolment_is_free(name: str, data: st.DataObject) -> None:
    text = str(VALUE[name])
    index = data.draw(st.integers(0, len(text) - 1))
    digit = data.draw(st.sampled_from("0123456789abcdefABCDEF").filter(lambda digit: digit != text[index]))

    value: dict[str, Json] = {**VALUE, name: text[:index] + digit + text[index + 1 :]}

    with pytest.raises(EnrolmentWrong):
        whole_enrolment(value, plan=PLAN, unit=UNIT)


@pytest.mark.parametrize(
    "value", [None, "x", 1, [], {}, {"admission": "invitation"}, {**VALUE, "public": "ab"}, {**VALUE, "admission": "x"}]
)
def test_value_that_is_no_enrolment_is_refused(value: Json) -> None:
    with pytest.raises(EnrolmentWrong):
        whole_enrolment(value, plan=PLAN, unit=UNIT)


def test_invitation_does_not_show_its_private_half() -> None:
    assert INVITATION.private.hex() not in repr(INVITATION)


def test_invitation_of_a_wrong_length_cannot_exist() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Invitation(PLAN, UNIT, b"short")
