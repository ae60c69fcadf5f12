-- The catalogue: one SQLite file that holds all that the indexes are made from.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE files (
    path   TEXT PRIMARY KEY,              -- absolute
    source TEXT NOT NULL UNIQUE,          -- as shown to readers
    digest TEXT NOT NULL                  -- sha256 of its bytes
) STRICT;
CREATE TABLE pages (
    source TEXT PRIMARY KEY,              -- the file's, or 'file.jsonl#id'
    file   TEXT NOT NULL REFERENCES files (path) ON DELETE CASCADE,
    digest TEXT NOT NULL,                 -- sha256 of all that articles are made from
    raw    BLOB NOT NULL                  -- the page as read, UTF-8, zlib
) STRICT;
CREATE INDEX pages_by_file ON pages (file);
CREATE TABLE articles (
    id             TEXT PRIMARY KEY,
    kind           TEXT NOT NULL,
    title          TEXT NOT NULL,
    text           TEXT NOT NULL,
    language       TEXT NOT NULL,
    published      TEXT,                  -- ISO date
    published_from TEXT,
    author         TEXT,
    canonical_url  TEXT,                  -- http or https
    dating         TEXT NOT NULL DEFAULT '[null, null, "unknown", ""]'  -- JSON [earliest, latest, sure, why]
) STRICT;
CREATE TABLE appearances (                -- which pages carry which article; a teaser stands on many
    article    TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    page       TEXT NOT NULL REFERENCES pages (source) ON DELETE CASCADE,
    source_map TEXT NOT NULL,             -- JSON [[text_start, text_end, raw_start, raw_end], …]
    removed    TEXT NOT NULL,             -- JSON [[kind, raw_start, raw_end, reason], …]
    repairs    TEXT NOT NULL DEFAULT '[]', -- JSON [[kind, text_start, text_end, raw, reason], …]
    PRIMARY KEY (article, page)
) STRICT;
CREATE INDEX appearances_by_page ON appearances (page);
CREATE TABLE page_lines (                 -- what each page offers to be counted: rag/ingest/site_lines.py
    page   TEXT PRIMARY KEY,
    file   TEXT NOT NULL,                 -- absolute path
    site   TEXT NOT NULL,
    keys   BLOB NOT NULL,                 -- int64
    sketch BLOB NOT NULL                  -- uint64
) STRICT;
CREATE INDEX page_lines_by_site ON page_lines (site);
CREATE INDEX page_lines_by_file ON page_lines (file);
CREATE TABLE site_lines (                 -- the lines that a site repeats
    site TEXT NOT NULL,
    key  INTEGER NOT NULL,
    PRIMARY KEY (site, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE passages (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,  -- never reused: the derived indexes know passages by it
    id         TEXT NOT NULL UNIQUE,
    article    TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    start      INTEGER NOT NULL,
    end        INTEGER NOT NULL,
    vector_key TEXT NOT NULL,             -- sha256 of the embedded text
    vector     BLOB NOT NULL              -- float16, unit length
) STRICT;
CREATE INDEX passages_by_article ON passages (article);
CREATE INDEX passages_by_vector ON passages (vector_key);
