"""Sentences of `core.errors.mirror`, Chinese and English. Tested with all others in tests/core/test_messages.py."""

from __future__ import annotations

SENTENCES = {
    "mirror-not-readable": (
        "“{path}”不是践诺的备份，或已损坏得无法恢复；请换一份备份，或用 jiannuo rescue 抢救原来的工作簿。",
        "“{path}” is no mirror of Jiannuo's, or too damaged to restore from; use another one, or jiannuo rescue on the workspace itself.",
    ),
    "mirror-of-another": (
        "“{path}”的备份位置上已经有“{name}”的备份；请换一个备份位置，原有备份未动。",
        "The place of the mirror of “{path}” holds that of “{name}”; choose another place. What is there was not touched.",
    ),
    "mirror-ahead": (
        "“{path}”是较早的副本，本机备份里的内容比它多；要用最新内容请运行 jiannuo restore，要接着用这一份请运行 jiannuo renew。",
        "“{path}” is an older copy: the mirror here holds more. Run jiannuo restore for what is newest, or jiannuo renew to go on in it.",
    ),
    "mirror-point-unknown": (
        "“{path}”中没有那时的备份；最早的是{first}，请改用这个时间或之后的时间。",
        "“{path}” has nothing of that time; its earliest point is {first}, choose that or a later time.",
    ),
    "workspace-out-of-date": (
        "“{path}”是较早的副本，本机已经报出过它没有的内容，不能再用它填报；请运行 jiannuo renew 换成新终端，或用 jiannuo restore 恢复。",
        "“{path}” is an older copy: more went out from here than it holds. Run jiannuo renew (it becomes a new site) or jiannuo restore.",
    ),
    "site-not-renewable": (
        "“{path}”所在终端还没有登记，不能换成新终端；请用主办单位的任务包重新建立工作簿。",
        "The site of “{path}” is not enrolled, so it cannot be renewed; make the workspace anew from the office's task file.",
    ),
    "second-mirror-away": (
        "第二份备份的位置“{path}”现在不在；本机备份照常，接上U盘或恢复网络后会自动补上，不再用它请在“文件”菜单中停用。",
        "The place of the second mirror, “{path}”, is not there; the first is kept, the second catches up once it is back, or stop it.",
    ),
    "second-mirror-beside-first": (
        "“{path}”在本机的程序数据文件夹里，与第一份备份会一同丢失；请选择U盘或其他电脑上的文件夹。",
        "“{path}” lies in the program's own folder, where the first mirror is; choose a folder on a stick or another computer.",
    ),
}
