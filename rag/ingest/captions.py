"""Captions and picture credits in scraped text: how they are told from the article's own sentences."""

import re

from rag.ingest.punctuation import count_sentences
from rag.text.fold import fold

_IMAGE_FILE = re.compile(r"[\w .,()%&+'-]{1,120}\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|heic|avif)", re.IGNORECASE)
# After "Photo" and "Ảnh" anyone may follow, after words with other meanings only a name. Capitals or a bracket are
# required: "son image : celle d'un bâtisseur" is prose.
_WHO = r"(?:[^.。!?！？]|(?<=[A-Z])\.(?=\ ?[A-Z]))"
_CREDIT = re.compile(
    rf"""
    (?:(?<=[\s\d.!?…»”"')\]，。！？）])|^)
    (?:
      [(\[（【]\s*(?i:photos?|foto|crédits?\ photos?|ảnh|图片?|照片)\s*[:;：；]\s*(?!\d){_WHO}{{1,80}}
      |[(\[]\s*[Pp]hotos?\ (?:by\ |de\ |d['’])?[^\W\d_a-zà-ÿ]{_WHO}{{1,60}}
      |(?:Photos?(?:\ d['’](?:archives?|illustration))?|PHOTOS?|Crédits?\ [Pp]hotos?|Fotos?|Photo\ by|Picture
        |Ảnh(?:\ (?:minh\ [hH]ọa|tư\ liệu))?|ẢNH|Nguồn\ ảnh)\s*[:;]\s*(?!\d){_WHO}{{1,80}}
      |(?:Crédits?|Images?|Illustration|Visuel|Infographie|Hình(?:\ ảnh)?|Đồ\ họa)\s*[:;]\s*
        [^\W\d_a-zà-ÿ]{_WHO}{{0,60}}
      |(?:图片?(?:来源)?|图源|照片(?:来源)?|摄影|供图)\s*[:;：；]\s*(?!\d)[^.。!?！？]{{1,20}}
    )
    \s*[)\]）】]?\s*[.。]?$
    """,
    re.VERBOSE,
)
_OTHER_CREDIT = re.compile(r"\s*[(（]?(?:©\s?[^.。!?]{2,60}|新华社(?:记者)?[^。]{0,12}(?:摄|发))[)）]?$")
_CREDIT_SIGN = re.compile("[:;：；©摄发]|[Pp]hoto")
_NUMBERED_PICTURE = re.compile(r"\s*(?:ảnh|hình|photo|图)\s*\d{1,2}\s*", re.IGNORECASE)
_AGENCY = re.compile(r"(?:VNA|TTXVN|CVN|VOV|AFP|AP|Reuters|Xinhua|EFE|ANSA|DPA|TASS)(?:/[A-Z]{2,6})?")
_LONGEST_CREDIT = 120
_LONGEST_CAPTION = 600
"""The longest real caption seen has 520 characters, in one sentence."""
_SHORT_CAPTION = 300


def is_image_file(text: str) -> bool:
    """Whether a line is nothing but the name of an image file."""
    return bool(_IMAGE_FILE.fullmatch(text))


def credit_start(text: str) -> int | None:
    """Where the picture credit that ends the text begins (``Photo : VNA``, ``Ảnh: TTXVN``, ``© AFP``), or ``None``."""
    tail = max(0, len(text) - _LONGEST_CREDIT)
    if not _CREDIT_SIGN.search(text, tail):
        return None
    match = _CREDIT.search(text, tail) or _OTHER_CREDIT.search(text, tail)
    return match.start() if match else None


def is_caption(text: str) -> bool:
    """Whether a text is a caption: it ends in a picture credit and is too short for a paragraph of the article."""
    start = credit_start(text)
    if start is None or start > _LONGEST_CAPTION:
        return False
    sentences = count_sentences(text[:start])
    return sentences <= 1 or (sentences == 2 and start <= _SHORT_CAPTION)


def fused_caption_end(text: str, title: str) -> int | None:
    """Where the caption ends in a line like ``<title> ảnh 1<caption> Photo: VNA<the article goes on>``.

    Such a line begins with the title, the word for picture and a number; ``None`` for any other line. Without a
    credit of a known agency in it the whole line is the caption.
    """
    if not title:
        return None
    match = _NUMBERED_PICTURE.search(text, len(title) // 2)
    if match is None or fold(text[: match.start()]).replace(" ", "") != fold(title).replace(" ", ""):
        return None
    credit = re.compile(rf"(?:Photo|Ảnh)\s*:\s*{_AGENCY.pattern}", re.IGNORECASE).search(text, match.end() - 1)
    return credit.end() if credit else len(text)
