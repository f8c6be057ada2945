"""What sort of place a workspace lies in: a disk of this machine, or one where a write-ahead log is not safe.

SQLite's write-ahead log needs memory shared by all who have the file open, and a place that keeps the order of writes: a network share
lacks the first, a program that copies files to a cloud takes the database without its log, and a stick is pulled out between the two.
Source: sqlite.org/wal.html, sqlite.org/howtocorrupt.html §2; which folders are synced: docs/decisions/0064.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from msgspec import Struct


class Medium(StrEnum):
    """Where a file lies."""

    LOCAL = "local"
    REMOVABLE = "removable"
    NETWORK = "network"
    SYNCED = "synced"

    @property
    def keeps_log(self) -> bool:
        """Whether a write-ahead log is safe there."""
        return self is Medium.LOCAL


class Mount(Struct, frozen=True):
    """A file system in the tree of paths; `is_removable` where the machine says that it can be taken out."""

    at: PurePath
    kind: str
    is_removable: bool = False


# File systems whose bytes are on another machine.
_NETWORK_KINDS = frozenset(
    {"9p", "afpfs", "afs", "ceph", "cephfs", "cifs", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.sshfs", "glusterfs"}
    | {"lustre", "ncpfs", "nfs", "nfs3", "nfs4", "osxfuse.sshfs", "prl_fs", "smb2", "smb3", "smbfs", "vboxsf", "vmhgfs", "webdav"}
)
_SYNCED_KINDS = frozenset({"fuse.rclone", "fuse.onedriver", "fuse.google-drive-ocamlfuse", "fuse.seadrive"})
_REMOVABLE_ROOTS = ("/media", "/run/media", "/Volumes")
# Folders that programs of this sort keep in step with a cloud, as their names begin.
_SYNCED_FOLDERS = (
    *("onedrive", "dropbox", "icloud drive", "iclouddrive", "mobile documents", "google drive", "googledrive", "my drive", "box sync"),
    *(
        "nutstore",
        "坚果云",
        "我的坚果云",
        "baidusyncdisk",
        "百度网盘",
        "百度云同步盘",
        "weiyun",
        "腾讯微云",
        "微云同步助手",
        "阿里云盘",
        "天翼云盘",
    ),
    *("wps云盘", "wpsdrive", "wps cloud files", "和彩云", "seafile", "nextcloud", "owncloud", "syncthing", "pcloud", "megasync"),
)
_SYNCED_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer", "DROPBOX_PATH")
_ESCAPE = re.compile(r"\\([0-7]{3})")
_MAC_MOUNT = re.compile(r"^.+ on (?P<at>/.*) \((?P<facts>[^()]*)\)$")
_DRIVE_REMOVABLE, _DRIVE_REMOTE = 2, 4  # GetDriveTypeW


def medium_of(path: Path) -> Medium:
    """Where a file of this machine lies; what cannot be found out is taken for local, as most are."""
    try:
        whole = path.absolute() if not path.exists() else path.resolve()
        if sys.platform == "win32":
            mounts: Sequence[Mount] = _windows_drives(whole)
        elif sys.platform == "darwin":
            mounts = mounts_of_mac(_told("/sbin/mount"))
        else:
            mounts = mounts_of_linux(Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape"), _removable_disks())
    except (OSError, ValueError):
        whole, mounts = path, ()
    return classified(whole, mounts, os.environ)


def classified(path: PurePath, mounts: Iterable[Mount], environment: Mapping[str, str]) -> Medium:
    """Where a whole path lies, by the file systems there are and the folders that programs name in the environment."""
    if isinstance(path, PureWindowsPath) and path.drive.startswith("\\\\") and not path.drive.startswith("\\\\?\\"):
        return Medium.NETWORK
    roots = [type(path)(environment[name]) for name in _SYNCED_VARIABLES if environment.get(name)]
    names = [part.casefold() for part in path.parts[1:-1]]
    if any(root in path.parents for root in roots) or any(name.startswith(_SYNCED_FOLDERS) for name in names):
        return Medium.SYNCED
    over = [mount for mount in mounts if mount.at == path or mount.at in path.parents]
    mount = max(over, key=lambda each: len(each.at.parts), default=None)
    if mount is None:
        return Medium.LOCAL
    if mount.kind in _SYNCED_KINDS:
        return Medium.SYNCED
    if mount.kind in _NETWORK_KINDS:
        return Medium.NETWORK
    is_taken_out = mount.is_removable or any(PurePosixPath(root) in mount.at.parents for root in _REMOVABLE_ROOTS)
    return Medium.REMOVABLE if is_taken_out else Medium.LOCAL


def mounts_of_linux(table: str, removable: Iterable[str] = ()) -> tuple[Mount, ...]:
    """The file systems of `/proc/self/mounts`; of two at one place the later counts. `removable` are names of disks (sdb)."""
    disks = tuple(removable)
    found: dict[PurePosixPath, Mount] = {}
    for line in table.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        device, at, kind = (_ESCAPE.sub(lambda match: chr(int(match.group(1), 8)), each) for each in fields[:3])
        is_removable = any(device.startswith(f"/dev/{disk}") for disk in disks)
        found[PurePosixPath(at)] = Mount(PurePosixPath(at), kind, is_removable)
    return tuple(found.values())


def mounts_of_mac(table: str) -> tuple[Mount, ...]:
    """The file systems as `mount` tells them: `/dev/disk4s1 on /Volumes/KINGSTON (msdos, local, nodev, nosuid)`."""
    found = []
    for line in table.splitlines():
        match = _MAC_MOUNT.match(line)
        if match is not None:
            found.append(Mount(PurePosixPath(match["at"]), match["facts"].split(",")[0].strip()))
    return tuple(found)


def _windows_drives(path: Path) -> tuple[Mount, ...]:
    import ctypes  # noqa: PLC0415 # on Windows alone

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 # there on Windows alone
    kind = kernel.GetDriveTypeW(path.anchor)
    return (Mount(PureWindowsPath(path.anchor), "smbfs" if kind == _DRIVE_REMOTE else "", kind == _DRIVE_REMOVABLE),)


def _removable_disks() -> list[str]:
    disks = Path("/sys/block")
    return [
        disk.name
        for kind in ("sd*", "mmcblk*")
        for disk in disks.glob(kind)
        if (disk / "removable").read_text(encoding="ascii").strip() == "1"
    ]


def _told(command: str) -> str:
    import subprocess  # noqa: PLC0415 # on macOS alone

    try:
        return subprocess.run([command], capture_output=True, text=True, check=True, timeout=5).stdout  # noqa: S603 # a name of ours
    except subprocess.SubprocessError as error:
        raise OSError(command) from error
