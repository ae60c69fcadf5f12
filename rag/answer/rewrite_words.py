# ruff: noqa: E501  # a pattern is read as a whole
"""What betrays a follow-up in four languages: the words that lean on an earlier question, and those that ask.

Patterns are matched against levelled text (``level``: lower case, one apostrophe; French and English without accents),
so that their spans are those of the question as written. Unaccented Vietnamese is matched by the folded pattern.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from rag.text.fold import fold


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of one language."""

    topic_change: str
    """An announcement that what follows is about something else."""
    lead: str
    """A conjunction that opens a follow-up."""
    about: str
    """The whole of "what about X?", with X in the group ``about``."""
    asked: str
    """A question phrase, at its longest: ``combien d'annees``, ``o dau``."""
    no_more: str
    """What may stand beside a bare question phrase: ``exactement``."""
    before_fragment: str
    """Words that a fragment without a conjunction begins with: prepositions and articles."""
    verb: str
    """Signs of a finite verb: then it is no fragment."""
    year_shift: Mapping[str, int]
    """``l'annee precedente`` -1."""
    leaning: str
    """Words that compare with what was said: ``the previous record``, ``the others``."""


_FR_ASKED = (
    r"(?:(?:depuis|jusqu'a|a partir de|pour|d'ici) (?:quand|combien de (?:temps|jours|mois|ans|annees))|de quand a quand"
    r"|(?:pendant |en |dans |apres |avec |par )?combien (?:de temps|d'(?:annees|heures)|de (?:jours|mois|semaines|minutes|fois))"
    r"|(?:a |de |pour |dont |en )?combien|d'ou|par ou|jusqu'ou|ou|quand|pourquoi|comment"
    r"|(?:(?:a|en|dans|de|pour|par|sur|avec|chez|depuis|vers|pendant|aupres de|au cours de) )?quel(?:le)?s? (?:est|sont|etai(?:t|ent)|sera|fut|a ete)\b"
    r"|(?:(?:a|en|dans|de|pour|par|sur|avec|chez|depuis|vers|pendant|sous) )?quel(?:le)?s? [\w-]+"
    r"|(?:(?:a|avec|de|par|pour|chez|contre|grace a) )?qui(?: est-ce qui| est-ce que)?|qu'est-ce qu[ei']|(?:de |a |en |sur )?quoi|que|qu'"
    r"|lequel|laquelle|lesquels|lesquelles)"
)
_EN_ASKED = (
    r"(?:(?:since|until|from|by) when|from when (?:to|until) when|how (?:much|many|long|far|often|big|old|large|tall|high|late|soon)"
    r"|(?:in |on |at |for |by |from |to |with |of |during |under )?(?:what|which) (?:year|month|day|date|time|city|country|province|town|place|price|share|percentage|reason|cost|age|name|hour)s?"
    r"|(?:to |with |by |from |for )?whom|whose|when|where|why|how|who|(?:in |on |at |for |by |from |to |with |of )?(?:what|which))"
)
_VI_ASKED = (
    r"(?:(?:từ |đến |vào |kể từ )?(?:khi nào|bao giờ|lúc nào|lúc mấy giờ|ngày nào|ngày mấy|năm nào|tháng nào|hôm nào)"
    r"|(?:vào )?những ngày nào(?: trong tuần)?|(?:trong |mất |kéo dài )?bao lâu|(?:là |có |hết |với |khoảng )*bao nhiêu(?: (?:tiền|người|lần|ngày|năm|tháng|phần trăm|km|chuyến))?"
    r"|(?:ở |tại |từ |đến )?(?:những )?(?:đâu|nơi nào|chỗ nào|thành phố nào|tỉnh nào|nước nào)|vì sao|tại sao|sao lại|bằng cách nào|như thế nào|thế nào"
    r"|(?:do |với |của |bởi |cho )?(?:những )?(?:ai|người nào)|(?:về |với |bằng )?(?:cái |những )?gì|mấy (?:người|lần|ngày|năm|giờ|chuyến)(?: (?:một|mỗi) \w+)?|mấy)"
)
_ZH_ASKED = (
    r"(?:从什么时候(?:到什么时候)?|(?:在)?(?:什么时候|什么时间|何时|哪一?[天年月日](?!本)|几月几?[日号]?|几[日号点]|哪个月)(?:开始)?"
    r"|(?:在|到|从|去)?(?:哪里|哪儿|何处|何地|什么地方|哪个?(?:城市|国家|省份?|地方|市))|为什么|为何|怎么样?|如何|多久|多长时间"
    r"|(?:由|被|跟|和|是|与)?(?:谁|哪些人|哪[位几两]\w{1,2}|何人)|多少(?:人|钱|次|个|元|天|年|公里)?|几[个位名次天年]人?|多[长大高远]|什么|哪[些个家条座])"
)

