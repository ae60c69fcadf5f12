"""Five sites that the cleaning was not tuned on; written after it, with habits of their own, and measured once."""

from collections.abc import Iterator, Sequence

from tests.ingest.invented.pages import Habit, Piece, Story, body, furniture, teaser

WORDS = {
    "fr": {
        "date": "Mardi 9 avril 2024", "stamp": "9 avril 2024 - 07:12", "desk": "Rédaction Environnement",
        "again": "Lire également :", "cut": " [...]", "top": "Les plus lus", "photo": "© Agence Fluviale",
        "app": "Téléchargez notre application", "follow": "Retrouvez-nous sur Instagram",
        "consent": "Ce site utilise des cookies afin d'améliorer votre visite.", "refuse": "Tout refuser",
        "rights": "Toute reproduction interdite sans accord écrit.", "read": "Temps de lecture : 3 min",
        "place": "BREST, 9 avril (AFR) – ", "print": "Imprimer", "next": "Article suivant : ",
        "editor": "Propos recueillis par Lucie Garance", "views": "1 204 vues", "contact": "Contactez la rédaction",
    },
    "en": {
        "date": "Tuesday, April 9, 2024", "stamp": "9 April 2024, 07:12", "desk": "Environment desk",
        "again": "See also:", "cut": " [...]", "top": "Most read", "photo": "© River Agency",
        "app": "Download our app", "follow": "Find us on Instagram",
        "consent": "Our website uses cookies to improve your visit.", "refuse": "Reject all",
        "rights": "No part may be copied. All rights reserved.", "read": "Reading time: 3 min",
        "place": "HALLAM, April 9 (AFR) – ", "print": "Print this article", "next": "Next article: ",
        "editor": "Edited by: Lucy Garland", "views": "1,204 views", "contact": "Contact the newsroom",
    },
    "vi": {
        "date": "09/04/2024", "stamp": "09-04-2024 07:12", "desk": "Ban Môi trường",
        "again": "Đọc thêm:", "cut": " [...]", "top": "Đọc nhiều", "photo": "Ảnh: Hồng Vân",
        "app": "Tải ứng dụng báo", "follow": "Theo dõi chúng tôi trên Zalo",
        "consent": "Chúng tôi sử dụng cookie để cải thiện trải nghiệm của bạn.", "refuse": "Từ chối tất cả",
        "rights": "Không sao chép khi chưa được phép. Bản quyền thuộc Báo Cửa Sông.", "read": "Thời gian đọc: 3 phút",
        "place": "Cái Vồn, ngày 9/4 (TTXVN) – ", "print": "In bài viết", "next": "Bài tiếp theo: ",
        "editor": "Biên tập: Hồng Vân", "views": "1.204 lượt xem", "contact": "Liên hệ tòa soạn",
    },
    "zh": {
        "date": "2024年4月9日", "stamp": "2024-04-09 07:12", "desk": "环境部",
        "again": "推荐阅读：", "cut": "……", "top": "热门新闻", "photo": "图片来源：江报",
        "app": "下载江报客户端", "follow": "关注我们的微博",
        "consent": "我们使用cookie以改善您的浏览体验。", "refuse": "全部拒绝",
        "rights": "未经书面授权不得转载。", "read": "阅读时间：3分钟",
        "place": "新华社漠宁4月9日电 ", "print": "打印", "next": "下一篇：",
        "editor": "责任编辑：何静", "views": "阅读：1204", "contact": "联系编辑部",
    },
}  # fmt: skip


def daily(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """The title twice, a list under "most read" of mere headlines, and the site's lines below it."""
    yield from furniture(w["consent"], w["refuse"])
    yield Piece("title", story.title)
    yield Piece("title", story.title)
    yield from furniture(w["stamp"], w["read"])
    yield from body(*story.paragraphs)
    yield from furniture(w["top"])
    yield from teaser(*(other.title for other in others))
    yield from furniture(w["follow"], w["app"], w["contact"])


def weekly(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """A standfirst that the text says more fully, two links, teasers with their day below the summary."""
    yield from furniture(w["desk"], w["date"])
    yield Piece("title", story.title)
    yield Piece("standfirst", story.summary)
    yield from furniture(w["views"])
    yield from body(story.paragraphs[0])
    yield from teaser(f"{w['again']} {others[0].title}")
    yield from body(story.paragraphs[1])
    yield from teaser(w["next"] + others[1].title)
    yield from body(story.paragraphs[2])
    yield from furniture(w["editor"])
    for other in others[1:4]:
        yield from teaser(other.title, other.summary, w["date"])


def pictures(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """Image files and credits everywhere, also in teasers without a marker, one of which has no summary."""
    yield Piece("title", story.title)
    yield Piece("caption", "grande-photo.jpg")
    yield Piece("caption", f"{story.title} {w['photo']}")
    yield from body(w["place"] + story.paragraphs[0], *story.paragraphs[1:])
    for number, other in enumerate(others):
        yield from teaser(f"vignette-{number}.jpg", other.title)
        if number != 1:
            yield from teaser(other.summary)
    yield from furniture(w["print"])


def magazine(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """Two cut teasers in the midst of the text, four plain ones at its end, an interview's credit."""
    yield Piece("title", story.title)
    yield from furniture(w["editor"])
    yield from body(*story.paragraphs[:2])
    for other in others[:2]:
        yield from teaser(other.title, other.paragraphs[0][: len(other.paragraphs[0]) // 2].rstrip() + w["cut"])
    yield from body(story.paragraphs[2])
    yield from furniture(w["rights"])
    for other in others:
        yield from teaser(other.title, other.summary)


def blog(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """Nothing marked: headlines alone below the text, then two whole teasers under a marker with a colon."""
    yield Piece("title", story.title)
    yield from furniture(w["date"])
    yield from body(*story.paragraphs)
    yield from furniture(w["again"])
    for other in others[:2]:
        yield from teaser(other.title, other.summary)
    yield from furniture(w["contact"])
    yield from teaser(*(other.title for other in others[1:]))


SITES: tuple[Habit, ...] = (daily, weekly, pictures, magazine, blog)
