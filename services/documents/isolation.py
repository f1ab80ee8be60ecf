"""Walls around the process that opens a stranger's file: memory, CPU, files, network, and an end with its parent."""

import ctypes
import signal
import sys
from pathlib import Path

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_DIE_WITH_PARENT, _NO_NEW_PRIVILEGES = 1, 38


def limit(memory: int, cpu: int) -> None:
    """Bytes of address space above what the process has now and seconds of CPU, where the system knows such limits.

    It may write to pipes, but to no file.
    """
    try:
        import resource
    except ImportError:  # Windows: the wall limit of the parent holds alone
        return
    for kind, value in (
        (resource.RLIMIT_AS, _address_space() + memory),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        highest = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(kind, (highest, highest))
        except (ValueError, OSError):  # macOS refuses some of them
            continue


def leave_network() -> None:
    """Move to a network of its own that leads nowhere; needs Linux, and is not allowed everywhere."""
    libc = _libc()
    if libc is not None and libc.unshare(_NEW_NETWORK) != 0:
        libc.unshare(_NEW_USER | _NEW_NETWORK)


def end_with_parent() -> None:
    """Be killed when the parent ends, and gain no rights by starting a program (Linux).

    Only for a process whose parent has one thread: the signal comes when the thread that forked it ends.
    """
    libc = _libc()
    if libc is not None:
        libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)


def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None) if sys.platform == "linux" else None


def _address_space() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return 512 * 1024 * 1024
    import resource

    return pages * resource.getpagesize()
