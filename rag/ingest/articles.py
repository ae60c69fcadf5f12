"""A page to clean articles: the page's own, and one for each teaser of another that stands on it."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from rag.errors import PageError
from rag.ingest.blocks import Block, Document
from rag.ingest.bylines import shown_author
from rag.ingest.date_forms import is_byline
from rag.ingest.dating import newest_day, publication_date
from rag.ingest.documents import document_of
from rag.ingest.file_dates import by_printing, with_file_date
from rag.ingest.furniture import with_furniture
from rag.ingest.fused_words import PageWords, page_words
from rag.ingest.labels import labels_of
from rag.ingest.mapped import MappedText, joined
from rag.ingest.markers import link_start
from rag.ingest.mending import mended_run, mended_words, with_mended_characters
from rag.ingest.page import Page
from rag.ingest.parts import parts
from rag.ingest.properties import web_address
from rag.ingest.site_lines import without_site_lines
from rag.ingest.teasers import Teaser, TeaserLists, teaser_lists
from rag.ingest.titles import made_title, title_of
from rag.ingest.unmarked import REASON as BY_FORM
from rag.ingest.unmarked import unmarked_teasers
from rag.schema import Article, Removed, RemovedKind, SourceMap
from rag.text.language import UNKNOWN, detect_language

PARAGRAPH_BREAK = "\n\n"
_ID_DIGITS = 16
_NOT_OWN = frozenset({"boilerplate", "aside"})


def articles_of(page: Page, site_lines: Container[int] = frozenset()) -> tuple[Article, ...]:
    """The page's own article, if it has running text, then one article a teaser, in page order.

    A teaser's id depends on its title and text only: the same teaser on two pages is one article. ``site_lines`` are
    the keys of lines that are known to stand on many pages of the site; a page that has nothing else keeps them.
    Raises ``PageError`` when the page has no visible text.
    """
    document = with_mended_characters(document_of(page))
    found = _articles(page, document, site_lines) or _articles(page, document, frozenset())
    if not found:
        raise PageError(f"{page.source}: no running text on this page; leave it out or convert it to text")
    return found


def _articles(page: Page, document: Document, site_lines: Container[int]) -> tuple[Article, ...]:
    document = replace(document, blocks=with_furniture(document.blocks, page.author or page.properties.author))
    lists = teaser_lists(document.blocks)
    document = replace(document, blocks=without_site_lines(document.blocks, site_lines, lists.blocks))
    words = _words(page, document)
    own = [i for i, block in enumerate(document.blocks) if i not in lists.blocks and block.role not in _NOT_OWN]
    lists = lists.with_unmarked(unmarked_teasers(document.blocks, own, words.language, lists.markers))
    teasers = _teasers(page, document.blocks, lists, words)
    article = _own_article(page, document, lists, words, fallback=not teasers)
    return (*(() if article is None else (article,)), *teasers)


def _words(page: Page, document: Document) -> PageWords:
    """What the page itself says of its words: the evidence for repairs."""
    texts = [block.text for block in document.blocks]
    return page_words(texts, page.language or _language("\n".join(texts), document.language))


def _own_article(
    page: Page, document: Document, lists: TeaserLists, words: PageWords, *, fallback: bool
) -> Article | None:
    """The article of the page itself; ``None`` without running text. ``fallback`` keeps what else would be removed."""
    others = lists.blocks
    own = [block for i, block in enumerate(document.blocks) if i not in others]
    title = title_of(own, page.title, document.title)
    if title is not None and title.block is not None:
        own[title.block] = replace(own[title.block], role="title")
    pieces = parts(own, title.text if title else "")
    labels = labels_of(pieces)
    if fallback and len(labels) == len(pieces):
        labels = {i: kind for i, kind in labels.items() if kind == "boilerplate"}
    kept = (p for i, p in enumerate(pieces) if i not in labels)
    body = joined(mended_words(kept, words), PARAGRAPH_BREAK)
    if not body.text:
        return None
    dated = publication_date(
        body.text,
        _date_lines(pieces, labels),
        page.published or document.published,
        title.text if title else "",
        newest_day(document.blocks[i].text for i in sorted(others)),
    )
    dated = by_printing(with_file_date(dated, body.text, page.properties.made), page.properties.printed)
    return Article(
        id=_id(page.source),
        kind="article",
        title=title.text if title else made_title(body.text),
        text=body.text,
        source=page.source,
        language=page.language or _language(body.text, document.language),
        published=dated.published,
        published_from=dated.found_in,
        source_map=SourceMap(body.segments),
        removed=_in_order([*_removed(pieces, labels), *_removed_teasers(document.blocks, lists)]),
        repairs=body.repairs,
        author=page.author or shown_author(block.text for block in own) or document.author,
        canonical_url=document.canonical_url or _fetched_from(page),
        dating=dated.dating,
    )


def _fetched_from(page: Page) -> str | None:
    """The address of a page that was fetched; what stands inside a fetched file has none of its own."""
    return None if "#" in page.source else web_address(page.source)


def _date_lines(pieces: Sequence[Block], labels: Mapping[int, RemovedKind]) -> list[str]:
    """The lines that date the article: above its text, and where they stand beside it, between title and text.

    A site's header shows the day of the visit, its lists the days of other articles. Where a menu was left above the
    title, only what is below the title counts.
    """
    title = next((i for i in range(len(pieces)) if labels.get(i) == "title"), -1)
    first = next((i for i in range(title + 1, len(pieces)) if i not in labels), len(pieces))
    start = title if any(i not in labels for i in range(title)) else 0
    below = range(title + 1 if title >= 0 else first, first)
    above = (i for i in range(start, first) if pieces[i].role == "text" or (pieces[i].role == "aside" and i in below))
    return [pieces[i].text for i in above if is_byline(pieces[i].text)]


def _removed(pieces: Sequence[Block], labels: Mapping[int, RemovedKind]) -> list[Removed]:
    return [
        Removed(kind, pieces[i].content.raw_start, pieces[i].content.raw_end, pieces[i].reason)
        for i, kind in labels.items()
    ]


def _removed_teasers(blocks: Sequence[Block], lists: TeaserLists) -> list[Removed]:
    spans: list[tuple[RemovedKind, int, int, str]] = [("marker", i, i, "") for i in lists.markers]
    spans += [("teaser", i, i, "") for i in lists.links]
    spans += [
        ("teaser", teaser.blocks[0], teaser.blocks[-1], BY_FORM if teaser.title in lists.unmarked else "")
        for teaser in lists.teasers
    ]
    return [
        Removed(kind, blocks[first].content.raw_start, blocks[last].content.raw_end, reason)
        for kind, first, last, reason in spans
    ]


def _teasers(page: Page, blocks: Sequence[Block], lists: TeaserLists, words: PageWords) -> tuple[Article, ...]:
    """The teaser articles of a page, each once."""
    found = [(teaser.blocks[0], _listed_teaser(page, blocks, teaser)) for teaser in lists.teasers]
    found += [(i, _linked_teaser(page, blocks[i])) for i in lists.links]
    mended = [(at, _with_mended_words(teaser, words)) for at, teaser in sorted(found, key=lambda pair: pair[0])]
    return tuple({teaser.id: teaser for _, teaser in mended}.values())


def _with_mended_words(teaser: Article, words: PageWords) -> Article:
    """The teaser with its words put right; its id stays that of the page's own words, which other pages share."""
    text = mended_run(MappedText(teaser.text, teaser.source_map.segments, teaser.repairs), words)
    return replace(teaser, text=text.text, source_map=SourceMap(text.segments), repairs=text.repairs)


