"""What can go wrong, as one tree; every message is one line: what happened, to what, and what to do.

DepecheError
├── SettingsError        a setting is unknown, malformed or out of range
├── InputError           something handed in cannot be used
│   ├── PageError        a file or page cannot become articles (others are unaffected)
│   ├── QuestionError    a question is empty, too long, or its options contradict each other
│   ├── UploadError      an upload has a name that cannot be used
│   └── DeletionError    an article is not an upload of its own and cannot be deleted as one
├── StoreError           the index cannot be used as it is
│   ├── NoStoreError     there is no index yet
│   ├── StoreBusyError   another process is writing to it
│   ├── StoreWriteError  it cannot be written: read-only, or the disk is full
│   ├── StoreDamagedError  its contents contradict each other; `rag doctor` repairs
│   └── EmbedderMismatchError  it was built with another embedder
├── NotFoundError        no article has that id
├── ModelError           a learned part cannot be loaded or run
│   └── ChatModelError   a language model gave no whole reply
└── ServeError           the server cannot listen where it was told to
"""

from typing import Literal

ChatFailure = Literal["unreachable", "slow", "refused", "broken", "cut", "too_long"]
"""``cut``: the reply reached its longest length; ``too_long``: the prompt does not fit into the model."""


class DepecheError(Exception):
    """Base of all errors that a caller may want to catch; ``code`` is stable and machine-readable."""

    code = "error"


class SettingsError(DepecheError):
    """A setting is unknown, malformed or out of range; the message names it."""

    code = "bad_setting"


class InputError(DepecheError):
    """Something handed in cannot be used."""

    code = "bad_input"


class PageError(InputError):
    """A file or page cannot become articles: not text, empty, too large, or changed while read."""

    code = "bad_page"


class QuestionError(InputError):
    """A question is empty, too long, or its options contradict each other."""

    code = "bad_question"


class UploadError(InputError):
    """An upload has a name that cannot be a file's here, or this server takes none."""

    code = "bad_upload"


class DeletionError(InputError):
    """An article cannot be deleted by itself: it is not an upload, or others are in the same file."""

    code = "cannot_delete"


class StoreError(DepecheError):
    """The index cannot be used as it is."""

    code = "store_error"


class NoStoreError(StoreError):
    """There is no index where one was expected."""

    code = "no_store"


class StoreBusyError(StoreError):
    """Another process is writing to the index."""

    code = "store_busy"


class StoreWriteError(StoreError):
    """The index cannot be written: the place is read-only or the disk is full. Nothing was changed."""

    code = "store_not_writable"


class StoreDamagedError(StoreError):
    """The catalogue is not readable as one."""

    code = "store_damaged"


class EmbedderMismatchError(StoreError):
    """The index was built with another embedder than the one configured."""

    code = "embedder_mismatch"


class NotFoundError(DepecheError):
    """No article has that id."""

    code = "not_found"


class ModelError(DepecheError):
    """A learned part cannot be loaded or run."""

    code = "model_error"


class ChatModelError(ModelError):
    """A language model gave no whole reply: not reached, too slow, refused, broken off, or the prompt was too long."""

    code = "chat_model_error"

    def __init__(self, reason: ChatFailure, message: str) -> None:
        """Takes what a reader may be told the cause is, and the whole story for whoever runs this."""
        super().__init__(message)
        self.reason: ChatFailure = reason


class ServeError(DepecheError):
    """The server cannot listen at the address asked for: taken, not ours, or not allowed."""

    code = "cannot_listen"
