"""Five more sites, written when the cleaning was done and measured without touching it again."""

from collections.abc import Iterator, Sequence

from tests.ingest.invented.pages import Habit, Piece, Story, body, furniture, teaser

WORDS = {
    "fr": {
        "byline": "Lucie Garance | 14/05/2024 | 09:30", "area": "SOCIÉTÉ", "go": "Lire la suite",
        "top": "Top 5 de la semaine",
        "ago": "Il y a 2 heures", "menu": "Politique Économie Culture Sports Météo", "place": "Reportage. ",
        "head": "Ce que changent les nouvelles règles", "head2": "Une affaire de patience",
        "list": "Trois rendez-vous sont prévus :", "item": "la visite des ateliers", "item2": "le repas des voisins",
        "dossier": "Notre dossier : ", "vote": "Cet article vous a-t-il plu ?", "credit": "(Photo Hugo Lamart)",
    },
    "en": {
        "byline": "Lucy Garland | 14 May 2024 | 09:30", "area": "SOCIETY", "go": "Read more",
        "top": "This week's top five",
        "ago": "2 hours ago", "menu": "Politics Business Culture Sport Weather", "place": "Report. ",
        "head": "What the new rules will change", "head2": "A matter of patience",
        "list": "Three meetings are planned:", "item": "a tour of the workshops",
        "item2": "supper with the neighbours",
        "dossier": "Special report: ", "vote": "Did you find this useful?", "credit": "(Photo by Hugo Lamart)",
    },
    "vi": {
        "byline": "Hồng Vân | 14/05/2024 | 09:30", "area": "XÃ HỘI", "go": "Xem thêm",
        "top": "Năm tin nổi bật tuần này",
        "ago": "2 giờ trước", "menu": "Chính trị Kinh tế Văn hóa Thể thao Thời tiết", "place": "Phóng sự. ",
        "head": "Những thay đổi từ quy định mới", "head2": "Chuyện của sự kiên nhẫn",
        "list": "Ba buổi gặp được lên lịch:", "item": "thăm các xưởng thợ", "item2": "bữa cơm với hàng xóm",
        "dossier": "Chuyên đề: ", "vote": "Bài viết có hữu ích không?", "credit": "(Ảnh: Hồng Vân)",
    },
    "zh": {
        "byline": "何静 | 2024-05-14 | 09:30", "area": "社会", "go": "查看更多", "top": "本周五大新闻",
        "ago": "2小时前", "menu": "时政 经济 文化 体育 天气", "place": "本报特写：",
        "head": "新规定带来哪些变化", "head2": "考验耐心的事",
        "list": "计划举行三次活动：", "item": "参观作坊", "item2": "邻里聚餐",
        "dossier": "专题：", "vote": "这篇文章对您有帮助吗？", "credit": "（图片：何静）",
    },
}  # fmt: skip


def regional(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """Each teaser below its section's name and above a link to read on; no line says what they are."""
    yield Piece("title", story.title)
    yield from furniture(w["byline"])
    yield from body(*story.paragraphs)
    for other in others[:4]:
        yield from furniture(w["area"])
        yield from teaser(other.title, other.summary)
        yield from furniture(w["go"])


def numbered(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """A numbered list of headlines under a name of its own, and a vote."""
    yield Piece("title", story.title)
    yield Piece("caption", f"{story.title} {w['credit']}")
    yield from body(*story.paragraphs)
    yield from furniture(w["vote"], w["top"])
    yield from teaser(*(f"{n}. {other.title}" for n, other in enumerate(others[:5], start=1)))


def hours(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """A special report linked in the text; teasers that say how long ago they appeared."""
    yield Piece("title", story.title)
    yield from body(w["place"] + story.paragraphs[0])
    yield from teaser(w["dossier"] + others[0].title)
    yield from body(*story.paragraphs[1:])
    for other in others[1:4]:
        yield from teaser(other.title, w["ago"], other.summary)


def headlines_first(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """The site's menu and other headlines stand above the title, whole teasers below the text."""
    yield from furniture(w["menu"])
    yield Piece("title", story.title)
    yield Piece("standfirst", story.summary)
    yield from body(*story.paragraphs)
    for other in others[:5]:
        yield from teaser(other.title, other.summary)
    yield from furniture(w["menu"])


def headings(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """No teaser at all: headings over single paragraphs, and a list that a colon announces."""
    yield Piece("title", story.title)
    yield Piece("standfirst", story.summary)
    yield from body(story.paragraphs[0], w["head"], story.paragraphs[1], w["head2"], story.paragraphs[2])
    yield from body(w["list"], w["item"], w["item2"], others[0].title[:20])


SITES: tuple[Habit, ...] = (regional, numbered, hours, headlines_first, headings)
