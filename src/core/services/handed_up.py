"""What one submission hands up, as the reviewer has to judge it: its figures beside everyone else's, its texts and files, its checks.

An older acceptance does not hide what a later submission says, and what came after a submission is left out.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from core.calc.checks import Draft, check_draft
from core.calc.finding import Finding
from core.calc.judgement import Figure
from core.changes.change import unit_scope
from core.ids import UnitId
from core.model.asked import covered_periods
from core.model.explanation import Explanation
from core.model.period import Period
from core.model.progress import Evidence, Observation, Progress, SubmissionState
from core.services.checking import promised_of
from core.services.desk import Desk
from core.store.check_records import explanations_of
from core.store.office_queries import Stretch
from core.store.records import Filing, evidence_of, figures, filings, progress_of, spanning_amounts


class HandedUpWork(Struct, frozen=True):
    """One unit's period as a submission hands it up; `earlier` and `later` are its own as `Draft` has them."""

    unit: UnitId
    period: Period
    figures: tuple[Figure, ...]
    progress: tuple[Progress, ...]
    evidence: tuple[Evidence, ...]
    earlier: tuple[Figure, ...]
    explanations: tuple[Explanation, ...] = ()
    later: tuple[Observation, ...] = ()

    @property
    def observations(self) -> tuple[Observation, ...]:
        """The figures without their state."""
        return tuple(figure.observation for figure in self.figures)


def handed_up_work(desk: Desk, unit: UnitId, period: Period, stretch: Stretch | None) -> HandedUpWork:
    """What a submission hands up, None for nothing; texts and files are those handed up last."""
    database = desk.workspace.database
    filed = filings(database, unit=unit)
    own = list(figures(database, until=period, unit=unit, filed=as_of(filed, stretch)))
    covered = covered_periods(period) if stretch is not None else ()
    return HandedUpWork(
        unit,
        period,
        tuple(figure for figure in own if figure.observation.period in covered),
        tuple(progress_of(database, period, unit=unit)) if stretch is not None else (),
        tuple(evidence_of(database, period, unit=unit)) if stretch is not None else (),
        tuple(figure for figure in own if figure.observation.period.last_month < period.first_month),
        explanations_of(database, unit_scope(unit), unit, period) if stretch is not None else (),
        tuple(spanning_amounts(database, unit, period, with_draft=False)) if stretch is not None else (),
    )


def check_handed_up(desk: Desk, work: HandedUpWork) -> tuple[Finding, ...]:
    """What the checks find in it, on the unit's own figures alone, so that both ends find the same."""
    promised = promised_of(desk.workspace.database, work.evidence)
    draft = Draft(work.unit, work.period, work.observations, work.progress, work.evidence, work.earlier, promised, work.explanations)
    return check_draft(desk.issued_plan, replace(draft, later=work.later))


def as_of(filed: Mapping[tuple[UnitId, Period], Filing], stretch: Stretch | None) -> dict[tuple[UnitId, Period], Filing]:
    """What was handed up, with one submission's period as if that submission were the last and none before it had been accepted.

    An accepted submission stays so: what is accepted no longer waits for anything.
    """
    if stretch is None:
        return dict(filed)
    key = stretch.submission.unit, stretch.submission.period
    covers = filed[key].covers
    place = next(index for index, cover in enumerate(covers) if (cover.stream, cover.last) == (stretch.stream, stretch.submission.last))
    seen = covers[place:]
    if seen[0].state is not SubmissionState.ACCEPTED:
        seen = tuple(
            replace(cover, state=SubmissionState.SUBMITTED) if cover.state is SubmissionState.ACCEPTED else cover for cover in seen
        )
    return {**filed, key: replace(filed[key], covers=seen)}
