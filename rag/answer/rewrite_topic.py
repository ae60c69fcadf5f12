# ruff: noqa: E501  # a pattern is read as a whole
"""What a question was about: the noun phrase, person or place that a pronoun in the next question stands for."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from rag.answer.level import level
from rag.answer.rewrite_parts import Part, asking, clean, first_name, names, times
from rag.answer.wanted import wanted

_SHORT_ANSWER_WORDS = 7

_FR_DET = r"(?:l'|d'|le|la|les|un|une|du|des|au|aux|ce|cet|cette|ces|son|sa|ses)"
_FR_STOP = (
    r"(?:le|la|les|l'\w*|un|une|de|du|des|d'\w*|ce|cette|ces|est|sont|a|ont|sera|seront|aura|auront|avait|avaient|etait|etaient|fut|se|s'\w*|ne|n'\w*|y|qui|que|qu'\w*|dont|ou|mais|pour|par"
    r"|avec|sans|sur|sous|dans|chez|depuis|pendant|vers|lors|avant|apres|jusqu'\w*|selon|contre|entre|en|au|aux|va|vont|peut|doit|il|elle|on|\w+-(?:t-)?(?:il|elle|ils|elles|on)"
    r"|coute|dure|met|mettra|compte|ouvre|ouvrira|relie|vaut|fait|fera|prend|commence|finit|rouvre|rouvrira|vivent|vit)"
)
_FR_NOUN = rf"(?!{_FR_STOP}\b)[\w-]+"
_FR_LINK = r"(?:de la |de l'|du |des |de |d')"
_FR_NP = (
    rf"(?:{_FR_DET}(?<=')|{_FR_DET} )(?:(?:{_FR_NOUN}|§)(?: (?:{_FR_NOUN}|§)){{0,3}})"
    rf"(?: (?:{_FR_LINK}(?:(?:{_FR_NOUN}|§)(?: (?:{_FR_NOUN}|§)){{0,2}})|(?:au |a |en |aux |dans la |dans le |dans l')§|entre §(?: et (?:le |la |les |l')?§)?))*"
)
_EN_STOP = (
    r"(?:is|are|was|were|be|been|did|does|do|will|would|has|have|had|can|could|should|to|that|which|who|by|with|in|on|at|from|since|until|during"
    r"|after|before|and|or|for|of|between|cost|take|takes|took|open|opens|begin|start|end|last|run|need|make|get|receive|earn|win|sign|valid|held"
    r"|built|going|worth|happen|chair|visit|reach|stand|located|expected|due|\w{3,}ed)"
)
_EN_NOUN = rf"(?!{_EN_STOP}\b)[\w'-]+"
_EN_NP = (
    rf"(?:the|a|an|this|that|its|their|his|her) (?:(?:{_EN_NOUN}|§('s)?)(?: (?:{_EN_NOUN}|§(?:'s)?)){{0,4}})"
    rf"(?: (?:of|for|in|at|on|from|to) (?:the |a |an )?(?:(?:{_EN_NOUN}|§)(?: (?:{_EN_NOUN}|§)){{0,2}})| between § and §)*"
)
_NP: Mapping[str, str] = MappingProxyType({"fr": _FR_NP, "en": _EN_NP})
_OWNER: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "fr": re.compile(
            r"^(?:le |la |les |l')(?:superficie|population|longueur|largeur|hauteur|taille|prix|cout|montant|budget|nom|nombre|date|duree"
            r"|theme|titre|valeur|volume|capacite|distance|objectif|but|chiffre final|total|maximum|vitesse|capitale) (?P<of>de la|de l'|du|des|de|d') ?(?P<owner>.+)$"
        ),
        "en": re.compile(
            r"^the (?:(?:final|total|exact|current) )?(?:area|population|length|width|height|size|price|cost|amount|budget|name|number|date|duration|theme|title|value"
            r"|volume|capacity|distance|goal|aim|purpose|figure|total|speed|capital) (?:of|for) (?P<owner>.+)$"
        ),
        "vi": re.compile(
            r"^(?:tổng )?(?:dân số|diện tích|chiều dài|chiều cao|độ dài|giá|giá vé|chi phí|tên|số lượng|thủ phủ|thủ đô|chủ đề|quy mô|kinh phí|vốn đầu tư) (?:của |tàu (?=.)|cho )(?P<owner>.+)$"
        ),
        "zh": re.compile(
            r"^(?P<owner>.{2,}?)的?(?:人口|面积|长度|高度|价格|票价|造价|费用|名字|数量|主题|规模|总长|首府|首都|省会)$"
        ),
    }
)
"""What has a length, a price …: "and how much did it cost?" after "the length of the bridge" asks of the bridge."""
_ZH_TOPIC_END = re.compile(
    r"(?:是|将|(?<![大委员协议晚社机])会(?![议谈见晤展场员])|在|叫|于|于|有|由|被|为了|一共|总共|什么|哪|谁|多少|几|何时|多[久长大高远]|怎|如何|为何|的时候|最|访问|举行|签|花|需要|要|共|达|占|获得|建于)"
)
_VI_TRAILING = re.compile(
    r"(?:\s+(?:là|có|được|sẽ|đã|đang|diễn ra|kết thúc|bắt đầu|khai mạc|bế mạc|giá|dài|cao|rộng|mất|hết|kéo dài|xảy ra|tổ chức|chạy|nằm|ra đời|trị giá|đạt|vào|tại|ở|từ|đến|khoảng|bao gồm|gồm|bị|phải|mở cửa|thông xe))+$"
)
_VI_OPENING_VERB = re.compile(
    r"^(?:(?:đã|sẽ|đang|là|được|có|người|chủ trì|tổ chức|ký|thăm|dự|tham dự|xây|xây dựng|diễn ra|kết thúc|bắt đầu|khai mạc|tiếp|dẫn đầu|đứng đầu|giành|thắng|lãnh đạo)\s+)+"
)
_ZH_OPENING_VERB = re.compile(
    r"^(?:将|会|是)?(?:主持|赢得|获得|签署|签订|访问|举办|举行|参加|出席|建造|邀请|担任|负责|领导|会见|接待)(?:了|过)?"
)
_PLACE_BEFORE = re.compile(r"(?:\ba|\bau|\baux|\ben|\bdans|\bvers|\bin|\bat|\bto|\bfrom|ở|tại|đến|đi|从|到|在|去) ?$")
_ORGANISED = re.compile(r"(?:\bd[eu]|\bdes|\bof|\bthe|\bla|\ble|\bl'|của) ?$")


def topic(question: str, language: str) -> str:
    """What a question is about, as it says it: ``la 4e réunion au Yunnan``; all but what asks where nothing is clear.

    Of what has a length, a price or a population it is the thing that has it.
    """
    about = _topic(question, language)
    owner = _OWNER[language].search(level(about, language)) if language in _OWNER else None
    if owner is None:
        return _uncapitalised(about, question, language)
    held = about[owner.start("owner") : owner.end("owner")]
    article = {"du": "le ", "des": "les ", "de la": "la ", "de l'": "l’"}.get(owner.groupdict().get("of") or "", "")
    return f"{article}{held}"


def topic_phrase(question: str, language: str) -> str:
    """The whole phrase, with the length or price that was asked for."""
    return _topic(question, language)


def _uncapitalised(about: str, question: str, language: str) -> str:
    """Inside a sentence a first word that is no name has no capital."""
    if language == "zh" or not question.startswith(about) or any(part.start == 0 for part in names(about, language)):
        return about
    return about[:1].lower() + about[1:]


def _topic(question: str, language: str) -> str:
    if language in _NP:
        phrase = _noun_phrase(question, language)
        if phrase:
            return phrase
    if language == "zh":
        return _chinese_topic(question)
    if language == "vi":
        return _vietnamese_topic(question)
    named = names(question, language)
    return named[0].text if named else _without_asking(question, language)


def person(question: str, answer: str, language: str) -> str | None:
    """Whom ``he`` may stand for: the answer where a person was asked for, else the first person named."""
    said = short(answer)
    if said and wanted(question) == "person" and (names(said, language) or language == "zh"):
        return said
    named = names(question, language)
    known = first_name(named, "person")
    if known:
        return known.text
    likely = [part for part in named if part.slot == "name" and _stands_alone(part, question, language)]
    if likely:
        return likely[0].text
    return said if said and any(part.slot in ("person", "name") for part in names(said, language)) else None


def place(question: str, answer: str, language: str) -> str | None:
    """Where ``there`` may be: the answer where a place was asked for, else the last place named."""
    said = short(answer)
    if said and wanted(question) == "place":
        return re.sub(r"^(?:à|au|en|in|at|ở|tại|在)\s+", "", said)
    for text in (said or "", question):
        named = names(text, language)
        known = [part for part in named if part.slot == "place"]
        placed = [part for part in named if _PLACE_BEFORE.search(level(text[: part.start], language))]
        if known or placed:
            return (placed or known)[-1].text
    return None


def short(answer: str) -> str | None:
    """The answer of a turn where it is a few words, as the short answers are; None for running text."""
    said = " ".join(answer.split()).strip(" .。")
    return said if said and len(said.split()) <= _SHORT_ANSWER_WORDS and len(said) <= 80 and "[" not in said else None


def _stands_alone(part: Part, question: str, language: str) -> bool:
    before = level(question[: part.start], language)
    return not _PLACE_BEFORE.search(before) and not _ORGANISED.search(before) and " " in part.text


def _noun_phrase(question: str, language: str) -> str | None:
    """The first noun phrase after what asks; ``combien d'entreprises …`` is about those enterprises."""
    asked = asking(question, language)
    start = asked.end() if asked and not question[: asked.start()].strip(" «\"'") else 0
    counted = re.match(r"(?i)\s*(?:d['’]|de )", question[start:]) if language == "fr" and asked else None
    if counted and "combien" in level(asked[0], language) if asked else False:
        question, start = f"{question[:start]} les {question[start + (counted.end() if counted else 0) :]}", start
    named = names(question, language)
    masked, origin = _masked(question, named, language)
    phrases = [m for m in re.finditer(rf"(?<![\w'])(?:{_NP[language]})", masked) if origin[m.start()] >= start]
    match = next((m for m in phrases if "§" in m[0]), phrases[0] if phrases else None)
    first = next((part for part in named if part.start >= start), None)
    if match is None or (first and first.start < origin[match.start()]):
        return first.text if first else None
    end = origin[match.end() - 1] + 1 if masked[match.end() - 1] != "§" else _end_of(named, origin[match.end() - 1])
    return _with_article(clean(question[origin[match.start()] : end]), language)


