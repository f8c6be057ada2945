"""Whatever several computers write, send, lose and restore: the laws of the log hold at the end of every story.

What these stories find within the number told in the usual profile, when it is put into the program on purpose: a change that supersedes
nothing, heads in the order of arrival, changes never judged again, a head that was superseded before it came, the latest arrival shown in
a conflict, a restored file that goes on as the old site, old streams not signed at a renewal, what one computer acknowledged taken for
all, texts and evidence of others not passed on, a clock that goes back, an older version still a head, a fingerprint that goes past a cut,
rows left where a cut turned them, a cut that ends one number early, a gap told too short.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import Phase, given, settings
from tests.props import laws
from tests.props.computers import OFFICE, SmallCity, scratch_folder
from tests.props.stories import ANSWERS, CONFLICTS, CUTS, EDITS, PLANS, ROUNDS, TROUBLES, Cities, Story, stories
from tests.props.world import World

IS_NIGHTLY = os.environ.get("JIANNUO_PROFILE") == "nightly"
STORIES = 1700 if IS_NIGHTLY else 50  # of each kind; the few are the same ones each time, so that a change is judged by what it changed

pytestmark = [pytest.mark.timeout(0)] if IS_NIGHTLY else []  # 1 700 stories of a kind take longer than any one test may

# What fails is one story with its steps; which lines of the program only failing ones ran would hide it.
readably = settings(
    max_examples=STORIES,
    derandomize=not IS_NIGHTLY,
    report_multiple_bugs=False,
    phases=[phase for phase in Phase if phase is not Phase.explain],
)


def play(start: SmallCity, story: Story) -> None:
    """Play a story and hold its end against the laws; what happened is told with whatever breaks one."""
    with scratch_folder() as folder, World(start.copied(folder / "city")) as world:
        try:
            for step in story.steps:
                step.play(world)
            files = world.files_for(OFFICE)
            laws.same_changes_are_one_state(world)
            laws.everything_arrives_in_the_end(world)
            laws.everybody_s_next_submission_is_accepted(world)
            laws.same_changes_are_one_state(world)
            laws.what_was_purged_is_gone(world)
            laws.what_lies_beyond_a_cut_counts_nowhere(world)
            laws.every_workspace_is_whole(world)
            laws.nothing_left_the_history(world)
            laws.order_of_changes_decides_nothing(world, story.order)
            laws.order_of_files_decides_nothing(world, start, files, story.order)
        except BaseException as error:
            error.add_note("\n".join(["The story:", *world.lines]))
            raise


@readably
@given(story=stories(EDITS, ROUNDS, ANSWERS))
def test_reporting_and_answering_keep_the_laws(cities: Cities, story: Story) -> None:
    play(cities.at(story.start), story)


@readably
@given(story=stories(EDITS, ROUNDS, TROUBLES, TROUBLES))
def test_copies_losses_and_wrong_clocks_keep_the_laws(cities: Cities, story: Story) -> None:
    play(cities.at(story.start), story)


@readably
@given(story=stories(EDITS, ROUNDS, CONFLICTS, CONFLICTS, TROUBLES))
def test_conflicts_and_settlements_keep_the_laws(cities: Cities, story: Story) -> None:
    play(cities.at(story.start), story)


@readably
@given(story=stories(EDITS, ROUNDS, CUTS, CUTS, CONFLICTS, TROUBLES))
def test_cuts_forks_and_purges_keep_the_laws(cities: Cities, story: Story) -> None:
    play(cities.at(story.start), story)


@readably
@given(story=stories(ROUNDS, ANSWERS, PLANS, TROUBLES))
def test_revisions_of_the_plan_keep_the_laws(cities: Cities, story: Story) -> None:
    play(cities.at(story.start), story)


@readably
@given(story=stories(EDITS, ROUNDS, ROUNDS, ANSWERS, CONFLICTS, CUTS, PLANS, TROUBLES))
def test_all_of_it_together_keeps_the_laws(cities: Cities, story: Story) -> None:
    play(cities.at(story.start), story)
