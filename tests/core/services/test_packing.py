from __future__ import annotations

import pytest
from tests.journeys.conftest import City

from core.bundle.manifest import BundleKind
from core.bundle.reader import read_bundle
from core.errors import NothingToSend, NotTheOffice
from core.model.period import Period
from core.services.desk import Desk
from core.services.merging import dry_run, merge
from core.services.packing import outstanding, write_feedback, write_report, write_task_files
from core.services.progress import attach, record, submit
from core.services.reviews import accept
from core.store.plan_queries import invitations

MARCH = Period.parse("2025-03")


def hand_up(desk: Desk, city: City, period: Period, projects: int) -> None:
    rows = f"事项编号,指标,数值\n1.1.1,新增总投资超亿元项目,{projects}\n2.1.1,新增上市企业,1\n"
    assert record(desk, period, city.table("r.csv", rows)).refused == ()
    submit(desk, period)


def test_only_units_that_opened_none_get_another_task_file(office: Desk, east: Desk, city: City) -> None:
    hand_up(east, city, MARCH, 20)
    merge(office, dry_run(office, [write_report(east, city.folder / "r.jnb").path]))

    sent = write_task_files(office, city.folder / "again")

    assert {office.plan.units_by_id[file.recipient].short_name for file in sent if file.recipient} == {"市发改委", "市人社局", "西区"}
    assert {file.kind for file in sent} == {BundleKind.TASK_FILE}


def test_the_plan_offers_each_unit_one_invitation_the_latest(office: Desk, city: City) -> None:
    first = {file.recipient: read_bundle(file.path).invitation for file in write_task_files(office, city.folder / "first")}
    second = {file.recipient: read_bundle(file.path).invitation for file in write_task_files(office, city.folder / "second")}

    offered = {offer["unit"]: offer["public"] for offer in invitations(office.workspace.database) if isinstance(offer, dict)}
    assert first.keys() == second.keys() == offered.keys()
    for unit, invitation in second.items():
        assert invitation is not None
        assert offered[str(unit)] == invitation.public.hex()


def test_a_report_is_sent_whole_until_the_office_says_what_it_holds(office: Desk, east: Desk, city: City) -> None:
    hand_up(east, city, MARCH, 20)
    first = write_report(east, city.folder / "1.jnb")
    again = write_report(east, city.folder / "2.jnb")
    assert first.changes == again.changes

    merge(office, dry_run(office, [first.path]))
    accept(office, office.find_unit("东区").id, MARCH)
    (feedback,) = write_feedback(office, city.folder / "feedback")
    merge(east, dry_run(east, [feedback.path]))

    with pytest.raises(NothingToSend):
        write_report(east, city.folder / "3.jnb")
    assert not (city.folder / "3.jnb").exists()
    hand_up(east, city, Period.parse("2025-04"), 25)
    assert write_report(east, city.folder / "4.jnb").changes < first.changes


def test_a_report_carries_its_evidence_and_long_texts(east: Desk, city: City) -> None:
    text = "重点项目按计划推进，" * 20
    rows = f"事项编号,指标,数值,进展情况\n1.1.1,新增总投资超亿元项目,20,{text}\n2.1.1,新增上市企业,1,\n"
    record(east, MARCH, city.table("r.csv", rows))
    attach(east, MARCH, east.find_item("1.1.1").id, city.table("批复.txt", "同意"), caption="批复")
    submit(east, MARCH)

    bundle = read_bundle(write_report(east, city.folder / "r.jnb").path)

    assert [bundle.read_evidence(sha256).decode() for sha256 in bundle.evidence] == ["同意"]
    assert text in {each.text for each in bundle.texts.values()}


def test_feedback_goes_to_those_for_whom_there_is_news(office: Desk, east: Desk, city: City) -> None:
    assert write_feedback(office, city.folder / "feedback") == []
    hand_up(east, city, MARCH, 20)
    merge(office, dry_run(office, [write_report(east, city.folder / "r.jnb").path]))
    accept(office, office.find_unit("东区").id, MARCH)

    (sent,) = write_feedback(office, city.folder / "feedback")

    assert sent.recipient == office.find_unit("东区").id


def test_drafts_stay_home(east: Desk, city: City) -> None:
    record(east, MARCH, city.table("r.csv", "事项编号,指标,数值\n1.1.1,新增总投资超亿元项目,98765.4321\n"))

    sent = write_report(east, city.folder / "r.jnb")  # the enrolment of this computer

    values = [str(change.value) for piece in read_bundle(sent.path).slices for change in piece.changes]
    assert not [value for value in values if "98765.4321" in value]


def test_a_unit_sends_no_task_files(east: Desk, city: City) -> None:
    with pytest.raises(NotTheOffice):
        write_task_files(east, city.folder / "x")
    with pytest.raises(NotTheOffice):
        write_feedback(east, city.folder / "x")


def test_what_is_outstanding_is_told_without_writing(office: Desk, east: Desk, city: City) -> None:
    hand_up(east, city, MARCH, 20)
    streams = east.workspace.database.execute("SELECT site, scope, last_seq, signed_seq FROM stream").fetchall()

    told = outstanding(east, [None])

    assert streams == east.workspace.database.execute("SELECT site, scope, last_seq, signed_seq FROM stream").fetchall()
    assert told == {None: write_report(east, city.folder / "r.jnb").changes}


def test_what_is_outstanding_is_what_the_file_then_carries(office: Desk, east: Desk, city: City) -> None:
    hand_up(east, city, MARCH, 20)
    merge(office, dry_run(office, [write_report(east, city.folder / "r.jnb").path]))
    accept(office, east.unit, MARCH)

    told = outstanding(office, [east.unit, office.find_unit("西区").id])
    (feedback,) = write_feedback(office, city.folder / "feedback")
    merge(east, dry_run(east, [feedback.path]))

    assert told[east.unit] == feedback.changes
    assert outstanding(east, [None]) == {None: 0}
