from __future__ import annotations

import json
import shutil

from tests.core.services.exchanging import MARCH, rows
from tests.core.services.test_merging import forget_what_went_out
from tests.journeys.conftest import City

from core.changes.authority import NotCounting
from core.cli.cuts import WHY_NOT


def test_every_reason_for_not_counting_has_its_words() -> None:
    assert set(WHY_NOT) == set(NotCounting)


def test_a_fork_is_listed_settled_and_gone(city: City) -> None:
    shutil.copy(city.unit("东区"), city.folder / "copy.jiannuo")
    one = city.hands_up("东区", str(MARCH), rows("15"), report="one.jnb")
    shutil.copy(city.folder / "copy.jiannuo", city.unit("东区"))
    forget_what_went_out(city)
    other = city.hands_up("东区", str(MARCH), rows("14"), report="other.jnb")
    city.desk.does("merge", city.office, one)
    assert "没有等待的" in city.desk.does("waiting", city.office)

    told = json.loads(city.desk.does("merge", city.office, other, "--json"))
    (fork,) = told["files"][0]["forks"]
    said = city.desk.does("waiting", city.office)
    (branch,) = json.loads(city.desk.does("waiting", city.office, "--json"))["branches"]
    words = ("--reason", "fork", "--text", "已电话核实", "--branch", branch["chain"][:12], "--json")
    (cut,) = json.loads(city.desk.does("cut", city.office, branch["site"], *words))

    assert (fork["chain"], fork["first"], fork["last"]) == (branch["chain"], branch["first"], branch["last"])
    assert branch["chain"][:12] in said
    assert (cut["branch"], cut["last"]) == ("held", branch["last"])
    after = json.loads(city.desk.does("waiting", city.office, "--json"))
    assert [each["last"] for each in after["branches"]] != []  # the other one stands aside now
    assert branch["chain"] not in [each["chain"] for each in after["branches"]]
    assert city.desk.does("check", city.office)


def test_what_lies_beyond_a_cut_is_listed_with_its_reason(city: City) -> None:
    city.desk.does("merge", city.office, city.hands_up("东区", str(MARCH), rows("15"), report="one.jnb"))
    said = city.desk.does("cut", city.office, "东区", "--reason", "revoked", "--text", "电脑遗失")
    city.desk.does("merge", city.office, city.hands_up("东区", str(MARCH), rows("19"), report="two.jnb"))

    assert "停用" in said
    assert "在截断之后" in city.desk.does("waiting", city.office)
    assert "beyond a cut" in city.desk.does("waiting", city.office, "--lang", "en")


def test_a_purge_is_made_by_where_the_text_stands_and_listed(city: City) -> None:
    text = "本段含有不宜留存的个人信息，" * 8
    table = f"1.1.1,新增总投资超亿元项目,15,,{text},\n2.1.1,新增上市企业,1,,,\n"
    city.desk.does("merge", city.office, city.hands_up("东区", str(MARCH), table))
    words = ("--unit", "东区", "--item", "1.1.1", "--period", str(MARCH), "--reason", "涉及个人信息")

    (done,) = json.loads(city.desk.does("purge", city.office, *words, "--json"))

    assert (done["kind"], done["reason"]) == ("text", "涉及个人信息")
    assert done["hash"][:12] in city.desk.does("purge", city.office)
