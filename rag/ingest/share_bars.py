"""Rows of links that scrapers leave beside a text: share, print, comment."""

import re

_VERBS = frozenset(
    (
        "partager",
        "partagez",
        "share",
        "imprimer",
        "print",
        "envoyer",
        "copier",
        "tweeter",
        "commenter",
        "分享",
        "打印",
        "chia",
        "分享到",
        "转发",
    )
)
_OTHERS = """
a l le la les un une ami amis par sur to on via the this article lien link copy courriel mail email e messagerie
facebook twitter x whatsapp linkedin telegram pinterest messenger sms wechat weibo zalo reddit commentaire commentaires
comment comments agrandir texte taille text size offrir cet enregistrer save favoris chia se bai viet 微信 微博 到
"""
_REST = frozenset(_OTHERS.split())
_WORD = re.compile(r"\w+")
_LONGEST = 100


def is_share_bar(folded: str) -> bool:
    """Whether every word of a short folded line belongs to a share bar, and one of them is its verb."""
    if len(folded) > _LONGEST:
        return False
    words = [word for word in _WORD.findall(folded) if not word.isdecimal()]
    return any(word in _VERBS for word in words) and all(word in _VERBS or word in _REST for word in words)
