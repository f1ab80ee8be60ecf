"""Which account is asked: a score of its health, what is left of its quota, and how fast it answers."""

HEALTH_SHARE, QUOTA_SHARE, SPEED_SHARE = 0.4, 0.3, 0.3
SLOWEST_SECONDS = 10.0
"""A typical answer this slow earns nothing for speed."""


def speed(seconds: float) -> float:
    """Turn a typical response time in seconds into 1 (at once) to 0 (SLOWEST_SECONDS or more)."""
    return min(1.0, max(0.0, 1.0 - seconds / SLOWEST_SECONDS))


def score(health: float, remaining: float, speed_: float) -> float:
    """Weigh three parts of 0 to 1 into a score of 0 to 1; the weights are the specification's."""
    return HEALTH_SHARE * health + QUOTA_SHARE * remaining + SPEED_SHARE * speed_
