"""The tables of a workspace and their migrations.

`user_version` is major × 1000 + minor: a newer minor still opens, a newer major is refused with its number.

Log: `stream`, `actor`, `register`, `change`, `head`, `text`, `blob`, `import`, `acknowledged` (what other sites have said
that they hold), `aside` (verified changes that wait for earlier ones, or stand on another branch; a change a row, found by its chain),
`latest_merge` (what it takes to undo it, or why it cannot be undone; one row at most).
Outside the log, of this file alone: `step`, `step_period` and `step_change` (what undo takes back, by the rows of the
draft's changes), `half_typed` (what is being typed).
Projections, rebuilt from the log at any time: `site`, `observation`, `progress`, `submission`, `review`, `reviewed_value`, `evidence`,
`sheet` and `shape` (a unit's figures of a period in one row, and the keys that they stand under), and `cut` (where the office's word ends a
stream, and whether what is held goes that way). Quantities are integers of millionths of their unit.
`layer` is 0 for what is handed up and 1 for drafts. Every key of a projection begins or ends with the unit that owns the register, so that
no unit's writing can displace another's row.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.store.sqlite import Database, Migrations

APPLICATION_ID = 0x4A4E554F  # "JNUO"
SCHEMA_MAJOR = 1
SCHEMA_MINOR = 5
VERSION_STEP = 1000
SCHEMA_NAME = "jiannuo"  # of the set of migrations

LOG_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE stream (
    id INTEGER PRIMARY KEY, site TEXT NOT NULL, scope TEXT NOT NULL, last_seq INTEGER NOT NULL, chain BLOB NOT NULL,
    signed_seq INTEGER NOT NULL DEFAULT 0, signature BLOB, UNIQUE (site, scope));
CREATE TABLE actor (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE register (
    id INTEGER PRIMARY KEY, scope TEXT NOT NULL, entity TEXT NOT NULL, entity_id TEXT NOT NULL, field TEXT NOT NULL,
    UNIQUE (scope, entity, entity_id, field));
CREATE TABLE change (
    id INTEGER PRIMARY KEY, stream INTEGER NOT NULL REFERENCES stream, seq INTEGER NOT NULL, register INTEGER NOT NULL REFERENCES register,
    stamp TEXT NOT NULL, actor INTEGER NOT NULL REFERENCES actor, plan INTEGER NOT NULL, value TEXT NOT NULL, supersedes TEXT NOT NULL,
    extra TEXT NOT NULL, not_counting TEXT, UNIQUE (stream, seq));
CREATE INDEX change_register ON change (register);
CREATE INDEX change_superseding ON change (register) WHERE supersedes <> '';
CREATE TABLE head (register INTEGER NOT NULL REFERENCES register, change INTEGER NOT NULL REFERENCES change,
    PRIMARY KEY (register, change)) WITHOUT ROWID;
CREATE TABLE text (hash TEXT PRIMARY KEY, salt BLOB NOT NULL, body TEXT) WITHOUT ROWID;
CREATE TABLE blob (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, data BLOB);
CREATE TABLE import (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, sender TEXT NOT NULL, entered INTEGER NOT NULL);
CREATE TABLE acknowledged (holder TEXT NOT NULL, site TEXT NOT NULL, scope TEXT NOT NULL, last_seq INTEGER NOT NULL,
    PRIMARY KEY (holder, site, scope)) WITHOUT ROWID;
"""

