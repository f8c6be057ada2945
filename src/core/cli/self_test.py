"""`jiannuo self-test`: whether this program, as it was installed here, can do what it is for."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click
from msgspec.structs import replace

from core.cli.frame import Command, Frame, pass_frame, print_json
from core.resources import resource_folder
from core.services.desk import VERSION
from core.services.self_test import Check, self_test

NAMES = {
    "resources": ("示例报告和句式", "Example and sentences"),
    "fonts": ("随程序附带的字体", "Bundled fonts"),
    "workspace": ("读取报告、建立工作簿", "Report read, workspace made"),
    "commit": ("写入落盘", "Commits reach the disk"),
    "signature": ("签名和验签", "Signing and verifying"),
    "bundle": ("数据包写出和读回", "Bundles written and read"),
    "page": ("五种公文字体排版", "A page set in the five fonts"),
    "chart": ("绘制图表", "A chart drawn"),
    "spreadsheet": ("写出台账", "A spreadsheet written"),
    "clean": ("不留下文件", "Nothing left behind"),
}


def add_self_test_command(root: click.Group) -> None:
    """Hang the command on the root."""
    root.add_command(self_test_command)


@click.command("self-test", cls=Command)
@click.option("--json", "as_json", is_flag=True, help="供程序读取 (for a program to read)")
@pass_frame
def self_test_command(frame: Frame, as_json: bool) -> int:  # noqa: FBT001 # click gives flags by position
    """检查本程序在这台计算机上能否正常工作。 Check that the program works on this computer."""
    checks = _all_checks(frame)
    passed = all(check.is_passed for check in checks)
    if as_json:
        rows = [{"name": check.name, "ok": check.is_passed, "fact": check.fact} for check in checks]
        print_json({"ok": passed, "version": VERSION, "program_folder": str(resource_folder().parent), "checks": rows})
    else:
        for check in checks:
            chinese, english = NAMES[check.name]
            mark = ("通过", "ok") if check.is_passed else ("失败", "FAILED")
            facts = (f"：{check.fact}", f": {check.fact}") if check.fact else ("", "")
            frame.say(f"{mark[0]}　{chinese}{facts[0]}", f"{mark[1]}  {english}{facts[1]}")
    return 0 if passed else 1


def _all_checks(frame: Frame) -> tuple[Check, ...]:
    with tempfile.TemporaryDirectory(prefix="jiannuo-") as name:
        folder = Path(name)
        replace(frame, data_folder=folder / "data").prepare_drawing()
        checks = self_test(frame.program, folder)
    is_clean = not folder.exists()
    return (*checks, Check("clean", is_clean, "" if is_clean else str(folder)))
