"""The day on which a file says that it was made, as a publication date of last resort.

PDF and Office programs write it. A press release is most often made on the day it is published; a page printed years
later is not. So it counts only where the text tells no day, and never against what the text does tell.
"""

from dataclasses import replace
from datetime import date

from rag.ingest.dating import Dating
from rag.ingest.story_day import story_day

_MOST_DAYS_LATER = 7


def with_file_date(dating: Dating, text: str, made: date | None) -> Dating:
    """``dating``, or, where it has no day and ``made`` fits all that the text tells, a day from ``made``.

    A story that names its day without a year ("12 octobre") is of that day when the file was made within a week of it.
    """
    if made is None or dating.published is not None:
        return dating
    if (dating.earliest and made < dating.earliest) or (dating.latest and made > dating.latest):
        return dating
    story = story_day(text)
    day = made
    if story is not None:
        told = [story.mention.in_year(year) for year in (made.year, made.year - 1)]
        near = [found for found in told if found and 0 <= (made - found).days <= _MOST_DAYS_LATER]
        if not near:
            return dating
        day = near[0]
    why = f"its file says that it was made on {made.isoformat()}"
    return replace(dating, published=day, found_in="metadata", earliest=day, latest=day, sure="inferred", why=why)
