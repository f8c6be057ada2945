from __future__ import annotations

from msgspec.structs import replace
from tests.core.store.building import DISTRICT, DISTRICT_1, author

from core.store.imports import Import, ImportedFile, first_undone_since, import_digests, imports, last_import, mark_undone, undone_imports
from core.store.workspace import Workspace

FILE = ImportedFile("a.jnb", "aa", DISTRICT_1, DISTRICT, 3, 2, 1, 4)
AT = "2025-07-01T00:00:00Z"


def note(workspace: Workspace, *files: ImportedFile) -> None:
    with workspace.unit_of_work(author()) as work:
        for file in files:
            work.note_import(file)


def test_imports_are_read_from_their_end(workspace: Workspace) -> None:
    note(workspace, *(replace(FILE, name=f"{number}.jnb", entered=number) for number in range(3)))

    assert [(each.name, each.sender, each.entered) for each in imports(workspace.database, most=2)] == [
        ("2.jnb", DISTRICT_1, 2),
        ("1.jnb", DISTRICT_1, 1),
    ]


def test_import_tells_what_the_file_was_and_who_merged_it(workspace: Workspace) -> None:
    note(workspace, FILE)

    (told,) = imports(workspace.database)

    assert told == Import(told.at, "a.jnb", "aa", DISTRICT_1, 3, author().name, DISTRICT, 2, 1, 4)
    assert import_digests(workspace.database) == {"aa"}


def test_undone_file_is_undone_until_it_is_merged_again(workspace: Workspace) -> None:
    note(workspace, replace(FILE, sha256="bb"), FILE)
    database = workspace.database
    with database.atomic():
        mark_undone(database, after=1, at=AT, by="王五")

    assert (import_digests(database), undone_imports(database)) == ({"bb"}, {"aa": AT})
    note(workspace, FILE)
    assert (import_digests(database), undone_imports(database)) == ({"aa", "bb"}, {})


def test_each_undoing_has_its_number(workspace: Workspace) -> None:
    database = workspace.database
    for number in (1, 2):
        note(workspace, FILE)
        with database.atomic():
            mark_undone(database, after=last_import(database) - 1, at=AT, by="王五")
        assert imports(database)[0].undoing == number

    assert [first_undone_since(database, number) for number in (0, 1, 2)] == [1, 2, None]
