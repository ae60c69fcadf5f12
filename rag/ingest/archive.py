"""Zip archives read member by member into memory, never onto the disk, with every size bounded before it is spent.

What an archive says of itself is not trusted: a member's size counts as it is unpacked. Only stored and deflated
members are read, because the standard library cannot unpack the other kinds piece by piece.
"""

import re
import stat
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from rag.errors import PageError

_ENCRYPTED, _UTF8 = 0x1, 0x800
_UNSAFE = re.compile(r"^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f\x7f]")
_MOST_MEMBERS = 100_000
_MOST_TOTAL = 50
"""All members together may be this many times as large as one."""
_MOST_RATIO = 200
"""Text is packed ten to thirty to one; whatever unpacks to this many times its size was made to do harm."""
_RATIO_FROM_BYTES = 1_000_000
_CHUNK_BYTES = 1 << 16
_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, NotImplementedError, RuntimeError)


@dataclass(slots=True)
class Archive:
    """An open zip archive; ``max_bytes`` bounds each member, fifty times that all that are read."""

    source: str
    zip: ZipFile
    max_bytes: int
    unpacked: int = 0

    def members(self) -> list[ZipInfo]:
        """All that is not a folder, in the archive's order. Raises ``PageError`` for absurdly many."""
        infos = self.zip.infolist()
        if len(infos) > _MOST_MEMBERS:
            raise PageError(
                f"{self.source}: {len(infos):,} files in the archive, more than the {_MOST_MEMBERS:,} allowed; split it"
            )
        return [info for info in infos if not info.is_dir()]

    def names(self) -> set[str]:
        """The names of all members."""
        return set(self.zip.namelist())

    def read(self, member: str | ZipInfo) -> bytes:
        """The content of a member.

        Raises ``PageError`` when it is absent, encrypted, damaged, too large, or packed in a way that is not read.
        """
        where = self.source if isinstance(member, str) else member_source(self.source, member)
        try:
            info = self.zip.getinfo(member) if isinstance(member, str) else member
        except KeyError as error:
            raise PageError(f"{where}: it lacks {member}; get the file again") from error
        _refuse_unreadable(info, where)
        try:
            with self.zip.open(info) as packed:
                return self._bounded(packed, info, where)
        except _BROKEN as error:
            raise PageError(f"{where}: damaged archive ({_told(error)}); get the file again") from error

    def _bounded(self, packed: IO[bytes], info: ZipInfo, where: str) -> bytes:
        chunks, size = [], 0
        while chunk := packed.read(_CHUNK_BYTES):
            chunks.append(chunk)
            size += len(chunk)
            self.unpacked += len(chunk)
            if size > self.max_bytes:
                raise PageError(
                    f"{where}: more than the {self.max_bytes:,} bytes allowed, unpacked; split it or raise the limit"
                )
            if size > _RATIO_FROM_BYTES and size > _MOST_RATIO * max(info.compress_size, 1):
                raise PageError(
                    f"{where}: unpacks to more than {_MOST_RATIO} times its size (a zip bomb?); leave it out"
                )
            if self.unpacked > _MOST_TOTAL * self.max_bytes:
                raise PageError(
                    f"{where}: the archive unpacks to more than {_MOST_TOTAL * self.max_bytes:,} bytes; split it"
                )
        return b"".join(chunks)


@contextmanager
def opened(file: IO[bytes], source: str, max_bytes: int) -> Iterator[Archive]:
    """The zip archive in ``file``. Raises ``PageError`` when it is none, or truncated."""
    try:
        archive = ZipFile(file)
    except _BROKEN as error:
        raise PageError(f"{source}: damaged or no zip archive ({_told(error)}); get the file again") from error
    with archive:
        yield Archive(source, archive, max_bytes)


def member_source(source: str, info: ZipInfo) -> str:
    """How readers know a member: ``press.zip#2024/pont.txt``; unprintable characters are shown as escapes."""
    name = member_name(info)
    return f"{source}#{name if name.isprintable() else ascii(name)[1:-1]}"


def member_name(info: ZipInfo) -> str:
    """The name of a member; one that is not marked as UTF-8 is often UTF-8 all the same."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def refuse_tricks(info: ZipInfo, source: str) -> None:
    """Raise ``PageError`` for a name that leads out of the archive, and for a link."""
    where = member_source(source, info)
    # ZipInfo ends a name at a zero byte, and has the name as written besides
    if _UNSAFE.search(member_name(info)) or "\0" in info.orig_filename:
        raise PageError(f"{where}: its name leads out of the archive; not read, make the archive anew")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise PageError(f"{where}: a link, not a file; put the file itself into the archive")


def _refuse_unreadable(info: ZipInfo, where: str) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise PageError(f"{where}: protected by a password; unpack it and index what is in it")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise PageError(
            f"{where}: packed in a way that is not read (method {info.compress_type}); pack it as plain zip"
        )


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
