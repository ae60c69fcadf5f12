"""The day on which a file says that it was made, as a publication date of last resort.

PDF and Office programs write it. A press release is most often made on the day it is published; a page printed years
later is not. So it counts only where the text tells no day, and never against what the text does tell.
"""

from datetime import date

from rag.ingest.dating import Dated
from rag.ingest.story_day import story_day
from rag.schema import Dating

_MOST_DAYS_LATER = 7


def by_printing(dated: Dated, printed: date | None) -> Dated:
    """``dated``, or, where it has no day, what it leaves up to ``printed``, the day a browser printed the page."""
    told = dated.dating
    if printed is None or dated.published is not None or (told.latest or date.max) <= printed:
        return dated
    if told.earliest and told.earliest > printed:
        return dated
    why = "; ".join([*filter(None, [told.why]), f"it was printed on {printed.isoformat()}"])
    return dated._replace(dating=Dating(told.earliest, printed, "bounded", why))


def with_file_date(dated: Dated, text: str, made: date | None) -> Dated:
    """``dated``, or, where it has no day and ``made`` fits all that the text tells, a day from ``made``.

    A story that names its day without a year ("12 octobre") is of that day when the file was made within a week of it.
    """
    if made is None or dated.published is not None:
        return dated
    told = dated.dating
    if (told.earliest and made < told.earliest) or (told.latest and made > told.latest):
        return dated
    story = story_day(text)
    day = made
    if story is not None:
        days = [story.mention.in_year(year) for year in (made.year, made.year - 1)]
        near = [found for found in days if found and 0 <= (made - found).days <= _MOST_DAYS_LATER]
        if not near:
            return dated
        day = near[0]
    why = f"its file says that it was made on {made.isoformat()}"
    return Dated(day, "metadata", Dating(day, day, "inferred", why))
