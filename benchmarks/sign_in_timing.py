"""Whether the time of a refused sign-in tells that an address has an account.

    python -m benchmarks.sign_in_timing [--pairs 400]

Interleaved pairs, each in a random order: a wrong password for an address with an account and for one without. Prints
the median of each, and the 95 % interval of the mean difference beside 5 % of the median. bcrypt at its real cost:
400 pairs take minutes.
"""

import argparse
import random
import statistics
import tempfile
import time
from pathlib import Path

from domain.errors import InvalidInput
from domain.people import Role
from services.accounts import AccountService
from services.auth.local import LocalAuth
from services.auth.passwords import PasswordHasher
from services.auth.tries import MOST_WRONG
from services.settings import Settings
from services.storage.database import Database


def main() -> None:
    """Measure over an embedded database of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=400)
    pairs = parser.parse_args().pairs
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(Settings(_env_file=None, app_data_dir=Path(folder)))
        try:
            database.migrate()
            report(measure(database, pairs))
        finally:
            database.close()


def measure(database: Database, pairs: int) -> list[tuple[float, float]]:
    """Seconds for (an address with an account, one without), pair by pair."""
    hasher = PasswordHasher()
    accounts = AccountService(database, LocalAuth(database, hasher))
    stored = hasher.hash("a quiet harbour 7")
    hasher.matches("warm up", None)
    with database.as_system() as tx:
        for number in range(-(-pairs // MOST_WRONG)):
            tx.people.add_account(f"known-{number}@example.org", "Ada", stored, [Role.CANDIDATE])

    def refused(email: str) -> float:
        begun = time.perf_counter()
        try:
            accounts.sign_in(email, "not this one")
        except InvalidInput:
            return time.perf_counter() - begun
        raise AssertionError("a wrong password was taken")

    taken = []
    for number in range(pairs):
        addresses = [f"{kind}-{number // MOST_WRONG}@example.org" for kind in ("known", "wrong")]
        order = random.sample(addresses, 2)
        seconds = {email: refused(email) for email in order}
        taken.append((seconds[addresses[0]], seconds[addresses[1]]))
    return taken


def report(taken: list[tuple[float, float]]) -> None:
    """Print medians and the interval of the difference."""
    differences = [known - unknown for known, unknown in taken]
    median = statistics.median(unknown for _, unknown in taken)
    mean = statistics.mean(differences)
    half = 1.96 * statistics.stdev(differences) / len(differences) ** 0.5
    known = statistics.median(known for known, _ in taken)
    low, high, allowed = 1000 * (mean - half), 1000 * (mean + half), 1000 * 0.05 * median
    print(f"{len(taken)} pairs; median with an account {1000 * known:.1f} ms, without {1000 * median:.1f} ms")
    print(f"difference {1000 * mean:+.2f} ms, 95 % interval {low:+.2f} to {high:+.2f} ms")
    print(f"allowed: 5 % of the median, {allowed:.1f} ms: {'held' if -allowed < low < high < allowed else 'MISSED'}")


if __name__ == "__main__":
    main()
