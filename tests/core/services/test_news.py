from __future__ import annotations

from tests.core.services.exchanging import APRIL, MARCH, district, feed_back, hand_up, hand_up_text, reader
from tests.journeys.conftest import City

from core.services.desk import Desk
from core.services.looked import look
from core.services.news import home_news, queue_news, submission_news
from core.services.progress import record
from core.services.reviews import accept, send_back


def looked(desk: Desk, unit: str = "东区") -> None:
    news = submission_news(desk, desk.find_unit(unit).id, MARCH)
    look(news.page, news.seen)


def told(desk: Desk) -> set[tuple[str, str, str]]:
    """Field, before and now of what changed in the east's March."""
    changes = submission_news(desk, desk.find_unit("东区").id, MARCH).changes
    return {(change.title.rpartition(" · ")[2], change.before, change.value) for change in changes}


def test_a_page_that_was_never_looked_at_has_no_news(city: City, office: Desk) -> None:
    hand_up(city, office, "20")

    news = submission_news(office, office.find_unit("东区").id, MARCH)

    assert (news.changes, news.since) == ((), None)
    assert queue_news(office, MARCH) == {}


def test_what_changed_since_is_told_from_what_to_what(city: City, office: Desk) -> None:
    hand_up_text(city, office, "20", "已开工3个。")
    looked(office)
    assert told(office) == set()

    hand_up_text(city, office, "21", "已开工4个。")

    assert told(office) >= {("指标数据", "20个", "21个"), ("进展情况", "已开工3个。", "已开工4个。")}
    assert queue_news(office, MARCH)[office.find_unit("东区").id] == len(told(office))


def test_what_was_looked_at_is_no_news_any_more(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    looked(office)
    hand_up(city, office, "21")
    opened = submission_news(office, office.find_unit("东区").id, MARCH)

    looked(office)

    assert told(office) == set()
    assert queue_news(office, MARCH) == {}
    still_open = submission_news(office, office.find_unit("东区").id, MARCH, since=opened.since)
    assert still_open.changes == opened.changes != ()


def test_another_period_is_a_page_of_its_own(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    looked(office)

    hand_up(city, office, "30", period=APRIL)

    assert told(office) == set()
    assert queue_news(office, APRIL) == {}


def test_what_one_did_oneself_is_no_news_but_what_another_did_here_is(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    looked(office)

    accept(office, office.find_unit("东区").id, MARCH)

    assert told(office) == set()
    office.workspace.close()
    with reader(city) as colleague:
        assert submission_news(colleague, colleague.find_unit("东区").id, MARCH).since is None


def test_a_unit_sees_what_the_office_answered(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    with district(city) as east:
        news = home_news(east)
        look(news.page, news.seen)
        assert home_news(east).changes == ()
    send_back(office, office.find_unit("东区").id, MARCH, reason="请核")
    feed_back(city, office)

    with district(city) as east:
        (change,) = home_news(east).changes

    assert (change.value, change.reason, change.before) == ("退回", "请核", "")


def test_what_the_unit_typed_itself_is_no_news_on_its_first_page(city: City) -> None:
    with district(city) as east:
        news = home_news(east)
        look(news.page, news.seen)
        record(east, MARCH, city.table("typed.csv", "事项编号,指标,数值\n1.1.1,新增总投资超亿元项目,20\n"))

        assert home_news(east).changes == ()
