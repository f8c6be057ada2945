from __future__ import annotations

import sqlite3
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
from tests.core.store.building import DRAFT, FIGURE, author, figure, make, text_register

from core.errors import DiskFull, FileNotFound, NotAWorkspace, PathIsFolder, UserError, WorkspaceDamaged, WorkspaceInUse, WorkspaceNewer
from core.store.connection import database_uri, open_database, told_apart
from core.store.integrity import damages
from core.store.schema import APPLICATION_ID, SCHEMA_MAJOR, SCHEMA_MINOR, VERSION_STEP
from core.store.workspace import Workspace

WAYS = pytest.mark.parametrize("way", [Workspace.open, Workspace.open_read_only], ids=["write", "read"])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed workspace of many pages."""
    with make(tmp_path / "w.jiannuo") as workspace, workspace.unit_of_work(author()) as work:
        work.set(DRAFT, FIGURE, figure("1"))
        for number in range(300):
            work.set(DRAFT, text_register(number), "长文" * 100)
    return tmp_path / "w.jiannuo"


def _sql(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def _refuses(path: Path, error: type[UserError], way: object) -> UserError:
    """The refusal, after which every file of the folder is as it was."""
    before = {file: file.read_bytes() for file in path.parent.iterdir() if file.is_file()}
    assert callable(way)
    with pytest.raises(error) as caught:
        way(path)
    assert {file: file.read_bytes() for file in path.parent.iterdir() if file.is_file()} == before
    return caught.value


@WAYS
def test_folder_is_refused(tmp_path: Path, way: object) -> None:
    (tmp_path / "w.jiannuo").mkdir()

    _refuses(tmp_path / "w.jiannuo", PathIsFolder, way)


@WAYS
def test_missing_file_is_refused_and_not_made(tmp_path: Path, way: object) -> None:
    _refuses(tmp_path / "w.jiannuo", FileNotFound, way)


@WAYS
@pytest.mark.parametrize("content", [b"", b"S", b"SQLite format", "政府工作报告".encode() * 900, b"PK\x03\x04" * 99])
def test_file_that_is_no_database_is_refused(tmp_path: Path, way: object, content: bytes) -> None:
    (tmp_path / "w.jiannuo").write_bytes(content)

    _refuses(tmp_path / "w.jiannuo", NotAWorkspace, way)


@WAYS
@pytest.mark.parametrize("application", [0, 1, APPLICATION_ID + 1])
def test_database_of_another_application_is_refused(tmp_path: Path, way: object, application: int) -> None:
    path = tmp_path / "w.jiannuo"
    _sql(path, "CREATE TABLE notes (text)", f"PRAGMA application_id = {application}")

    _refuses(path, NotAWorkspace, way)


@WAYS
def test_newer_major_version_is_refused_with_its_number(path: Path, way: object) -> None:
    _sql(path, f"PRAGMA user_version = {(SCHEMA_MAJOR + 1) * VERSION_STEP + 3}")

    error = _refuses(path, WorkspaceNewer, way)

    assert error.facts["version"] == f"{SCHEMA_MAJOR + 1}.3"


@WAYS
def test_newer_minor_version_opens(path: Path, way: object) -> None:
    _sql(path, f"PRAGMA user_version = {SCHEMA_MAJOR * VERSION_STEP + SCHEMA_MINOR + 1}")

    assert callable(way)
    with way(path) as workspace:
        assert [head.value for head in workspace.log.heads(DRAFT, FIGURE)] == [figure("1")]


@WAYS
@pytest.mark.parametrize(
    "statement", ["DROP TABLE meta", "DELETE FROM meta WHERE key = 'unit'", "UPDATE meta SET value = 'x' WHERE key = 'site_key'"]
)
def test_workspace_that_does_not_say_whose_it_is_is_damaged(path: Path, way: object, statement: str) -> None:
    _sql(path, statement)

    _refuses(path, WorkspaceDamaged, way)


@pytest.mark.parametrize("share", [0.001, 0.1, 0.5, 0.9, 0.999])
def test_file_cut_in_the_middle_is_told_at_the_latest_when_it_is_checked(path: Path, share: float) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: max(16, int(len(whole) * share))])

    try:
        with Workspace.open_read_only(path) as workspace:
            told = damages(workspace) != ()
    except (NotAWorkspace, WorkspaceDamaged):
        told = True

    assert told


def test_bytes_turned_in_the_first_page_are_told(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:200] = b"\xff" * 100
    path.write_bytes(bytes(content))

    _refuses(path, WorkspaceDamaged, Workspace.open_read_only)


def test_writer_keeps_a_log_ahead_of_the_file_and_syncs_each_commit(path: Path) -> None:
    database = open_database(path, writable=True)

    facts = [database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")]
    database.close()

    assert facts == ["wal", 2, 1]


def test_reader_cannot_write(path: Path) -> None:
    database = open_database(path, writable=False)

    with pytest.raises(UserError), told_apart(path):
        database.execute("DELETE FROM meta")
    database.close()


def test_database_that_stays_busy_is_in_use(path: Path) -> None:
    database = open_database(path, writable=True)
    other = sqlite3.connect(path, isolation_level=None, timeout=0)
    database.execute("BEGIN IMMEDIATE")

    with pytest.raises(WorkspaceInUse), told_apart(path):
        other.execute("BEGIN IMMEDIATE")
    database.rollback()
    database.close()
    other.close()


def test_full_disk_is_told_from_other_failures(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(DiskFull), told_apart(path):
        connection.execute("CREATE TABLE large AS SELECT randomblob(999999)")
    connection.close()


def test_faults_of_the_program_are_not_told_as_the_machines(path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError), told_apart(path):
        sqlite3.connect(":memory:").execute("SELECT nothing")


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PureWindowsPath(r"\\server\share\工作.jiannuo"), "file:////server/share/%E5%B7%A5%E4%BD%9C.jiannuo?mode=rw"),
        (PureWindowsPath(r"C:\a b\50%#1.jiannuo"), "file:///C:/a%20b/50%25%231.jiannuo?mode=rw"),
        (PurePosixPath("/data/a?b#c%d.jiannuo"), "file:///data/a%3Fb%23c%25d.jiannuo?mode=rw"),
        (PurePosixPath("//data/a.jiannuo"), "file:////data/a.jiannuo?mode=rw"),
        (PurePosixPath("/data/\udcff.jiannuo"), "file:///data/%FF.jiannuo?mode=rw"),
    ],
    ids=["share", "drive", "marks", "two slashes", "bytes"],
)
def test_place_of_a_file_is_told_to_sqlite_without_a_server(path: PurePath, uri: str) -> None:
    assert database_uri(path, "mode=rw") == uri


@WAYS
@pytest.mark.parametrize("name", ["a?mode=memory.jiannuo", "50%25#1.jiannuo", "a:b;c&d.jiannuo", "\udcff.jiannuo"])
def test_name_with_marks_of_addresses_opens_the_file_of_that_name(path: Path, tmp_path: Path, way: object, name: str) -> None:
    path.rename(tmp_path / name)

    assert callable(way)
    with way(tmp_path / name) as workspace:
        assert [head.value for head in workspace.log.heads(DRAFT, FIGURE)] == [figure("1")]
    assert [file.name for file in tmp_path.iterdir()] == [name]


@WAYS
@pytest.mark.parametrize("name", ["长" * 90, "a\x00b", "a\ud800b"])
def test_name_that_no_file_can_have_is_not_found(tmp_path: Path, way: object, name: str) -> None:
    _refuses(tmp_path / name, FileNotFound, way)


def test_closed_workspace_is_one_file(path: Path) -> None:
    Workspace.open(path).close()
    Workspace.open_read_only(path).close()

    assert list(path.parent.iterdir()) == [path]


def test_writer_that_closes_before_a_reader_leaves_a_file_that_is_complete_by_itself(path: Path, tmp_path: Path) -> None:
    writer = Workspace.open(path)
    with Workspace.open_read_only(path) as reader:
        assert reader.log.heads(DRAFT, FIGURE)
        with writer.unit_of_work(author()) as work:
            work.set(DRAFT, FIGURE, figure("2"))
        writer.close()
        copy = tmp_path / "copy.jiannuo"
        copy.write_bytes(path.read_bytes())

    with Workspace.open_read_only(copy) as copied:
        assert [head.value for head in copied.log.heads(DRAFT, FIGURE)] == [figure("2")]


@WAYS
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER planted AFTER INSERT ON change BEGIN DELETE FROM head; END",
        "CREATE VIEW planted AS SELECT * FROM change",
        "CREATE VIRTUAL TABLE planted USING fts5(body)",
    ],
)
def test_planted_schema_is_refused_and_never_runs(path: Path, way: object, statement: str) -> None:
    _sql(path, statement)

    error = _refuses(path, WorkspaceDamaged, way)

    assert "planted" in str(error)
