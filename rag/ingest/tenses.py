"""Whether press text tells of something as past, planned or historic, from the words near it, in four languages."""

import re

_FUTURE = re.compile(
    r"""\b(?!opéra|caméra|extra|infra|sierra|terra|contra|ultra|affront|tantra|mantra|cobra|zebra|libra|aura\b)
    (?:\w{2,}r(?:a|ont)|\w+[eidruv]r(?:ait|aient)|va\ \w+r|vont\ \w+r|prévue?s?|prévoi(?:t|ent)|attendue?s?|fixée?s?
    |sont\ arrêtées|programmée?s?|livraison|prochaine?s?|à\ venir|avant\ la\ fin|entend(?:ent)?|doi(?:t|vent)|ambitionne
    |will|would|shall|scheduled|planned|plans?|expected|upcoming|next|due\ to|slated|set\ to|to\ be\ (?:held|opened)
    |sẽ|dự\ kiến|sắp|chuẩn\ bị|kế\ hoạch)\b
    |[将拟]|预计|计划|即将|明年|有望|定于""",
    re.VERBOSE | re.IGNORECASE,
)
_UNDONE = re.compile(
    r"\b(?:avait été|avaient été|devait|devaient|aurait dû|l['’]an (?:passé|dernier)|reporté\w*|retardé\w*|initialement"
    r"|d'abord (?:annoncé|prévu)\w*|had been|(?:was|were) (?:to|planned|scheduled|expected|due)|last year|postponed|delayed|originally|hoãn|lùi lại)\b|推迟|原定",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"""\b(?:(?:a|ont|avai(?:t|ent)|est|sont|s['’]est|se\ sont|étai(?:t|ent)|fu(?:t|rent)|ayant|été)\ (?:\w+\ ){0,2}?
    \w*(?:ée?s?|is?|ise?s?|it|ite?s?|ie|ue?s?|erte?s?|eint|û|ts)\b
    |(?!(?:fait|lait|trait|parfait|souhait|retrait|extrait|portrait)\b)\w{2,}(?<!r)ai(?:t|ent)\b
    |réunie?s|signée?s?|conclue?s?|fermée?s?|ouverte?s?|tenue?s?|décidée?s?|lancée?s?|créée?s?|élue?s?|adoptée?s?
    |depuis|dès|contre|par\ rapport|datée?s?|inscrite?s?|parue?s?|publiée?s?|entrée?s?
    |was|were|had|has|have|took|met|held|said|told|began|rose|fell|grew|since|compared|\w{2,}ed
    |đã|vừa|từng|diễn\ ra|tiếp|hội\ đàm|đạt|tăng|giảm|so\ với|kể\ từ|từ|ký|khai\ mạc|bế\ mạc|thăm|được|do)\b
    |了|举行|会见|召开|闭幕|开幕|签署|达到?|增长|下降|同比|以来|曾|已|自|通车|启用|发生|完成|成立|建立|访问|当选""",
    re.VERBOSE | re.IGNORECASE,
)
_HISTORY = re.compile(
    r"""\b(?:anniversaires?|ans\ (?:après|plus\ tôt|plus\ tard|d['’]histoire)|il\ y\ a|histori\w*|commémor\w*|souvenirs?
    |fond(?:é|ée|ation|ateur)|naissance|née?s?|mort\w*|guerre|créée?s?|élue?|nommée?|construite?s?|bâtie?s?|inaugurée?s?
    |convention|loi|décret|traité|anniversary|years\ (?:ago|after|earlier|later)|histor\w*|founded|born|died|war|built
    |elected|appointed|law|act|treaty|decree|kỷ\ niệm|thành\ lập|lịch\ sử|sinh|mất|chiến\ tranh|luật
    |nghị\ định|công\ ước|xây\ dựng|bầu|bổ\ nhiệm|vào\ nghề|retraite)\b
    |周年|历史|成立|出生|战争|法律|公约|条例|建于|始建|当选""",
    re.VERBOSE | re.IGNORECASE,
)
_REPORTING = re.compile(
    r"""\b(?:annonc|déclar|indiqu|précis|expliqu|confirm|affirm|assur|ajout|rapport|soulign|estim|rappel|révél|promi
    |announce|declare|sta(?:te|id)|sai?d|told|explain|add|report|promise|reveal|note)\w*\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
"""Ends in a verb of saying: its tense is that of the saying, not that of what is said."""
_THAT = re.compile(r"^\W{0,2}(?:\w+ ){0,4}?(?:que\b|qu['’]|that\b)", re.IGNORECASE)
_DURATION = re.compile(r"\b(?:since|depuis|từ năm|kể từ)\b|以来|自", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:depuis|since|kể từ|từ) (?:le |l'|ngày |năm )?$|自$", re.IGNORECASE)
_OUTLOOK = re.compile(
    r"""\b(?:horizon|d['’]ici|objectifs?|vise\w*|période|jusqu['’]en|vision|until|targets?|goals?|period|by|đến\ năm
    |giai\ đoạn|mục\ tiêu|tầm\ nhìn)\b|[到至]20\d\d|目标|规划|愿景""",
    re.VERBOSE | re.IGNORECASE,
)


def speaks_of_future(sentence: str) -> bool:
    """Whether a sentence plans or foretells, in any of the four languages; some that only seem to count too."""
    return bool(_FUTURE.search(sentence)) and not is_undone(sentence)


def speaks_of_history(sentence: str) -> bool:
    """Whether a sentence is about anniversaries, biographies, laws, old buildings: its years need not be near."""
    return bool(_HISTORY.search(sentence))


def speaks_of_duration(sentence: str) -> bool:
    """Whether a sentence tells since when something is so: a bare year of it need not be near."""
    return bool(_DURATION.search(sentence))


def speaks_of_outlook(sentence: str) -> bool:
    """Whether a sentence looks far ahead: horizons, goals, periods."""
    return bool(_OUTLOOK.search(sentence))


def speaks_of_past(sentence: str) -> bool:
    """Whether a sentence reports."""
    return bool(_PAST.search(sentence))


def is_undone(sentence: str) -> bool:
    """Whether a sentence tells of plans that were made or changed before: its days say nothing of what is to come."""
    return bool(_UNDONE.search(sentence))


def is_future(sentence: str, start: int, end: int) -> bool:
    """Whether what stands at ``sentence[start:end]`` is yet to come: the nearest tense before it decides, else after."""
    return _tense(sentence, start, end) == "future"


def is_undone_plan(sentence: str, start: int, end: int) -> bool:
    """Whether ``sentence[start:end]`` belongs to a plan that was made or changed before: it may be past or to come."""
    return _tense(sentence, start, end) == "undone"


def is_past(sentence: str, start: int, end: int) -> bool:
    """Whether what stands at ``sentence[start:end]`` is past: the nearest tense before it decides, else after."""
    return _tense(sentence, start, end) == "past"


def _is_participle(between: str) -> bool:
    """Whether what follows so near behind an auxiliary is its participle: ``will be completed``, ``sẽ diễn ra``."""
    return len(between) <= len(" officiellement être ") and not re.search(
        r"[,;:，；：.。]| et | and | và | mais | but ", between
    )


def _only_reports(sentence: str, mark: re.Match[str], start: int) -> bool:
    """Whether a past tense is that of somebody saying what stands at ``start``.

    ``reopens on 3 May, the mayor said``; ``announced that it reopens on 3 May``, but not ``announced on 3 May that``.
    """
    if not _REPORTING.search(mark.group()):
        return False
    if mark.end() <= start:
        return bool(_THAT.search(sentence[mark.end() : start]))
    return mark.start() > start and bool(re.search(r"[,”»\"][^,]*$", sentence[start : mark.start()]))


def _tense(sentence: str, start: int, _end: int) -> str | None:
    if _SINCE.search(sentence[max(0, start - 12) : start]):
        return "past"
    planned = "undone" if is_undone(sentence) else "future"
    marks = [(m.start(), m.end(), planned) for m in _FUTURE.finditer(sentence)]
    marks += [
        (m.start(), m.end(), "past")
        for m in _PAST.finditer(sentence)
        if not _only_reports(sentence, m, start)
        and not any(
            m.start() < end or _is_participle(sentence[end : m.start()])
            for start_, end, _ in marks
            if start_ <= m.start()
        )
    ]
    marks += [(m.start(), m.end(), "undone") for m in _UNDONE.finditer(sentence)]
    before = max((mark for mark in marks if mark[1] <= start + 1), default=None)
    after = min((mark for mark in marks if mark[0] >= start), default=None)
    if before is None:
        return after[2] if after else None
    return before[2]
