"""Lines of a site in four languages, and sentences of articles that are about the same things."""

import pytest

from rag.ingest.articles import articles_of
from rag.ingest.page import Page

TITLE = "Le pont de Bac Lan rouvre sans camions"
TEXT = ("Le pont de Bac Lan a rouvert samedi.", "Les camions attendront l'automne, dit le maire de la ville.")


def text_with(line: str) -> str:
    """The running text of a page with a line between its paragraphs."""
    return articles_of(Page("page.txt", "\n\n".join((TITLE, TEXT[0], line, TEXT[1])), "text"))[0].text


@pytest.mark.parametrize(
    "line",
    [
        "Nous utilisons des cookies pour mesurer l'audience.", "We use cookies to improve this site.",
        "Trang web này sử dụng cookie để đo lượng truy cập.", "本网站使用cookie来统计访问量。",
        "Tout accepter", "Reject all",
        "Abonnez-vous à notre newsletter", "Sign up for our newsletter", "Đăng ký nhận bản tin", "订阅我们的电子报",
        "Suivez-nous sur Facebook", "Follow us on X", "Theo dõi chúng tôi trên Facebook", "关注我们的微博",
        "Accueil > Monde > Asie", "Home » World", "Trang chủ > Địa phương", "首页 > 地方",
        "Tags : pont, fleuve", "Từ khóa: cầu, sông", "关键词：大桥", "© 2024 Le Fleuve", "Publicité", "广告",
        "Partager : Facebook Courriel", "Chia sẻ Facebook Zalo", "分享到 微信 微博", "Commentaires (12)", "1 204 vues",
        "Par Jeanne Morvan", "By Joan Merrow and Owen Sallis", "责任编辑：何静", "Temps de lecture : 3 min",
    ],
)  # fmt: skip
def test_a_line_of_the_site_leaves_the_text(line: str) -> None:
    """Whole lines only, whichever language the page is in."""
    assert "\n\n".join(TEXT) == text_with(line)


@pytest.mark.parametrize(
    "line",
    [
        "La CNIL a puni deux sites pour leurs cookies, posés sans accord.",
        "Publicité et radio ont fait connaître le pont.",
        "Les commentaires du maire n'ont pas plu.",
        "By Monday the bridge had been repainted, and the trucks waited.",
        "Par Lan Kieu passent deux routes, dont une en travaux.",
        "Suivez-nous sur le pont, a crié le guide, avant que la brume ne tombe sur la vallée et ses trois villages.",
        "Home is where the bridge is, say the villagers.",
        "记者在大桥上看到，卡车仍在等待。",
        "Theo ông Lan, cầu sẽ mở lại vào mùa thu.",
    ],
)
def test_a_sentence_about_such_things_stays(line: str) -> None:
    """Newspapers write about advertising, cookies and each other."""
    assert "\n\n".join((TEXT[0], line, TEXT[1])) == text_with(line)
