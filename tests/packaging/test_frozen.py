"""The frozen program runs where nothing else of ours is: in a copy, with an empty environment, the checkout out of sight."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document
from tests.core.reading.printed import office_pdf
from tests.packaging.computer import CHECKOUT, Computer
from tests.packaging.screen import PATIENCE_S, Picture, Screen, virtual_screen

pytestmark = [pytest.mark.frozen, pytest.mark.skipif(sys.platform != "linux", reason="the proof looks into /proc and at an X screen")]

SIZE_BUDGET = 300_000_000
PAGES = 5  # of a unit
OFFICE = "常州市（主办）.jiannuo"
DISTRICT = "溧阳市.jiannuo"
TRACES = (".lock", "-wal", "-shm", "-journal")


@dataclass(frozen=True)
class Showing:
    """What was seen of the window from its start to its end."""

    title: str
    pages: list[Picture]
    strange_files: set[Path]
    status: int
    said: str
    traces: list[Path]
    left_running: list[Path]


@pytest.fixture(scope="module")
def showing(tmp_path_factory: pytest.TempPathFactory, program_folder: Path, hiding: list[str]) -> Showing:
    """The window opened on the example, led through its pages, and ended by a polite signal."""
    computer = Computer(tmp_path_factory.mktemp("home"), program_folder, hiding)
    with virtual_screen(tmp_path_factory.mktemp("screen")) as screen:
        blank = screen.seen()
        with computer.start("--example", DISPLAY=screen.display, LANG="C.UTF-8") as window:
            try:
                title = screen.window_titled("常州市")
                pages = visited(screen, window, blank)
                strange = computer.strange_files(computer.running)
                window.send_signal(signal.SIGTERM)
                status = window.wait(PATIENCE_S)
            finally:
                window.kill()
    traces = [path for path in computer.home.rglob("*") if path.name.endswith(TRACES)]
    said = (computer.home / "said").read_text(encoding="utf-8", errors="replace")
    return Showing(title, pages, strange, status, said, traces, computer.running)


def visited(screen: Screen, window: subprocess.Popen[bytes], blank: Picture) -> list[Picture]:
    """The pages one after another, each as it stays."""
    pages = [screen.settled(window, before=blank)]
    for number in range(2, PAGES + 1):
        screen.press_keys("常州市", f"ctrl+{number}")
        pages.append(screen.settled(window, before=pages[-1]))
    return pages


@pytest.fixture(scope="module")
def own_test(tmp_path_factory: pytest.TempPathFactory, program_folder: Path, hiding: list[str]) -> subprocess.CompletedProcess[bytes]:
    return Computer(tmp_path_factory.mktemp("home"), program_folder, hiding).run("self-test", "--json")


def test_its_own_test_passes(own_test: subprocess.CompletedProcess[bytes]) -> None:
    assert own_test.returncode == 0, own_test.stdout.decode() + own_test.stderr.decode()


def test_it_runs_from_the_copy(own_test: subprocess.CompletedProcess[bytes], program_folder: Path) -> None:
    assert Path(json.loads(own_test.stdout)["program_folder"]).is_relative_to(program_folder)


def test_the_demo_is_made_with_its_papers(computer: Computer) -> None:
    answer = computer.run("demo", "示例")

    assert answer.returncode == 0, answer.stderr.decode()
    papers = list((computer.home / "示例").rglob("*.pdf"))
    assert papers
    assert {paper.read_bytes()[:5] for paper in papers} == {b"%PDF-"}


def test_the_press_lays_out_a_page_of_the_example(computer: Computer) -> None:
    workspace = computer.program_folder / "_internal" / "resources" / "example" / OFFICE
    request = {"id": 1, "op": "paper", "kind": "work", "workspace": str(workspace), "period": "2025-06", "viewpoint": None}

    answer = computer.run("press", asked=json.dumps(request).encode() + b"\n")

    header, _, body = answer.stdout.partition(b"\n")
    assert json.loads(header)["ok"], header.decode() + answer.stderr.decode()
    assert body.startswith(b"%PDF-")
    assert len(body) == json.loads(header)["size"]


def test_without_a_screen_it_names_the_command_line(computer: Computer) -> None:
    answer = computer.run()

    assert answer.returncode == 1
    assert "jiannuo demo" in answer.stderr.decode()


def test_the_window_opens_on_the_example(showing: Showing) -> None:
    assert "常州市" in showing.title


def test_the_window_shows_more_than_a_blank(showing: Showing) -> None:
    (_, most), *others = showing.pages[0].colours().most_common()

    assert len(others) >= 50
    assert most < 0.97 * len(showing.pages[0].pixels) / 4


def test_each_page_of_the_window_looks_different(showing: Showing) -> None:
    assert len({page.pixels for page in showing.pages}) == PAGES


def test_the_window_has_no_file_in_memory_from_outside(showing: Showing) -> None:
    assert showing.strange_files == set()


def test_the_window_ends_politely_when_asked(showing: Showing) -> None:
    assert showing.status == 0, showing.said


def test_the_window_leaves_no_lock_and_no_journal(showing: Showing) -> None:
    assert showing.traces == []


def test_the_window_leaves_no_process_running(showing: Showing) -> None:
    assert showing.left_running == []


def test_the_window_complains_of_nothing(showing: Showing) -> None:
    assert showing.said == ""


@pytest.mark.parametrize("name", [OFFICE, DISTRICT])
def test_the_example_is_there_and_sound(program_folder: Path, name: str) -> None:
    path = program_folder / "_internal" / "resources" / "example" / name

    connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        connection.close()


def test_it_stays_within_its_size(program_folder: Path) -> None:
    assert sum(path.stat().st_size for path in program_folder.rglob("*") if path.is_file() and not path.is_symlink()) <= SIZE_BUDGET


def test_it_names_no_folder_of_the_machine_that_made_it(program_folder: Path) -> None:
    mark = f"{CHECKOUT}/".encode()

    assert [path for path in program_folder.rglob("*") if path.is_file() and mark in path.read_bytes()] == []


@pytest.mark.parametrize("name", ["Qml", "Quick", "WebEngine", "pytest", "setuptools", "tcl", "sample_data", "libgnutls", "libgtk"])
def test_it_takes_nothing_it_does_not_run_on(program_folder: Path, name: str) -> None:
    assert [path for path in program_folder.rglob("*") if path.name.startswith((name, f"libQt6{name}", f"Qt{name}"))] == []


@pytest.mark.parametrize(
    "name", ["libqxcb.so", "libqwayland.so", "libqoffscreen.so", "libibusplatforminputcontextplugin.so", "qtbase_zh_CN.qm"]
)
def test_it_takes_what_chinese_desktops_ask_of_qt(program_folder: Path, name: str) -> None:
    assert any(path.name == name for path in program_folder.rglob("*"))


def test_word_and_pdf_reports_are_read_by_the_frozen_program(computer: Computer) -> None:
    paragraphs = ["一、2025年重点工作", "1.狠抓项目投资。全年新增总投资超亿元项目60个以上。完善重大项目推进机制。加快建设一批重大工程。"]
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(computer.home / "报告.docx"))
    (computer.home / "报告.pdf").write_bytes(office_pdf(paragraphs))

    for name in ("报告.docx", "报告.pdf"):
        answer = computer.run("plan", "read", name, "--json")
        assert answer.returncode == 0, answer.stderr.decode()
        assert "新增总投资超亿元项目" in {row["name"] for row in json.loads(answer.stdout)["commitments"]}