def _listed_teaser(page: Page, blocks: Sequence[Block], teaser: Teaser) -> Article:
    title = blocks[teaser.title].content
    if not teaser.summary:
        return _teaser(page, title.text, title, ())
    captions = [Removed("caption", blocks[i].content.raw_start, blocks[i].content.raw_end) for i in teaser.captions]
    heading = Removed("title", title.raw_start, title.raw_end)
    days = [blocks[i] for i in teaser.dates]
    summary = joined((blocks[i].content for i in teaser.summary), PARAGRAPH_BREAK)
    dates = [Removed("boilerplate", day.content.raw_start, day.content.raw_end) for day in days]
    removed = _in_order([*captions, heading, *dates])
    return _teaser(page, title.text, summary, removed, [day.text for day in days])


def _linked_teaser(page: Page, block: Block) -> Article:
    content = block.content.cut(link_start(block.text) or 0, len(block.text))
    return _teaser(page, content.text, content, ())


def _teaser(
    page: Page, title: str, text: MappedText, removed: tuple[Removed, ...], date_lines: Sequence[str] = ()
) -> Article:
    dated = publication_date(text.text, date_lines)
    return Article(
        id=_id("teaser", title, text.text),
        kind="teaser",
        title=title,
        text=text.text,
        source=page.source,
        language=_language(f"{title}\n{text.text}", page.language),
        published=dated.published,
        published_from=dated.found_in,
        stood_on=(page.source,),
        source_map=SourceMap(text.segments),
        removed=removed,
        repairs=text.repairs,
        dating=dated.dating,
    )


def _language(text: str, declared: str | None) -> str:
    """The language of the words themselves; what a template declares only where they do not tell."""
    found = detect_language(text)
    return declared if found == UNKNOWN and declared else found


def _in_order(removed: Iterable[Removed]) -> tuple[Removed, ...]:
    return tuple(sorted(removed, key=lambda part: (part.start, part.end)))


def _id(*parts_: str) -> str:
    return sha256("\0".join(parts_).encode()).hexdigest()[:_ID_DIGITS]
