"""How often somebody may ask: a bucket of tokens each, refilled steadily."""

import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

_MAX_BUCKETS = 10_000


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at_s: float


class RateLimit:
    """At most ``per_minute`` requests in any burst, and that many a minute in the long run; 0: no limit.

    For one event loop: it does not lock. Of very many askers the ones longest silent are forgotten; their buckets
    are the fullest.
    """

    def __init__(self, per_minute: int, clock_s: Callable[[], float] = monotonic) -> None:
        self._per_minute = per_minute
        self._clock_s = clock_s
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def wait_s(self, who: str) -> int:
        """0 when ``who`` may ask now, which is then counted; else whole seconds until the next chance."""
        if not self._per_minute:
            return 0
        bucket = self._refilled(who)
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return 0
        return max(1, math.ceil((1 - bucket.tokens) * 60 / self._per_minute))

    def _refilled(self, who: str) -> _Bucket:
        now = self._clock_s()
        bucket = self._buckets.pop(who, None) or _Bucket(self._per_minute, now)
        bucket.tokens = min(self._per_minute, bucket.tokens + (now - bucket.at_s) * self._per_minute / 60)
        bucket.at_s = now
        self._buckets[who] = bucket
        if len(self._buckets) > _MAX_BUCKETS:
            self._buckets.popitem(last=False)
        return bucket
