"""The command line: arguments in, one service call, words out. The only place that reads the environment."""

from __future__ import annotations

import gc
import sys

import click

from core.cli.conflicts import add_conflict_commands
from core.cli.cuts import add_cut_commands
from core.cli.frame import Frame, jiannuo
from core.cli.history import add_history_command
from core.cli.keeping import add_keeping_commands
from core.cli.keys import add_keys_command
from core.cli.merges import add_merge_commands
from core.cli.office import add_office_commands
from core.cli.papers import add_paper_commands
from core.cli.plan import add_plan_commands
from core.cli.press import add_press_command
from core.cli.rescue import add_rescue_command
from core.cli.reviewed_value import add_reviewed_value_command
from core.cli.self_test import add_self_test_command
from core.cli.status import add_status_command
from core.cli.sync import add_sync_command
from core.cli.unit import add_unit_commands
from core.errors import UserError
from core.messages import sentence

_SELDOM = 200_000  # objects made and not yet freed

add_plan_commands(jiannuo)
add_unit_commands(jiannuo)
add_office_commands(jiannuo)
add_merge_commands(jiannuo)
add_paper_commands(jiannuo)
add_reviewed_value_command(jiannuo)
add_status_command(jiannuo)
add_press_command(jiannuo)
add_rescue_command(jiannuo)
add_self_test_command(jiannuo)
add_keeping_commands(jiannuo)
add_conflict_commands(jiannuo)
add_history_command(jiannuo)
add_cut_commands(jiannuo)
add_sync_command(jiannuo)
add_keys_command(jiannuo)


def main(words: list[str]) -> int:
    """Run the command line on its words; 0 done, 1 refused (one sentence on stderr), 2 wrong usage."""
    # Hardly anything that one command makes is garbage: looking for some as often as usual is a tenth of a paper's time.
    gc.set_threshold(_SELDOM)
    frame = Frame.from_environment()
    for stream in (sys.stdout, sys.stderr):  # Chinese goes out whole whatever the terminal's encoding says
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        result = jiannuo.main(words, prog_name="jiannuo", standalone_mode=False, obj=frame)
    except UserError as error:
        click.echo(sentence(error, frame.language), err=True)
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return 130
    return result if isinstance(result, int) else 0
