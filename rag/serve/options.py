"""What an operator decides about the service: who may ask, how much, how long, and what is written down."""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address

from rag.errors import ServeError
from rag.serve.keys import ApiKey, parse_keys
from rag.settings import Settings

_LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Options:
    """All of it; without anything said: no keys, any host, no limit of the rate, nothing logged."""

    keys: tuple[ApiKey, ...] = ()
    hosts: tuple[str, ...] = ()
    """Names in a ``Host`` header that are answered; empty: all."""
    rate_per_minute: int = 0
    """Requests a minute for each key, or each address where there are no keys; 0: no limit."""
    timeout_s: float = 60.0
    log_requests: bool = False
    log_questions: bool = False
    otel: bool = False
    count_tokens: Callable[[str], int] = lambda text: len(text.split())
    """What ``usage`` of the OpenAI-compatible answers counts with; default: words."""


def options_of(settings: Settings, count_tokens: Callable[[str], int] | None = None) -> Options:
    """The options that the settings ask for. Raises ``SettingsError`` for malformed keys."""
    keys = parse_keys(settings.api_keys.get_secret_value() if settings.api_keys else "")
    return Options(
        keys=keys,
        hosts=_hosts(settings, guarded=bool(keys)),
        rate_per_minute=settings.rate_per_minute,
        timeout_s=settings.answer_timeout_s,
        log_requests=settings.log_requests,
        log_questions=settings.log_questions,
        otel=settings.otel,
        count_tokens=count_tokens or Options().count_tokens,
    )


def check_reach(host: str, options: Options) -> None:
    """Raises ``ServeError`` when other machines could reach a server that asks for no key."""
    if not options.keys and not is_loopback(host):
        raise ServeError(
            f"{host}: other machines could read and change the archive there; set RAG_API_KEYS, or listen on 127.0.0.1"
        )


def is_loopback(host: str) -> bool:
    """Whether only this machine can connect to ``host``; a name other than localhost is not trusted to be."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _hosts(settings: Settings, *, guarded: bool) -> tuple[str, ...]:
    """Without keys only our own names: a page of another site may have its name lead to this machine."""
    if settings.allowed_hosts is not None:
        return tuple(name.strip().lower() for name in settings.allowed_hosts.split(",") if name.strip())
    return () if guarded else (*_LOOPBACK_NAMES, settings.host.lower())
