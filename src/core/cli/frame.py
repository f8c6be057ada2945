"""What every command shares: who works, in which language, on which clock; and the group that the commands hang on."""

from __future__ import annotations

import getpass
import json
import os
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast

import click
import platformdirs
from msgspec import Struct

from core.clock import SystemClock
from core.errors import ActorNotText, UserError
from core.messages import Language, sentence
from core.model.period import Period
from core.services.desk import VERSION, Program
from core.services.mirroring import keep_mirror

DATA_FOLDER_VARIABLE = "JIANNUO_DATA"


class Frame(Struct):
    """The settings of one run of the command line."""

    data_folder: Path
    actor: str
    language: Language = "zh"

    @classmethod
    def from_environment(cls) -> Frame:
        """The machine's: the user's data folder (or JIANNUO_DATA), the user's name."""
        folder = os.environ.get(DATA_FOLDER_VARIABLE) or platformdirs.user_data_dir("jiannuo", appauthor=False)
        try:
            actor = getpass.getuser()
        except (OSError, KeyError):  # a machine without a user database
            actor = "?"
        return cls(Path(folder), actor.encode("utf-8", "replace").decode())

    @property
    def program(self) -> Program:
        """The program as this run has it."""
        return Program(
            SystemClock(), self.data_folder, self.actor, language=self.language, written=self._keep_mirror, upgraded=self._tell_of_upgrade
        )

    @property
    def surroundings(self) -> dict[str, str]:
        """The environment for another process of the program, which shares this one's data folder."""
        return os.environ | {DATA_FOLDER_VARIABLE: str(self.data_folder)}

    def prepare_drawing(self) -> None:
        """Tell matplotlib where the program keeps its things, before anything imports it."""
        # Late: the window's process never draws.
        from core.briefing.chart_start import start_matplotlib  # noqa: PLC0415 # see above

        folder = self.data_folder / "matplotlib"
        os.environ["MPLCONFIGDIR"] = str(folder)
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy starts a thread a core for sums that no chart does
        start_matplotlib(folder)

    def _keep_mirror(self, workspace: Path) -> None:
        """Bring the mirror of what was just written up to date; what was written stands whether that goes well or not."""
        program = Program(SystemClock(), self.data_folder, self.actor, language=self.language)
        try:
            keep_mirror(program, workspace)
        except UserError as error:
            text = sentence(error, self.language)
            click.echo(f"备份没有更新：{text}" if self.language == "zh" else f"The mirror is not up to date: {text}", err=True)

    def _tell_of_upgrade(self, workspace: Path, version: str, copy: Path) -> None:
        chinese = f"“{workspace}”已由格式{version}升级，升级前的副本：“{copy}”。"
        english = f"“{workspace}” was brought up to date from format {version}; as it was before: “{copy}”."
        click.echo(chinese if self.language == "zh" else english, err=True)

    def say(self, chinese: str, english: str) -> None:
        """Print a line in the user's language."""
        click.echo(chinese if self.language == "zh" else english)


def _shared_options() -> list[click.Parameter]:
    """--actor and --lang; eager, so that a refusal of another option is said in the language asked for."""
    languages = click.Choice(["zh", "en"])
    return [
        click.Option(["--actor"], expose_value=False, is_eager=True, callback=_set_actor, help="填报人/操作人姓名 (who works)"),
        click.Option(["--lang"], type=languages, expose_value=False, is_eager=True, callback=_set_language, help="语言 (language)"),
    ]


def _set_actor(context: click.Context, parameter: click.Parameter, value: str | None) -> None:  # noqa: ARG001 # click's signature
    if value:
        if any(unicodedata.category(mark) in {"Cc", "Cs"} for mark in value):  # Cs: a byte that is no character in the terminal's encoding
            raise ActorNotText(text="".join(mark if mark.isprintable() else "?" for mark in value))
        cast("Frame", context.find_root().obj).actor = value


def _set_language(context: click.Context, parameter: click.Parameter, value: Language | None) -> None:  # noqa: ARG001 # click's signature
    if value:
        cast("Frame", context.find_root().obj).language = value


class Command(click.Command):
    """A command that takes --actor and --lang, as every one does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 # click's own signature
        super().__init__(*args, **kwargs)
        self.params += _shared_options()


class Group(click.Group):
    """A group whose commands are such commands, and which takes the options itself too."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 # click's own signature
        super().__init__(*args, **kwargs)
        self.params += _shared_options()


class FileType(click.ParamType[Path]):
    """A path, of which only its use says whether it is good for that: click's own would refuse it in its words, or fail on odd ones."""

    name = "path"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # noqa: ARG002 # click's signature
        """The path of any text."""
        return value if isinstance(value, Path) else Path(str(value))


class PeriodType(click.ParamType[Period]):
    """A period such as 2025-06."""

    name = "period"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Period:  # noqa: ARG002 # click's signature
        """The period; a text that is none is refused with its sentence."""
        return value if isinstance(value, Period) else Period.parse(str(value))


class DateType(click.ParamType[date]):
    """A date such as 2025-07-05."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date of ISO text; anything else is wrong usage."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r}: YYYY-MM-DD", param, ctx)


FILE = FileType()
PERIOD = PeriodType()
DATE = DateType()
pass_frame = click.make_pass_decorator(Frame)


@click.group(name="jiannuo", cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="jiannuo")
def jiannuo() -> None:
    """践诺：把《政府工作报告》的承诺落到实处。 Keeps the promises of the Government Work Report."""


def print_json(value: object) -> None:
    """Print data for a program to read: UTF-8, two spaces, keys as they are."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def lines(rows: Sequence[str]) -> None:
    """Print lines."""
    for row in rows:
        click.echo(row)
