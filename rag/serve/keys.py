"""API keys: what a setting says about them, and whose a request shows."""

import base64
import binascii
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from rag.errors import SettingsError

Scope = Literal["read", "write"]
_READ_ONLY = "read:"
_ALL = "write:"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key, known by its digest only; ``write`` includes reading."""

    digest: bytes
    scope: Scope

    @property
    def id(self) -> str:
        """Names it in logs; nothing can be asked with it."""
        return self.digest.hex()[:8]

    def allows(self, scope: Scope) -> bool:
        """Whether it opens what needs ``scope``."""
        return self.scope == "write" or scope == "read"


def parse_keys(setting: str) -> tuple[ApiKey, ...]:
    """The keys of ``RAG_API_KEYS``: ``KEY`` or ``write:KEY`` for all, ``read:KEY``, parted by commas.

    Raises ``SettingsError`` for one that is empty, has spaces or is given twice, without telling it.
    """
    keys: dict[bytes, ApiKey] = {}
    for number, entry in enumerate(setting.split(",") if setting else (), start=1):
        scope: Scope = "read" if entry.strip().startswith(_READ_ONLY) else "write"
        secret = entry.strip().removeprefix(_READ_ONLY if scope == "read" else _ALL)
        if not secret or any(sign.isspace() for sign in secret):
            raise SettingsError(f"setting api_keys (RAG_API_KEYS): key {number} is empty or has spaces in it")
        key = ApiKey(_digest(secret), scope)
        if key.digest in keys:
            raise SettingsError(f"setting api_keys (RAG_API_KEYS): key {number} was given before")
        keys[key.digest] = key
    return tuple(keys.values())


def key_shown(authorization: str | None, keys: Sequence[ApiKey]) -> ApiKey | None:
    """The key in an ``Authorization`` header: ``Bearer KEY``, or ``Basic`` with it as password, as browsers send.

    All keys are compared, each in a time that does not depend on how much of it was right.
    """
    secret = _secret(authorization or "")
    digest = _digest(secret)
    found = [key for key in keys if hmac.compare_digest(key.digest, digest)]
    return found[0] if secret and found else None


def _secret(authorization: str) -> str:
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(value, validate=True).decode("utf-8").partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _digest(secret: str) -> bytes:
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()
