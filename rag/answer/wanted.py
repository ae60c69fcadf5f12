"""What kind of thing a question asks for, from its question words."""

import re
from typing import Literal

from rag.text.fold import fold

Wanted = Literal[
    "date",
    "duration",
    "percentage",
    "amount",
    "person",
    "place",
    "organisation",
    "reason",
    "definition",
    "yes_no",
    "other",
]
"""``amount`` is any quantity: money, a count, a size."""

_PATTERNS: tuple[tuple[Wanted, str], ...] = (
    (
        "percentage",
        r"\b(?:quel pourcentage|quelle (?:part|proportion)|combien de pour ?cents?|percent|percentage|what (?:share|proportion)"
        r"|(?:bao nhieu )?phan tram|ty le)\b|百分之|百分比|比例|占比",
    ),
    (
        "duration",
        r"\b(?:combien d(?:e |')(?:temps|jours|heures|mois|annees|semaines|minutes)|quelle duree|duree d|how (?:long|many (?:hours|days|months|years|weeks|minutes))"
        r"|bao lau|(?:bao nhieu|may) (?:gio|tieng|phut|tuan|thang|nam)\b(?! nay))|多久|多长时间|(?<!哪)[几多]少?(?:个)?(?:小时|天|个月|年时间|分钟)",
    ),
    (
        "date",
        r"\b(?:quand|quelle (?:date|annee|heure)|quel (?:jour|mois)|depuis quand|(?:since|until) when|^when|when(?=['’]s| (?:did|do|does|was|were|is|are|will|would|has|have|had|can|could|should|must)\b)|(?:what|which) (?:date|day|month|year|time)"
        r"|(?<!loai )khi nao|bao gio|(?:ngay|(?<!viet )nam|thang|luc|hom|thoi gian|thoi diem) nao|vao ngay may)\b|何时|什么时候|什么时间|哪[一几]?[天年月日]|几月|几号|何日|何年|日期",
    ),
    (
        "amount",
        r"\b(?:combien|quel (?:(?:est|etait|sera|fut) (?:le |l.))?(?:montant|prix|nombre|cout|budget|volume|total|effectif)|quelle (?:(?:est|etait|sera|fut) (?:la |l.))?(?:somme|distance|longueur|superficie|quantite|capacite|taille|hauteur|population|puissance|profondeur)"
        r"|how (?:much|many|far|big|large|tall)|bao nhieu|may (?:nguoi|tinh|lan|cai))\b|多少|几[个名位次条家]|多[大长高远]",
    ),
    ("reason", r"\b(?:pourquoi|pour quelles? raisons?|a cause de quoi|why|vi sao|tai sao|ly do)\b|为什么|为何|原因"),
    (
        "organisation",
        r"\b(?:quelle?s? (?:entreprise|societe|organisation|agence|banque|universite|association|ong|compagnie|institution|equipe|club|parti|ministere|groupe)s?"
        r"|(?:what|which) (?:company|companies|organi[sz]ation|agency|bank|university|association|institution|team|club|party|ministry|group)s?"
        r"|(?:cong ty|to chuc|co quan|ngan hang|truong dai hoc|hiep hoi|doanh nghiep|bo|tap doan|hang|doi) nao)\b"
        r"|哪一?[家所支]|(?:哪个|哪些|什么)(?:公司|企业|机构|组织|部门|银行|大学|协会|球队|政党)",
    ),
    (
        "place",
        r"\b(?:ou (?:se|est|a|ont|sont|aura|va|le|la|les|l|s|etait|etaient|doit)\b|d.ou|dans (?:quel|quelle|quels|quelles)"
        r" (?:ville|pays|province|region|lieu|endroit|capitale|commune|district)s?|quel lieu|where|(?:in )?(?:what|which) (?:city|country|province|town|place)"
        r"|o dau|(?:noi|tinh|thanh pho|nuoc) nao|dia diem)|在哪(?!些|[个种方])|哪里|哪儿|何地|何处|什么地方|哪个?(?:城市|国家|省|地方)",
    ),
    (
        "person",
        r"\b(?:qui|quel (?:dirigeant|ministre|president|ambassadeur|responsable|secretaire|maire)|quelle (?:ambassadrice|ministre|personne)"
        r"|who|whom|whose|\bai\b|nguoi nao|lanh dao nao|ong nao|ba nao)\b|谁|哪位|何人|哪些人",
    ),
    (
        "definition",
        r"qu ?['’]est[- ]ce que? (?:c ?['’]est|l[ea']|les|un|une|qu)|c ?['’]est quoi|que signifie|que veut dire|\bwhat (?:is|are) (?:a|an|the)\b|what does .* (?:mean|stand for)"
        r"|\bla gi\b|nghia la gi|什么是|是什么|什么意思|何谓",
    ),
    (
        "yes_no",
        r"^(?:est[- ]ce qu|(?:a|ont|est|sont|etait|peut|doit|va|sera|aura|fait|y a)-t?-?(?:il|elle|ils|elles|on|ce)s?\b)"
        r"|^(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should) |\bkhong ?\?*$|phai khong|吗[？?]?$|是否|有没有|是不是",
    ),
)  # fmt: skip
_COMPILED = tuple((wanted, re.compile(pattern)) for wanted, pattern in _PATTERNS)


_SEVERAL = re.compile(
    r"\bquel(?:le)?s (?!que)\w+|\bqui (?:sont|etaient)|\blesquel(?:le)?s|\b(?:cite|citez|liste|enumere)\w*\b|\b(?:which|what) (?:\w+[^\Wsiu]s)\b"
    r"|\bwho (?:are|were)\b|\blist\b|\bname the\b|\b(?:nhung|cac) [^?]{0,30}\b(?:nao|gi|ai)\b|\b(?:nhung|gom) (?:ai|gi)\b|哪些|哪几|有谁|列出|分别"
)


_MONEY = re.compile(
    r"\b(?:prix|tarif|coute|couter\w*|couts?|montant|loyer|salaire|amende|combien (?:vaut|se (?:vend|negocie)|paie|paye)|se (?:vend|negocie))\b"
    r"|\b(?:prices?|costs?|fares?|fee|salary|rent|worth|how much (?:money|do\w* .* (?:cost|pay|charge|earn)))\b"
    r"|\b(?:gia (?:ve|ban|tien|bao nhieu|cua|mot|thanh)|bao nhieu tien|ton bao nhieu|chi phi|hoc phi|muc luong)\b|多少钱|价格|票价|费用|造价|售价|多少(?:美元|元|亿元|万元)|交多少税|工资"
)


def asks_for_money(question: str) -> bool:
    """Whether nothing but a sum of money would answer: a price, a cost, a fare."""
    return _MONEY.search(fold(question)) is not None


def asks_for_several(question: str) -> bool:
    """Whether the question expects a list: "quelles provinces", "which cities", "những tỉnh nào", "哪些"."""
    return _SEVERAL.search(fold(question)) is not None


def wanted(question: str) -> Wanted:
    """What the question asks for; ``other`` when its words do not tell. Accents and case do not matter."""
    folded = fold(question)
    kind: Wanted = next((kind for kind, pattern in _COMPILED if pattern.search(folded)), "other")
    return "amount" if kind in ("definition", "other") and _MONEY.search(folded) else kind