PROJECTION_TABLES = """
CREATE TABLE site (unit TEXT NOT NULL, site TEXT NOT NULL, public_key TEXT NOT NULL, enrolment TEXT NOT NULL,
    PRIMARY KEY (site, unit)) WITHOUT ROWID;
CREATE TABLE observation (
    change INTEGER PRIMARY KEY REFERENCES change, layer INTEGER NOT NULL, stream INTEGER NOT NULL, seq INTEGER NOT NULL,
    is_head INTEGER NOT NULL, reporter TEXT NOT NULL, indicator TEXT NOT NULL, subject TEXT NOT NULL, period TEXT NOT NULL,
    value_micros INTEGER, missing TEXT, numerator_micros INTEGER, denominator_micros INTEGER, status TEXT NOT NULL);
CREATE INDEX observation_period ON observation (layer, period, indicator, subject);
CREATE INDEX observation_key ON observation (layer, reporter, period);
CREATE TABLE progress (
    layer INTEGER NOT NULL, unit TEXT NOT NULL, item TEXT NOT NULL, period TEXT NOT NULL, text TEXT NOT NULL DEFAULT '',
    problems TEXT NOT NULL DEFAULT '', next_steps TEXT NOT NULL DEFAULT '', self_rating TEXT,
    PRIMARY KEY (layer, period, unit, item)) WITHOUT ROWID;
CREATE TABLE submission (
    unit TEXT NOT NULL, id TEXT NOT NULL, period TEXT NOT NULL, number INTEGER NOT NULL, stream INTEGER NOT NULL, seq INTEGER NOT NULL,
    first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL, hash TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL,
    PRIMARY KEY (unit, id)) WITHOUT ROWID;
CREATE TABLE review (
    unit TEXT NOT NULL, submission TEXT NOT NULL, reviewer TEXT NOT NULL, accepted INTEGER NOT NULL, reason TEXT NOT NULL,
    comments TEXT NOT NULL, last_seq INTEGER NOT NULL, hash TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL,
    PRIMARY KEY (unit, submission, reviewer)) WITHOUT ROWID;
CREATE TABLE reviewed_value (
    reviewer TEXT NOT NULL, reporter TEXT NOT NULL, indicator TEXT NOT NULL, subject TEXT NOT NULL, period TEXT NOT NULL,
    value_micros INTEGER NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (indicator, subject, period, reporter, reviewer)) WITHOUT ROWID;
CREATE TABLE evidence (
    layer INTEGER NOT NULL, unit TEXT NOT NULL, id TEXT NOT NULL, item TEXT NOT NULL, period TEXT NOT NULL, name TEXT NOT NULL,
    sha256 TEXT NOT NULL, size INTEGER NOT NULL, caption TEXT NOT NULL, PRIMARY KEY (layer, unit, id)) WITHOUT ROWID;
"""

ASIDE_AND_CUTS = """
CREATE TABLE aside (
    site TEXT NOT NULL, scope TEXT NOT NULL, seq INTEGER NOT NULL, chain BLOB NOT NULL, before BLOB NOT NULL, line BLOB NOT NULL,
    signature BLOB, UNIQUE (site, scope, seq, chain));
CREATE TABLE cut (
    site TEXT NOT NULL, scope TEXT NOT NULL, last_seq INTEGER NOT NULL, hash BLOB NOT NULL, common_seq INTEGER NOT NULL,
    common_hash BLOB NOT NULL, branch TEXT NOT NULL, PRIMARY KEY (scope, site)) WITHOUT ROWID;
"""

# No references: a step whose changes have left the log is no step any more, and keeps nothing from leaving it.
STEPS_AND_HALF_TYPED = """
CREATE TABLE step (id INTEGER PRIMARY KEY, period TEXT NOT NULL, item TEXT NOT NULL, is_undone INTEGER NOT NULL);
CREATE TABLE step_period (step INTEGER NOT NULL, period TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (step, period)) WITHOUT ROWID;
CREATE TABLE step_change (step INTEGER NOT NULL, change INTEGER NOT NULL, before INTEGER, PRIMARY KEY (step, change)) WITHOUT ROWID;
CREATE TABLE half_typed (
    period TEXT NOT NULL, item TEXT NOT NULL, place TEXT NOT NULL, field TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (period, item, place, field)) WITHOUT ROWID;
"""

