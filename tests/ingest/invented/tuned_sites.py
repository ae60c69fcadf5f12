"""Five sites that the cleaning was tuned on; their words in four languages."""

from collections.abc import Iterator, Sequence

from tests.ingest.invented.pages import Habit, Piece, Story, body, furniture, teaser

WORDS = {
    "fr": {
        "place": "Sorvan, 12 mars (AFR) - ", "tag": " - AFR", "photo": "Photo : AFR", "more": "Voir plus",
        "crumbs": "Accueil > Régions > Vallées", "byline": "Par Jeanne Morvan. Publié le 12 mars 2024 à 18 h 05",
        "share": "Partager : Facebook Courriel", "also": "À lire aussi : ", "tags": "Mots-clés : vallée, patrimoine",
        "date": "04/03/2024", "date2": "27/02/2024", "who": "Par Jeanne Morvan",
        "cookies": "Nous utilisons des cookies pour mesurer l'audience de ce site. En poursuivant, vous les acceptez.",
        "letter": "Abonnez-vous à notre lettre d'information", "accept": "Tout accepter",
        "follow": "Suivez-nous sur Facebook", "rights": "© 2024 Le Courrier des vallées. Tous droits réservés.",
        "comments": "Commentaires (3)", "source": "Source : AFR", "ad": "Publicité", "related": "Sur le même sujet",
    },
    "en": {
        "place": "WEXCOMBE, March 12 (AFR) - ", "tag": " - AFR", "photo": "Photo: AFR", "more": "Read more",
        "crumbs": "Home > Regions > Coast", "byline": "By Joan Merrow. Published March 12, 2024",
        "share": "Share via Facebook Email", "also": "Read also: ", "tags": "Tags: coast, heritage",
        "date": "March 4, 2024", "date2": "February 27, 2024", "who": "By Joan Merrow",
        "cookies": "We use cookies to measure traffic on this site. By continuing you agree to their use.",
        "letter": "Sign up for our newsletter", "accept": "Accept all",
        "follow": "Follow us on Facebook", "rights": "© 2024 The Coast Courier. All rights reserved.",
        "comments": "Comments (3)", "source": "Source: AFR", "ad": "Advertisement", "related": "Related articles",
    },
    "vi": {
        "place": "Mỹ Lãng, ngày 12/3 (TTXVN) - ", "tag": " - TTXVN", "photo": "Ảnh: TTXVN", "more": "Xem thêm",
        "crumbs": "Trang chủ > Địa phương > Làng nghề", "byline": "Ngày 12/03/2024 18:05",
        "share": "Chia sẻ Facebook Zalo", "also": "Xem thêm: ", "tags": "Từ khóa: làng nghề, di sản",
        "date": "04/03/2024", "date2": "27/02/2024", "who": "Theo Ngọc Minh",
        "cookies": "Trang web này sử dụng cookie để đo lượng truy cập. Tiếp tục đọc nghĩa là bạn đồng ý.",
        "letter": "Đăng ký nhận bản tin", "accept": "Chấp nhận tất cả",
        "follow": "Theo dõi chúng tôi trên Facebook", "rights": "© 2024 Báo Miền Sông. Giữ bản quyền.",
        "comments": "Bình luận (3)", "source": "Nguồn: TTXVN", "ad": "Quảng cáo", "related": "Tin liên quan",
    },
    "zh": {
        "place": "新华社临河3月12日电 ", "tag": "", "photo": "图片来源：新华社", "more": "相关阅读",
        "crumbs": "首页 > 地方 > 乡村", "byline": "2024年3月12日 18:05",
        "share": "分享到 微信 微博", "also": "相关阅读：", "tags": "关键词：乡村 遗产",
        "date": "2024-03-04", "date2": "2024-02-27", "who": "记者 何静",
        "cookies": "本网站使用cookie来统计访问量。继续浏览即表示您同意。",
        "letter": "订阅我们的电子报", "accept": "全部接受",
        "follow": "关注我们的微信公众号", "rights": "© 2024 河报 版权所有",
        "comments": "评论（3）", "source": "来源：新华社", "ad": "广告", "related": "延伸阅读",
    },
}  # fmt: skip


def agency(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """A standfirst that the first paragraph says again, a dateline, a list under a marker, captions in it."""
    first, *rest = story.paragraphs
    yield Piece("title", story.title)
    yield Piece("standfirst", first)
    yield Piece("caption", f"{story.title}. {w['photo']}")
    yield from body(w["place"] + first, *rest)
    yield from furniture(w["source"], w["more"])
    for other in others[:3]:
        yield from teaser(f"{other.title}. {w['photo']}", other.title, other.summary)


def portal(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """Crumbs, a link between paragraphs, tags, and dated teasers under no marker."""
    yield from furniture(w["crumbs"])
    yield Piece("title", story.title)
    yield from furniture(w["byline"], w["share"])
    yield from body(story.paragraphs[0])
    yield from teaser(w["also"] + others[0].title)
    yield from body(*story.paragraphs[1:])
    yield from furniture(w["tags"])
    for other, day in zip(others[1:4], (w["date"], w["date2"], w["date"]), strict=True):
        yield from teaser(other.title, day, other.summary)


def magazine(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """A cookie banner, the standfirst three times, calls to subscribe, teasers cut short under no marker."""
    yield from furniture(w["cookies"], w["accept"])
    yield Piece("title", story.title)
    for _ in range(2):
        yield Piece("standfirst", story.paragraphs[0])
    yield from furniture(w["who"])
    yield from body(*story.paragraphs[:2])
    yield from furniture(w["letter"])
    yield from body(story.paragraphs[2])
    for other in others[:3]:
        yield from teaser(other.title, other.summary[: len(other.summary) * 2 // 3] + "…")


def local(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """Teasers with datelines between the paragraphs, a list of headlines below."""
    yield Piece("title", story.title)
    yield Piece("caption", f"{story.title}. {w['photo']}")
    yield from body(*story.paragraphs[:2])
    for other in others[:2]:
        yield from teaser(other.title, w["place"] + other.summary)
    yield from body(story.paragraphs[2])
    yield from furniture(w["related"])
    yield from teaser(*(other.title for other in others[2:4]))


def aggregator(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """An advertisement in the text, and plain teasers under no marker, with no date, above the site's own lines."""
    yield Piece("title", story.title)
    yield from furniture(w["byline"])
    yield from body(*story.paragraphs[:2])
    yield from furniture(w["ad"])
    yield from body(story.paragraphs[2])
    for other in others[:3]:
        yield from teaser(other.title, other.summary)
    yield from furniture(w["comments"], w["follow"], w["rights"])


SITES: tuple[Habit, ...] = (agency, portal, magazine, local, aggregator)
