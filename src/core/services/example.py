"""The example that anyone may try out: copies of the demo's office and of one of its districts, in the program's data folder.

They are made once and then belong to the person: an existing copy is never touched but by `reset_example`. A frozen program brings them
ready-made; from a checkout they are made by the demo's own steps, in a folder of their own that takes its place when it is whole.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from msgspec import Struct

from core.files import move_into_place, open_to_read, stands, writing, writing_error
from core.resources import resource
from core.services.desk import Program
from core.store.copying import remove_database
from core.store.lock import WriterLock

FOLDER = "示例"
OFFICE_NAME = "常州市（主办）.jiannuo"
UNIT_NAME = "溧阳市.jiannuo"

Report = Callable[[int, int, str], None]
"""What is told of the making before each step: how many are done, of how many, and a sentence."""


class ExampleFiles(Struct, frozen=True):
    """The example's two workspaces: the city's office, and a district that reports to it."""

    office: Path
    unit: Path


def example_files(program: Program) -> ExampleFiles:
    """Where the person's copies are, or will be."""
    folder = program.data_folder / FOLDER
    return ExampleFiles(folder / OFFICE_NAME, folder / UNIT_NAME)


def example_workspaces(program: Program, *, report: Report | None = None) -> ExampleFiles:
    """The person's copies of the example, made now where they are missing; `report` may raise to give up.

    Raises:
        CannotWrite, DiskFull: no half-made copy is left.
    """
    wanted = example_files(program)
    missing = [path for path in (wanted.office, wanted.unit) if not stands(path)]
    if missing:
        with _fresh_files(program, report) as fresh:
            for path in missing:
                _put_in_place(fresh / path.name, path)
    return wanted


def reset_example(program: Program, *, report: Report | None = None) -> ExampleFiles:
    """Fresh copies of the example in place of the person's own, which are gone then.

    Raises:
        WorkspaceInUse: one of them is open; both stay.
        CannotWrite, DiskFull: as their names say.
    """
    wanted = example_files(program)
    both = (wanted.office, wanted.unit)
    with ExitStack() as stack:
        if stands(wanted.office.parent):
            for path in both:
                stack.callback(WriterLock(path, program.actor).release)
        fresh = stack.enter_context(_fresh_files(program, report))
        for path in both:
            remove_database(path)
            _put_in_place(fresh / path.name, path)
    return wanted


@contextmanager
def _fresh_files(program: Program, report: Report | None) -> Iterator[Path]:
    """A folder that holds both files for the time of the block, within the data folder so that they can be renamed into place."""
    try:
        program.data_folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{FOLDER}.", dir=program.data_folder) as folder:
            if not _copy_prebuilt(Path(folder)):
                _make(Path(folder), program, report)
            yield Path(folder)
    except OSError as error:
        raise writing_error(program.data_folder, error) from error


def _copy_prebuilt(folder: Path) -> bool:
    """Whether the program brings the files ready-made; then they are in the folder."""
    sources = [resource("example", name) for name in (OFFICE_NAME, UNIT_NAME)]
    if not all(stands(source) for source in sources):
        return False
    for source in sources:
        with open_to_read(source) as data, writing(folder / source.name) as copy:
            shutil.copyfileobj(data, copy)
    return True


def _make(folder: Path, program: Program, report: Report | None) -> None:
    # Late: the demo brings in all services, and a frozen program never makes it.
    from core.services.demo import OFFICE_FILE, UNITS, make_demo_workspaces  # noqa: PLC0415 # see above

    made = folder / "demo"
    made.mkdir()

    def tell(done: int, total: int) -> None:
        if report is not None:
            report(done, total, _sentence(program, done))

    make_demo_workspaces(made, program.data_folder, report=tell)
    (made / OFFICE_FILE).replace(folder / OFFICE_NAME)
    (made / UNITS / UNIT_NAME).replace(folder / UNIT_NAME)


def _sentence(program: Program, done: int) -> str:
    chinese, english = {0: ("正在读取示例报告。", "Reading the example's report."), 1: ("正在下发任务。", "Handing out its tasks.")}.get(
        done, (f"正在填报和汇总{done - 1}月的数据。", f"Reporting and merging month {done - 1}.")
    )
    return chinese if program.language == "zh" else english


def _put_in_place(fresh: Path, path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    move_into_place(fresh, path)
