"""The settings of a plan: every rule on which offices differ, with its default and its source.

Thresholds of standing are in percentage points unless said otherwise. Sources: docs/decisions.
Values only, tested where they are used (`core.calc`).
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct, field

from core.model.check_settings import CheckLimits, CheckSeverities, InspectionLimits, SamplingWeights
from core.model.office_calendar import DueMove, OfficeCalendar
from core.model.period import Frequency


class PlanSettings(Struct, frozen=True):
    """What an office may set; printed as the legend of every briefing.

    `due_day` past a month's end means its last day. With `joins_january` the plan begins with February, whose report covers both (1—2月).
    """

    frequency: Frequency = Frequency.MONTH
    first_month: int = 1
    due_day: int = 28
    due_in_next_month: bool = False
    # amounts (累计 and 时点 with a baseline): distance in points
    amount_ahead: Decimal = Decimal(10)
    amount_shades: tuple[Decimal, Decimal] = (Decimal(-10), Decimal(-30))
    # growth and share: value − target in points
    rate_ahead: Decimal = Decimal("0.5")
    rate_shades: tuple[Decimal, Decimal] = (Decimal("-0.5"), Decimal("-1.0"))
    # ranks: target − place, in places
    rank_ahead: Decimal = Decimal(1)
    rank_shades: tuple[Decimal, Decimal] = (Decimal(-3), Decimal(-5))
    # counts below this expect floor(target × share)
    small_count: int = 12
    # 左右: judged as at least the value less this tolerance
    about_tolerance_points: Decimal = Decimal("0.3")
    about_tolerance_percent: Decimal = Decimal(3)
    # 与……基本同步: the gap to the named indicator, in points
    relative_tolerance: Decimal = Decimal("0.5")
    due_soon_days: int = 10
    text_limit: int = 150
    masthead: str = "政府工作报告督查简报"
    leader_masthead: str = "政府工作报告落实情况专报"
    issuing_unit: str = ""
    # a due day that falls on a rest day, and which days those are
    due_moves: DueMove = DueMove.NOT_MOVED
    calendar: OfficeCalendar = field(default_factory=OfficeCalendar)
    joins_january: bool = False
    # 版记: a line a group of recipients (报：…  送：…  发：…), and whether it must stand on an even page
    distribution: str = ""
    imprint_on_even_page: bool = True
    # 督查通报: 发文机关标志 (empty: the issuing unit's), 发文代字, 主送, 抄送, and what is demanded of all, a paragraph a line
    notice_mark: str = ""
    document_code: str = ""
    notice_recipients: str = ""
    notice_copies: str = ""
    notice_demands: str = ""
    # a unit with fewer rated items is listed apart in a ranking
    least_rated: int = 3
    # what is asked about before a period is handed up, and how severe each kind of finding is
    checks: CheckLimits = CheckLimits()
    severities: CheckSeverities = CheckSeverities()
    # spot checks
    inspection: InspectionLimits = InspectionLimits()
    sampling: SamplingWeights = SamplingWeights()
