"""The part of a sync that learns, before pages become articles, which lines their sites repeat."""

from collections.abc import Callable, Iterator

from rag.index.site_lines import SitePage, carrying, learned, site_of
from rag.index.sources import SourceFile
from rag.index.writer import Writer
from rag.ingest.page import Page
from rag.ingest.read import read_pages
from rag.ingest.site_lines import page_lines


class Learning:
    """Call ``forget``, ``read`` for each new or changed file, then ``conclude``; inside the sync's transaction."""

    def __init__(self, writer: Writer, max_file_bytes: int) -> None:
        self._writer, self._max_file_bytes = writer, max_file_bytes
        self._counted = writer.sites_of_files()
        self._sites: set[str] = set()
        self._known: dict[str, frozenset[int]] = {}
        self.told_otherwise: dict[str, set[str]] = {}
        """The pages, by their files, that what was learned now makes other articles of."""

    def forget(self, is_gone: Callable[[str], bool]) -> None:
        """No longer counts the files, called by their paths, that are gone."""
        for path, sites in self._counted.items():
            if is_gone(path):
                self._writer.put_lines(path, ())
                self._sites |= sites

    def read(self, file: SourceFile) -> None:
        """Counts the lines of a file anew; what of it cannot be read is told of when it is taken in."""
        lines = list(self._lines(file))
        self._writer.put_lines(file.known_as, lines)
        self._sites |= {site for site, _ in lines} | self._counted.get(file.known_as, frozenset())

    def conclude(self) -> None:
        """Learns the lines of every site that has changed."""
        for site in sorted(self._sites):
            pages = self._writer.site_pages(site)
            before, now = self._writer.site_lines(site), learned(pages)
            for page in carrying(pages, before ^ now):
                self.told_otherwise.setdefault(page.file, set()).add(page.page)
            self._writer.put_site_lines(site, sorted(now))

    def lines_of(self, file: SourceFile, page: Page) -> frozenset[int]:
        """The keys of the lines that the site of a page repeats."""
        site = site_of(file.source, page.source)
        if site not in self._known:
            self._known[site] = self._writer.site_lines(site)
        return self._known[site]

    def _lines(self, file: SourceFile) -> Iterator[tuple[str, SitePage]]:
        for page in read_pages(file.path, file.source, self._max_file_bytes):
            if isinstance(page, Page):
                yield site_of(file.source, page.source), SitePage(page.source, file.known_as, page_lines(page))
