"""Workspaces as a version of the file left them, kept for good: `python -m tests.faults.fixture_files` adds the present version's.

A version's folder has the office's and a district's workspace of the small city, with every kind of register, drafts, a conflict, evidence,
changes that do not count, merged files and acknowledgements; `facts.json` beside them says what they hold, as that version computed it.
Once released they are never made again.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace
from tests.driving import Desk as Computer
from tests.golden_files import FOLDER
from tests.journeys.conftest import City, make_city

from core.changes.change import Register, Scope, StreamKey, unit_scope
from core.changes.codec import chain_next, encode
from core.changes.registers import OBSERVATION, observation_id
from core.clock import SystemClock
from core.ids import IndicatorId
from core.model.period import Period
from core.services.desk import Desk, Program, open_desk
from core.services.drafting import set_self_rating, set_text
from core.store.aside import AsideChange
from core.store.fingerprints import scope_fingerprints, workspace_fingerprint
from core.store.queries import all_streams
from core.store.schema import PROJECTIONS, SCHEMA_MAJOR, SCHEMA_MINOR
from core.store.sqlite import Database
from core.store.workspace import Workspace

STORES = FOLDER / "stores"
FACTS = "facts.json"
OFFICE, DISTRICT = "office.jiannuo", "district.jiannuo"
LONG_TEXT = "本月新开工亿元以上项目三个，累计开工二十一个，完成年度投资计划的百分之五十八；其余项目用地手续正在办理。"


def kept_versions() -> list[str]:
    return sorted(folder.name for folder in STORES.iterdir() if (folder / FACTS).is_file())


def make_fixture(folder: Path) -> None:
    """Make the workspaces of the present version in a folder, with their facts."""
    with TemporaryDirectory() as place:
        city = make_city(Path(place))
        _let_them_work(city)
        folder.mkdir(parents=True)
        shutil.copy(city.office, folder / OFFICE)
        shutil.copy(city.unit("东区"), folder / DISTRICT)
    told = {name: facts(folder / name) for name in (OFFICE, DISTRICT)}
    (folder / FACTS).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def facts(path: Path) -> dict[str, object]:
    """What a workspace holds: fingerprints, streams, and of each table its rows told without row ids, by their hash."""
    with Workspace.open_read_only(path) as workspace:
        database = workspace.database
        streams = database.execute("SELECT site, scope, last_seq, chain FROM stream WHERE last_seq > 0 ORDER BY scope, site").fetchall()
        entities = database.execute("SELECT DISTINCT entity || '.' || field FROM register ORDER BY 1").fetchall()
        verdicts = database.execute("SELECT DISTINCT not_counting FROM change WHERE not_counting IS NOT NULL ORDER BY 1").fetchall()
        conflicts = "SELECT count(*) FROM (SELECT register FROM head GROUP BY register HAVING count(*) > 1)"
        return {
            "fingerprint": workspace_fingerprint(workspace),
            "scopes": dict(scope_fingerprints(workspace)),
            "streams": {f"{site} {scope}": [last, chain.hex()] for site, scope, last, chain in streams},
            "registers": [name for (name,) in entities],
            "not_counting": [reason for (reason,) in verdicts],
            "conflicts": database.execute(conflicts).fetchone()[0],
            "aside": database.execute("SELECT count(*) FROM aside").fetchone()[0],
            "tables": {table: _table_facts(database, table, columns_of(database, table)) for table in PROJECTIONS},
        }


def columns_of(database: Database, table: str) -> list[str]:
    return [name for _, name, *_ in database.execute(f"PRAGMA table_info({table})").fetchall()]


def table_digest(database: Database, table: str, columns: list[str]) -> str:
    """SHA-256 over a table's sorted rows, of these columns; rows of the log are told as what they stand for."""
    return hashlib.sha256("\n".join(sorted(_told_rows(database, table, columns))).encode()).hexdigest()


def _table_facts(database: Database, table: str, columns: list[str]) -> Mapping[str, object]:
    count = database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return {"columns": columns, "rows": count, "sha256": table_digest(database, table, columns)}


def _told_rows(database: Database, table: str, columns: list[str]) -> Iterator[str]:
    streams = dict(database.execute("SELECT id, site || ' ' || scope FROM stream").fetchall())
    changes = {row: f"{streams[stream]} {seq}" for row, stream, seq in database.execute("SELECT id, stream, seq FROM change").fetchall()}
    told = {"stream": {None: None, **streams}, "change": changes}
    for row in database.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall():
        yield repr([told[name][value] if name in told else value for name, value in zip(columns, row, strict=True)])


