from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from core.store.medium import Medium, Mount, classified, medium_of, mounts_of_linux, mounts_of_mac

# As a desktop with a stick, a share, a phone's and a cloud's folder has them.
LINUX = r"""sysfs /sys sysfs rw,nosuid,nodev,noexec,relatime 0 0
/dev/nvme0n1p2 / ext4 rw,relatime,errors=remount-ro 0 0
/dev/nvme0n1p1 /boot/efi vfat rw,relatime,fmask=0077 0 0
/dev/sdc1 /home/data ext4 rw,relatime 0 0
/dev/sdb1 /media/zhang/KINGSTON\040U vfat rw,nosuid,nodev,relatime,uid=1000 0 0
//10.1.2.3/gongxiang /mnt/gongxiang cifs rw,relatime,vers=3.1.1 0 0
nas:/volume1/ban /srv/ban nfs4 rw,relatime,vers=4.2 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw,nosuid,nodev,relatime 0 0
drive: /home/zhang/cloud fuse.rclone rw,nosuid,nodev,relatime 0 0
"""
MAC = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse, protect)
/dev/disk4s1 on /Volumes/KINGSTON (msdos, local, nodev, nosuid, noowners, noatime, fskit)
//zhang@nas._smb._tcp.local/ban on /Volumes/ban (smbfs, nodev, nosuid, mounted by zhang)
"""
DRIVES = (Mount(PureWindowsPath("C:/"), ""), Mount(PureWindowsPath("E:/"), "", is_removable=True), Mount(PureWindowsPath("Z:/"), "smbfs"))


@pytest.mark.parametrize(
    ("path", "medium"),
    [
        ("/home/zhang/常州市.jiannuo", Medium.LOCAL),
        ("/boot/efi/w.jiannuo", Medium.LOCAL),
        ("/media/zhang/KINGSTON U/w.jiannuo", Medium.REMOVABLE),
        ("/home/data/w.jiannuo", Medium.REMOVABLE),  # the machine says that sdc can be taken out
        ("/mnt/gongxiang/督查/w.jiannuo", Medium.NETWORK),
        ("/srv/ban/w.jiannuo", Medium.NETWORK),
        ("/run/user/1000/gvfs/smb-share/w.jiannuo", Medium.NETWORK),
        ("/home/zhang/cloud/w.jiannuo", Medium.SYNCED),
        ("/home/zhang/我的坚果云/w.jiannuo", Medium.SYNCED),
        ("/home/zhang/Dropbox/w.jiannuo", Medium.SYNCED),
        ("/home/zhang/dropbox.jiannuo", Medium.LOCAL),  # only folders tell
    ],
)
def test_places_of_linux_are_told_by_its_table_of_mounts(path: str, medium: Medium) -> None:
    assert classified(PurePosixPath(path), mounts_of_linux(LINUX, ["sdc"]), {}) is medium


@pytest.mark.parametrize(
    ("path", "medium"),
    [
        ("/Users/zhang/Documents/w.jiannuo", Medium.LOCAL),
        ("/Volumes/KINGSTON/w.jiannuo", Medium.REMOVABLE),
        ("/Volumes/ban/w.jiannuo", Medium.NETWORK),
        ("/Users/zhang/Library/Mobile Documents/com~apple~CloudDocs/w.jiannuo", Medium.SYNCED),
    ],
)
def test_places_of_macos_are_told_by_what_mount_says(path: str, medium: Medium) -> None:
    assert classified(PurePosixPath(path), mounts_of_mac(MAC), {}) is medium


@pytest.mark.parametrize(
    ("path", "medium"),
    [
        ("C:/Users/zhang/Documents/w.jiannuo", Medium.LOCAL),
        ("E:/w.jiannuo", Medium.REMOVABLE),
        ("Z:/督查/w.jiannuo", Medium.NETWORK),
        ("//server/share/w.jiannuo", Medium.NETWORK),
        ("C:/Users/zhang/OneDrive - 市政府办公室/w.jiannuo", Medium.SYNCED),
        ("D:/BaiduSyncdisk/w.jiannuo", Medium.SYNCED),
        ("D:/云/督查/w.jiannuo", Medium.SYNCED),
    ],
)
def test_places_of_windows_are_told_by_the_drive_the_share_and_the_environment(path: str, medium: Medium) -> None:
    assert classified(PureWindowsPath(path), DRIVES, {"OneDriveCommercial": "D:\\云"}) is medium


def test_a_table_that_cannot_be_read_is_no_reason_to_fail() -> None:
    assert mounts_of_linux("\n/dev/sda1\n") == ()
    assert mounts_of_mac("what\n/dev/disk1 on /Volumes") == ()
    assert classified(PurePosixPath("/w.jiannuo"), (), {}) is Medium.LOCAL


def test_the_machine_itself_is_asked(tmp_path: Path) -> None:
    synced = tmp_path / "OneDrive"
    synced.mkdir()

    assert medium_of(tmp_path / "w.jiannuo") is Medium.LOCAL
    assert medium_of(synced / "w.jiannuo") is Medium.SYNCED
