from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import Demo

from core.errors import NotABundle
from core.services.bundle_facts import bundle_facts


def test_task_file_is_known_as_one(demo: Demo) -> None:
    assert bundle_facts(demo.file("task_file", unit="溧阳市")).is_task_file


def test_report_is_of_the_same_plan_and_no_task_file(demo: Demo) -> None:
    task = bundle_facts(demo.file("task_file", unit="溧阳市"))

    report = bundle_facts(demo.files("report", unit="溧阳市")[0])

    assert report.plan == task.plan
    assert not report.is_task_file


def test_other_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.jnb"
    path.write_text("no bundle", encoding="utf-8")

    with pytest.raises(NotABundle):
        bundle_facts(path)
