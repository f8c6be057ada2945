from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.bundle.enrolment import Invitation, root_enrolment, verify_enrolment, verify_root_enrolment
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
    enrolment = verify_enrolment(VALUE, plan=PLAN, unit=UNIT, offers=[INVITATION.public])

    assert enrolment == INVITATION.enrol(KEY)
    assert (enrolment.site, enrolment.public, enrolment.exchange_public) == (KEY.site, KEY.public, KEY.exchange_public)


def test_invitation_that_the_plan_does_not_offer_admits_nobody() -> None:
    forged = Invitation(PLAN, UNIT, b"f" * 32).enrol(KEY)

    with pytest.raises(EnrolmentWrong) as caught:
        verify_enrolment(forged.to_json(), plan=PLAN, unit=UNIT, offers=[INVITATION.public])

    assert caught.value.reason == "invitation"


@pytest.mark.parametrize(("plan", "unit"), [(OTHER_PLAN, UNIT), (PLAN, OTHER_UNIT)])
def test_invitation_admits_to_its_own_unit_and_plan_only(plan: PlanId, unit: UnitId) -> None:
    with pytest.raises(EnrolmentWrong):
        verify_enrolment(VALUE, plan=plan, unit=unit, offers=[INVITATION.public])


def test_copied_enrolment_does_not_fit_another_key() -> None:
    other = Invitation(PLAN, UNIT, b"x" * 32).enrol(SiteKey.from_seed(b"thief")).to_json()
    value = {**other, "authority": VALUE["authority"], "signature": VALUE["signature"]}

    with pytest.raises(EnrolmentWrong):
        verify_enrolment(value, plan=PLAN, unit=UNIT, offers=[INVITATION.public])


def test_exchange_key_that_the_site_did_not_sign_is_refused() -> None:
    value = {**VALUE, "exchange_public": SiteKey.from_seed(b"thief").exchange_public.hex()}

    with pytest.raises(EnrolmentWrong) as caught:
        verify_enrolment(value, plan=PLAN, unit=UNIT, offers=[INVITATION.public])

    assert caught.value.reason == "exchange key"


def test_office_admits_its_first_site_itself() -> None:
    value = root_enrolment(KEY, plan=PLAN, unit=UNIT).to_json()

    assert verify_root_enrolment(value, plan=PLAN, unit=UNIT).site == KEY.site


def test_root_enrolment_is_no_invitation_and_an_invitation_no_root() -> None:
    root = root_enrolment(KEY, plan=PLAN, unit=UNIT).to_json()

    with pytest.raises(EnrolmentWrong):
        verify_enrolment(root, plan=PLAN, unit=UNIT, offers=[KEY.public])
    with pytest.raises(EnrolmentWrong):
        verify_root_enrolment(VALUE, plan=PLAN, unit=UNIT)


@given(st.sampled_from(sorted(VALUE)), st.data())
def test_no_digit_of_an_enrolment_is_free(name: str, data: st.DataObject) -> None:
    text = str(VALUE[name])
    index = data.draw(st.integers(0, len(text) - 1))
    digit = data.draw(st.sampled_from("0123456789abcdefABCDEF").filter(lambda digit: digit != text[index]))

    value: dict[str, Json] = {**VALUE, name: text[:index] + digit + text[index + 1 :]}

    with pytest.raises(EnrolmentWrong):
        verify_enrolment(value, plan=PLAN, unit=UNIT, offers=[INVITATION.public])


@pytest.mark.parametrize(
    "value", [None, "x", 1, [], {}, {"admission": "invitation"}, {**VALUE, "public": "ab"}, {**VALUE, "admission": "x"}]
)
def test_value_that_is_no_enrolment_is_refused(value: Json) -> None:
    with pytest.raises(EnrolmentWrong):
        verify_enrolment(value, plan=PLAN, unit=UNIT, offers=[INVITATION.public])


def test_invitation_does_not_show_its_private_half() -> None:
    assert INVITATION.private.hex() not in repr(INVITATION)


def test_invitation_of_a_wrong_length_cannot_exist() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Invitation(PLAN, UNIT, b"short")