_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "fr": Words(
            topic_change=r"^\s*(?:autre (?:chose|sujet|question)|rien a voir|sans rapport|(?:pour )?chang(?:eons|er) de sujet"
            r"|(?:passons a )?(?:un |une )?autre (?:sujet|chose|question)|une question sans rapport|sur un autre sujet|dans un autre registre|au fait)\s*[:,.;!-]+\s*",
            lead=r"^\s*(?:(?:et|mais|alors|donc|puis|ok|d'accord|bien|oui|ah|dont)\b,?\s+)+",
            about=r"^\s*(?:(?:et|mais|alors)\s+)?(?:(?:qu'en est-il|qu'en etait-il|qu'en sera-t-il|quid)\s+(?:pour\s+)?(?P<about>(?:de|du|des|d')\s?.+?)|quid,?\s+(?P<about2>.+?))\s*[?.!]*\s*$",
            asked=_FR_ASKED,
            no_more=r"(?:exactement|precisement|au juste|donc|ca|cela|encore|si (?:tard|tot|longtemps|cher|peu|vite|haut)|au total|en tout|en moyenne|environ|alors|deja)",
            before_fragment=r"^(?:a|au|aux|a la|en|dans|chez|pour|par|sur|avec|sans|depuis|vers|entre|de|du|des|d'|le|la|les|l'|un|une|avant|apres|pendant|selon|cote|jusqu'en|jusqu'a|seulement|uniquement)\b",
            verb=r"\w-(?:t-)?(?:il|elle|ils|elles|on|ce|vous|nous)\b|^(?:est|sont|a|ont|y a|faut|peut|va|vont)\b|\b(?:est|sont|etait|etaient|sera|seront|aura|auront|avait|avaient|fut|furent|peut|peuvent|doit|doivent)\b|^(?:est-ce)",
            year_shift={
                r"l'annee (?:precedente|d'avant)|un an (?:plus tot|avant|auparavant)": -1,
                r"l'annee (?:suivante|d'apres)|un an (?:plus tard|apres)": 1,
            },
            leaning=r"\b(?:d'autres|autres?|tout premier|tout dernier|precedent(?:e|s|es)?|suivant(?:e|s|es)?|meme|total|les deux|celui|celle|ceux|celles|y|la-bas|la-dedans|auparavant|avant cela|ensuite|finalement|chacun(?:e)?)\b",
        ),
        "en": Words(
            topic_change=r"^\s*(?:(?:on )?(?:something|anything) else|another (?:topic|question|thing|subject)|(?:on|about) (?:another|a different) (?:topic|subject|note)"
            r"|(?:let's )?chang(?:e|ing) (?:of |the )?(?:topic|subject)|different (?:topic|question|subject)|new (?:topic|question|subject)|unrelated(?:ly)?|by the way)\s*[:,.;!-]+\s*",
            lead=r"^\s*(?:(?:and|but|so|then|ok|okay|or|well|yes|right)\b,?\s+)+",
            about=r"^\s*(?:(?:and|but|so)\s+)?(?:what|how) about\s+(?P<about>.+?)\s*[?.!]*\s*$",
            asked=_EN_ASKED,
            no_more=r"(?:exactly|precisely|then|so (?:late|early|long|much|many|few)|in total|altogether|on average|not|else|again|though|is (?:that|this|it)|was (?:that|this|it)|that)",
            before_fragment=r"^(?:in|on|at|for|by|from|to|with|without|since|until|during|between|among|after|before|under|over|of|the|a|an|only|just)\b",
            verb=r"\b(?:is|are|was|were|did|does|do|will|would|has|have|had|can|could|should)\b",
            year_shift={
                r"the (?:previous year|year before|prior year)|(?:a|one) year (?:earlier|before)": -1,
                r"the (?:following year|next year|year after)|(?:a|one) year later": 1,
            },
            leaning=r"\b(?:the others?|others?|previous|former|latter|next one|same|in total|both|either|ones?|there|before that|after that|then|afterwards|instead)\b",
        ),
        "vi": Words(
            topic_change=r"^\s*(?:(?:sang |chuyển sang |đổi sang )?(?:chuyện|chủ đề|câu|vấn đề|việc) khác|đổi chủ đề|chuyển chủ đề|một câu(?: hỏi)? khác|hỏi chuyện khác|tiện thể|nhân tiện)\s*[:,.;!-]+\s*",
            lead=r"^\s*(?:(?:còn|và|thế còn|vậy còn|vậy thì|thế|vậy|nhưng|rồi|thế thì|à)\b,?\s+)+",
            about=r"^\s*(?:(?:thế|vậy|và|à)\s+)?(?:còn|đối với|về)\s+(?P<about>.+?)(?:\s+(?:thì sao|thì thế nào|thì như thế nào|sao|thì|ra sao))?\s*[?.!]*\s*$|^\s*(?P<about2>.+?)\s+(?:thì sao|thì thế nào|thì như thế nào)\s*[?.!]*\s*$",
            asked=_VI_ASKED,
            no_more=r"(?:vậy|thế|ạ|nhỉ|chính xác|cụ thể|tổng cộng|là)",
            before_fragment=r"^(?:ở|tại|trong|với|cho|từ|đến|vào|năm|tháng|ngày|quý|khi|các|những|của|về|do)\b",
            verb=r"\b(?:là|có|đã|sẽ|đang|được|bị|phải|không)\b",
            year_shift={r"năm (?:trước đó|trước|liền trước)": -1, r"năm (?:sau đó|sau|tiếp theo|kế tiếp)": 1},
            leaning=r"\b(?:trước đó|sau đó|khi đó|lúc đó|ở đó|tại đó|tại đây|ở đây|còn lại|khác|đầu tiên|cuối cùng|cũ|nói trên|cả hai|tổng cộng)\b",
        ),
        "zh": Words(
            topic_change=r"^\s*(?:换一?个?(?:话题|问题|题目)|另外?(?:一个|个)?(?:问题|话题|事)?|说点别的|问点别的|顺便问一?下?|题外话|再问一个别的)\s*[:：,，.。;；]+\s*",
            lead=r"^\s*(?:(?:那么|那|而|还有|至于|以及|所以)(?!个|次|里|边|座|项|位|场|些|儿|天|年|时))+[,，]?\s*",
            about=r"^\s*(?:那么|那|而|至于)?(?P<about>.+?)(?:又?怎么样|怎样|又?如何)?呢\s*[?？。]*\s*$",
            asked=_ZH_ASKED,
            no_more=r"(?:呢|啊|具体|到底|究竟|总共|一共|大概|的|是)",
            before_fragment=r"^(?:在|对|从|到|关于)",
            verb=r"[是有了将会能被把]",
            year_shift={r"(?:前|上)一年|此前一年|前年同期": -1, r"(?:后|下|次|第二)一?年|来年": 1},
            leaning=r"(?:此前|之前|之后|后来|最后|其中|其他|另外|当时|那里|那儿|那边|这里|同样|总共|一共|最终|上一|下一)",
        ),
    }
)


def words(language: str) -> Words:
    """The patterns of ``language``, or the English ones."""
    return _WORDS.get(language, _WORDS["en"])


@lru_cache(maxsize=256)
def pattern(source: str, *, plain: bool = False) -> re.Pattern[str]:
    """``source`` compiled; ``plain``: with its Vietnamese accents folded, for text typed without any."""
    return re.compile(fold_pattern(source) if plain else source)


def fold_pattern(source: str) -> str:
    """The pattern without accents."""
    return "".join(fold(letter) if letter.isalpha() and letter > "\x7f" else letter for letter in source)