def _masked(question: str, named: list[Part], language: str) -> tuple[str, list[int]]:
    """The levelled question with ``§`` for each name, and where each of its characters stood."""
    plain = level(question, language)
    letters: list[str] = []
    origin: list[int] = []
    at = 0
    for part in [*named, Part("name", len(plain), len(plain), "")]:
        letters += plain[at : part.start]
        origin += range(at, part.start)
        if part.text:
            letters.append("§")
            origin.append(part.start)
        at = part.end
    return "".join(letters), origin


def _end_of(named: list[Part], start: int) -> int:
    return next(part.end for part in named if part.start == start)


def _with_article(phrase: str, language: str) -> str:
    """``du premier train`` is about ``le premier train``."""
    if language != "fr":
        return phrase
    for contracted, article in (("du ", "le "), ("des ", "les "), ("aux ", "les "), ("au ", "le ")):
        if phrase.lower().startswith(contracted):
            return article + phrase[len(contracted) :]
    return re.sub(r"^[dD]['’]", "", phrase)


def _chinese_topic(question: str) -> str:
    body = clean(question)
    asked = asking(body, "zh")
    if asked and asked.start() == 0:
        rest = _ZH_OPENING_VERB.sub("", body[asked.end() :])
        return rest.strip("的了是") or body
    end = _ZH_TOPIC_END.search(body, 1)
    return (body[: end.start()] if end else body).strip().rstrip("的")


def _vietnamese_topic(question: str) -> str:
    body = clean(question)
    asked = asking(body, "vi")
    if asked is None:
        return body
    if not body[: asked.start()].strip():
        return _VI_OPENING_VERB.sub("", body[asked.end() :].strip()) or body
    before = body[: asked.start()].strip()
    inside = [
        part for part in names(before, "vi") if not any(t.start <= part.start < t.end for t in times(before, "vi"))
    ]
    if inside and inside[-1].end < len(before):
        before = before[: inside[-1].end]
    return _VI_TRAILING.sub("", before).strip(" ,") or body


def _without_asking(question: str, language: str) -> str:
    asked = asking(question, language)
    if asked is None:
        return clean(question)
    return clean(question[: asked.start()] + question[asked.end() :])
