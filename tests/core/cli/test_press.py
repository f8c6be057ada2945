from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from tests.core.briefing.reading_back import full_text
from tests.journeys.conftest import City

from core.cli.frame import Frame
from core.cli.press import serve

PERIOD = "2025-02"


def answers(city: City, *requests: dict[str, Any] | bytes) -> list[tuple[dict[str, Any], bytes]]:
    """What the press says to requests, read as the window reads it."""
    lines = [each if isinstance(each, bytes) else json.dumps(each).encode() + b"\n" for each in requests]
    said = io.BytesIO()
    serve(Frame(city.folder / "data", "测试员"), io.BytesIO(b"".join(lines)), said)
    return read_answers(said.getvalue())


def read_answers(said: bytes) -> list[tuple[dict[str, Any], bytes]]:
    stream, found = io.BytesIO(said), []
    for line in stream:
        header = json.loads(line)
        found.append((header, stream.read(header.get("size", 0))))
    return found


def text_of_pages(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [document[number].get_textpage().get_text_range().strip() for number in range(len(document))]


def work(city: City, number: int = 1, **facts: object) -> dict[str, Any]:
    return {"id": number, "op": "paper", "kind": "work", "workspace": str(city.office), "period": PERIOD, "viewpoint": None} | facts


def test_a_briefing_comes_as_many_bytes_as_its_header_says(city: City) -> None:
    ((header, pdf),) = answers(city, work(city, 7))

    assert header == {"id": 7, "ok": True, "size": len(pdf), "unprintable": []}
    assert pdf.startswith(b"%PDF")
    assert pdf.rstrip().endswith(b"%%EOF")


def test_it_is_the_paper_that_the_command_prints(city: City) -> None:
    paper = city.folder / "paper.pdf"
    city.desk.does("briefing", city.office, "--period", PERIOD, "-o", paper)

    (_, first), (_, second) = answers(city, work(city), work(city))

    assert first == second == paper.read_bytes()


def test_a_paper_that_someone_looks_at_comes_with_the_pages_in_view_first(city: City) -> None:
    (first, part), (second, whole) = answers(city, work(city, 4, first_in_view=2, last_in_view=2))
    ((_, plain),) = answers(city, work(city))

    assert (first["id"], first["ok"], first["is_whole"], second["id"]) == (4, True, False, 4)
    assert "is_whole" not in second
    assert whole == plain
    pages, all_pages = text_of_pages(part), text_of_pages(whole)
    assert len(pages) == len(all_pages) > 2
    assert [bool(text) for text in pages] == [number == 2 for number in range(1, len(pages) + 1)]
    assert pages[1] == all_pages[1]


def test_a_paper_all_of_which_is_in_view_comes_once(city: City) -> None:
    assert len(answers(city, work(city, first_in_view=1, last_in_view=999))) == 1


def test_a_refusal_is_a_sentence_and_the_next_request_is_answered(city: City) -> None:
    (refused, _), (done, _) = answers(city, work(city, 1, workspace=str(city.folder / "none.jiannuo")), work(city, 2))

    assert (refused["id"], refused["ok"], refused["code"]) == (1, False, "file-not-found")
    assert "none.jiannuo" in refused["sentence"]
    assert (done["id"], done["ok"]) == (2, True)


@pytest.mark.parametrize("broken", [b"{\n", b"[]\n", b'{"id": 1, "op": "nothing"}\n', b'{"id": 1}\n'])
def test_our_own_fault_is_told_with_its_trace_and_the_next_request_is_answered(city: City, broken: bytes) -> None:
    (crash, _), (done, _) = answers(city, broken, {"id": 2, "op": "warm"})

    assert crash["ok"] is False
    assert "Traceback" in crash["crash"]
    assert done == {"id": 2, "ok": True, "size": 0, "unprintable": []}


def test_a_chart_is_one_page_that_names_its_indicator(city: City) -> None:
    city.hands_up("东区", "2025-01", "1.1.1,新增总投资超亿元项目,5,,,\n2.1.1,新增上市企业,1,,,\n")
    rows = city.desk("rollup", city.office, "--period", PERIOD, "--json").data["rows"]
    assert isinstance(rows, list)
    row = next(row for row in rows if row["name"] == "新增总投资超亿元项目" and row["unit"] != rows[0]["unit"])
    request = {"id": 1, "op": "trajectory", "workspace": str(city.unit("东区")), "indicator": row["indicator"], "unit": row["unit"]}

    ((header, pdf),) = answers(city, request | {"period": PERIOD, "width_pt": 400, "height_pt": 150})

    assert header["ok"], header
    assert "新增总投资超亿元项目（个）" in full_text(pdf)


def test_the_workspace_is_open_only_while_its_pages_are_laid_out(city: City) -> None:
    answers(city, work(city))

    held = [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    assert not [path for path in held if path.startswith(str(city.office))]


def test_the_process_says_nothing_else_and_ends_with_its_input(city: City) -> None:
    requests = b'{"id": 1, "op": "warm"}\n' + json.dumps(work(city, 2)).encode() + b"\n"
    done = subprocess.run(
        [sys.executable, "-m", "jiannuo", "press"],
        input=requests,
        env=os.environ | {"JIANNUO_DATA": str(city.folder / "data")},
        capture_output=True,
        check=True,
    )

    (warm, _), (paper, pdf) = read_answers(done.stdout)
    assert (warm["id"], paper["id"], len(pdf)) == (1, 2, paper["size"])
    assert done.stderr == b""
    assert [path.name for path in (city.folder / "data" / "matplotlib").iterdir()] == ["fontlist-v3.11.0.json"]