def _let_them_work(city: City) -> None:
    """A spring in which everything happens once."""
    desk = city.desk
    east = city.unit("东区")
    notes = city.table("notes.txt", "批复：同意。")
    first = city.hands_up("东区", "2025-03", f"1.1.1,新增总投资超亿元项目,10,,{LONG_TEXT},达进度\n2.1.1,新增上市企业,1,,,\n")
    desk.does("merge", city.office, first)
    desk.does("review", city.office, "return", "东区", "2025-03", "--reason", "请附批复文件。")
    _feed_back(city, east, "first")
    desk.does("attach", east, notes, "--period", "2025-03", "--item", "1.1.1", "--caption", "批复")
    again = city.hands_up("东区", "2025-03", "1.1.1,新增总投资超亿元项目,11,,,\n", report="again.jnb")
    desk.does("merge", city.office, again)
    desk.does("review", city.office, "accept", "东区", "2025-03")
    desk.does("reviewed-value", city.office, "东区", "2025-03", "1.1.1", "新增总投资超亿元项目", "9", "--reason", "两个项目重复计入。")
    _feed_back(city, east, "second")
    _hand_up_from_two_computers(city, desk, east)
    for name, rows in (
        ("西区", "1.1.1,新增总投资超亿元项目,7,,,\n2.1.1,新增上市企业,,未开展,,\n"),
        ("市人社局", "0.2,城镇新增就业,0.6,,稳定。,\n"),
    ):
        desk.does("merge", city.office, city.hands_up(name, "2025-03", rows, report=f"{name}.jnb"))
    desk.does("cut", city.office, "市人社局", "--reason", "retired", "--text", "职责并入市发改委。")
    _leave_drafts(city)


def _hand_up_from_two_computers(city: City, desk: Computer, east: Path) -> None:
    """A copy of the district's file goes on as a site of its own; both hand up April without knowing of each other."""
    copy = city.folder / "copy.jiannuo"
    shutil.copy(east, copy)
    desk.does("renew", copy)
    reports = []
    for path, projects in ((east, "14"), (copy, "15")):
        rows = city.table(
            "record.csv", f"事项编号,指标,数值,缺报原因,进展情况,自评\n1.1.1,新增总投资超亿元项目,{projects},,,\n2.1.1,新增上市企业,1,,,\n"
        )
        desk.does("record", path, rows, "--period", "2025-04")
        reports.append(city.folder / f"{path.stem}-april.jnb")
        desk.does("submit", path, "--period", "2025-04", "-o", reports[-1])
    desk.does("merge", city.office, *reports)
    _feed_back(city, east, "third")


def _leave_drafts(city: City) -> None:
    """What is being worked on: the next month at the district, a setting at the office; and a word that is not the office's to say."""
    fallen = city.table("record.csv", "事项编号,指标,数值\n1.1.1,新增总投资超亿元项目,3\n")
    city.desk.does("record", city.unit("东区"), fallen, "--period", "2025-05")
    city.desk.does("explain", city.unit("东区"), "以前把续建项目也计入了，已核减。", "--period", "2025-05", "--item", "1.1.1")
    program = Program(SystemClock(), city.folder / "data", "李四")
    with open_desk(program, city.unit("东区")) as east:
        item = east.find_item("1.1.1").id
        set_text(east, Period.parse("2025-05"), item, "problems", LONG_TEXT)
        set_self_rating(east, Period.parse("2025-05"), item, None)
    city.desk.does("plan", "settings", city.office, city.table("settings.toml", "least_rated = 4\n"))
    with open_desk(program, city.office) as office, office.writing() as work:
        unit = office.find_unit("西区").id
        register = Register(OBSERVATION, observation_id(unit, IndicatorId("x"), unit, Period.parse("2025-04")), "value")
        work.set(unit_scope(unit), register, {"value": "99"})
        work.put_aside(*_waiting(office, unit_scope(unit)))


def _waiting(office: Desk, scope: Scope) -> tuple[StreamKey, list[AsideChange]]:
    """A change of the western district's whose earlier ones have not come."""
    (key,) = (key for key in all_streams(office.workspace.database) if key.scope == scope and key.site != office.identity.site)
    last = list(office.workspace.log.changes(key))[-1]
    line = encode(replace(last, seq=last.seq + 5))
    return key, [AsideChange(last.seq + 5, chain_next(bytes(32), line), bytes(32), line, None)]


def _feed_back(city: City, east: Path, name: str) -> None:
    folder = city.folder / name
    city.desk.does("feedback", city.office, "-d", folder)
    (sent,) = folder.glob("*东区*.jnb")
    city.desk.does("merge", east, sent)


if __name__ == "__main__":
    make_fixture(STORES / f"{SCHEMA_MAJOR}.{SCHEMA_MINOR}")