IMPORTS_AND_UNDOING = """
ALTER TABLE import ADD COLUMN actor TEXT NOT NULL DEFAULT '';
ALTER TABLE import ADD COLUMN unit TEXT NOT NULL DEFAULT '';
ALTER TABLE import ADD COLUMN repeated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN aside INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN undoing INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN undone_at TEXT NOT NULL DEFAULT '';
ALTER TABLE import ADD COLUMN undone_by TEXT NOT NULL DEFAULT '';
CREATE TABLE latest_merge (
    id INTEGER PRIMARY KEY CHECK (id = 1), at TEXT NOT NULL, actor TEXT NOT NULL, bar TEXT, journal BLOB);
"""

SHEETS = """
CREATE TABLE sheet (
    reporter TEXT NOT NULL, period TEXT NOT NULL, shape TEXT NOT NULL, stream INTEGER, first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL, numbers BLOB NOT NULL, rest TEXT NOT NULL, PRIMARY KEY (reporter, period)) WITHOUT ROWID;
CREATE INDEX sheet_period ON sheet (period, shape);
CREATE TABLE shape (reporter TEXT NOT NULL, digest TEXT NOT NULL, keys TEXT NOT NULL, PRIMARY KEY (reporter, digest)) WITHOUT ROWID;
"""

PROJECTIONS = ("site", "observation", "progress", "submission", "review", "reviewed_value", "evidence", "sheet", "shape")

_migrations = Migrations(SCHEMA_NAME)


@_migrations()
def log_and_projections(database: Database) -> None:
    """Version 1.0."""
    _make(database, LOG_TABLES + PROJECTION_TABLES)
    database.execute("PRAGMA user_version = 1000")


@_migrations()
def amounts_of_several_periods(database: Database) -> None:
    """Version 1.1: from which month an amount counts that was handed up after periods without a number."""
    database.execute("ALTER TABLE observation ADD COLUMN span_from INTEGER")
    database.execute("PRAGMA user_version = 1001")


@_migrations()
def aside_and_cuts(database: Database) -> None:
    """Version 1.2: what waits and other branches inside the workspace; where streams are cut."""
    _make(database, ASIDE_AND_CUTS)
    database.execute("PRAGMA user_version = 1002")


@_migrations()
def steps_and_half_typed(database: Database) -> None:
    """Version 1.3: what undo takes back after the file was closed; what was being typed when the program ended."""
    _make(database, STEPS_AND_HALF_TYPED)
    database.execute("PRAGMA user_version = 1003")


@_migrations()
def imports_and_undoing(database: Database) -> None:
    """Version 1.4: more of each merged file, which of them were undone, and what it takes to undo the latest merge."""
    _make(database, IMPORTS_AND_UNDOING)
    database.execute("PRAGMA user_version = 1004")


@_migrations()
def sheets_of_figures(database: Database) -> None:
    """Version 1.5: what a unit handed up for a period in one row, which a year of a province is added up from."""
    _make(database, SHEETS)
    database.execute("PRAGMA user_version = 1005")


def each_version(database: Database) -> Iterator[int]:
    """Bring an empty database from version to version, and give the number of each as it stands there."""
    names = [migration.name for migration in _migrations.pending(database)]
    for following in (*names[1:], None):
        _migrations.apply(database, stop_before=following)
        yield database.execute("PRAGMA user_version").fetchone()[0]


def is_newer(database: Database) -> bool:
    """Whether a newer minor version has written a file."""
    return bool(database.execute("PRAGMA user_version").fetchone()[0] > SCHEMA_MAJOR * VERSION_STEP + SCHEMA_MINOR)


def is_older(database: Database) -> bool:
    """Whether a file lacks any of this version's migrations."""
    return bool(_migrations.pending(database))


def migrate(database: Database) -> None:
    """Bring an older file to this version, in one transaction: it has all migrations afterwards, or none more than before."""
    if is_older(database):
        with database.atomic():
            _migrations.apply(database)


def _make(database: Database, statements: str) -> None:
    for statement in statements.split(";"):
        if statement.strip():
            database.execute(statement)
