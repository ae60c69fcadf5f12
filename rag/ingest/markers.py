"""The lines that open a list of other articles: "Voir plus", "Xem thêm", "相关阅读", "Read more"."""

import re

from rag.text.fold import fold

_LINES = """
voir plus|voir aussi|voir également|à voir aussi|lire aussi|à lire aussi|à lire également|lire également|à lire
lire plus|sur le même sujet|sur le même thème|dans la même rubrique|à découvrir|à découvrir aussi|articles similaires
articles liés|articles connexes|plus d'articles|plus d'actualités|autres articles|nos autres articles|les plus lus
en savoir plus|lisez aussi|lire la suite|lire ensuite|à ne pas manquer|pour aller plus loin|pour en savoir plus
notre sélection|les plus consultés|les articles les plus lus|articles les plus lus|dernières actualités
dernières nouvelles
recommandé pour vous|dans l'actualité|à la une|toute l'actualité|sur le même thème|d'autres articles|à voir également
xem thêm|đọc thêm|tin liên quan|tin cùng chuyên mục|tin khác|các tin khác|bài viết liên quan|bài liên quan
cùng chuyên mục|có thể bạn quan tâm|tin tức liên quan|đọc tiếp|mời bạn đọc thêm|mời quý độc giả đọc thêm
tin cùng chủ đề|chủ đề liên quan|tin nổi bật|tin mới nhất
tin đọc nhiều|xem nhiều|bài đọc nhiều|đừng bỏ lỡ|bài viết khác|tin bài liên quan|nội dung liên quan
bài cùng chuyên mục|tin mới hơn|tin cũ hơn|đọc nhiều
相关阅读|相关新闻|相关报道|相关文章|相关链接|延伸阅读|更多阅读|更多新闻|查看更多|推荐阅读|热门推荐|阅读更多|相关推荐
为您推荐|猜你喜欢|更多精彩|精彩推荐|热点新闻|热门文章|热门新闻|往期回顾|编辑推荐|更多相关
更多报道|今日热点|大家都在看|相关稿件|上一篇|下一篇|专题报道
article suivant|article précédent|notre dossier|notre reportage|special report
next article|previous article|bài tiếp theo|bài trước
read more|see more|view more|more news|more stories|related|related articles|related stories|related news
related content|also read|read also|see also|further reading|you may also like|you might also like
more on this topic|more on this story|recommended|most read|read next|up next|don't miss|in case you missed it
top stories|latest news|latest stories
recommended for you|what to read next|editor's picks|editors' picks|more like this|related coverage|trending
trending now|most popular|more from this section|related topics|also in the news|keep reading|continue reading
"""
_MARKERS = frozenset(fold(line) for line in _LINES.replace("\n", "|").split("|") if line)
_FRAME = re.compile(r"^[\W_]+|[\W_]+$")
_WITH_LINK = re.compile(r"(?P<marker>[^:：]{2,30}?) ?[:：] ?(?P<link>\S.*)")


def is_marker(folded: str) -> bool:
    """Whether a folded line says nothing but that other articles follow; arrows, colons and dots do not matter."""
    return len(folded) <= 40 and _FRAME.sub("", folded) in _MARKERS


def link_start(text: str) -> int | None:
    """Where the headline begins in a line like ``À lire aussi : le pont rouvre``; ``None`` for any other line."""
    match = _WITH_LINK.fullmatch(text)
    return match.start("link") if match and is_marker(fold(match["marker"])) else None
