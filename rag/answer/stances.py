"""What a clause says of the world besides its figures and names: whether it is so, when seen from now, which way.

``stances`` reads them from cue words of four languages: sides that exclude each other (``stances.tsv``), negation, and
whether something lies behind or ahead. They are cues, not grammar: what they do not show stays unsaid.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from rag.answer.level import level

LANGUAGES = ("fr", "en", "vi", "zh")
Side = tuple[str, str]
"""A group of ``stances.tsv`` and one of its sides: ``("level", "up")``."""


@dataclass(frozen=True, slots=True)
class Stances:
    """The cues of one clause."""

    sides: frozenset[Side]
    negations: int
    past: bool
    future: bool

    @property
    def negated(self) -> bool:
        """Whether the clause denies anything."""
        return self.negations > 0


_NOT_NEGATED: Mapping[str, str] = MappingProxyType(
    {
        "fr": r"\bnon seulement\b|\bne (?:\w+ ){1,3}qu(?:e\b|')|\bn'\w+ (?:\w+ )?qu(?:e\b|')|\bpas moins de\b"
        r"|\bsans doute\b"
        r"|\bpas encore\b(?= seulement)|\bdes pas\b|\bnon loin\b|\bsans precedent\b|\bnon[- ](?:alignes"
        r"|gouvernementa)\w*",
        "en": r"\bnot only\b|\bnot least\b|\bno less than\b|\bno fewer than\b|\bno doubt\b|\bno later than\b"
        r"|\bno\. ?\d"
        r"|\bno more than\b",
        "vi": r"không chỉ|không những|không gian|không quân|không kém|(?<!sẽ )(?<!đã )không ngừng|hàng không"
        r"|không dưới|không quá|chưa đến"
        r"|chưa tới|không khí|trên không|vô cùng|chẳng hạn",
        "zh": r"不仅|不但|不断|不少|不同|不久|不过|不只|不到|不超过|不低于|不少于|不足|不得不|无论|不管|无疑|不可或缺|毫无疑问"  # noqa: E501
        r"|非常|非洲|除非|未来|没收|不锈钢|不丹|差不多|不[去来]的|不明|无人机|无线|不动产|非物质",
    }
)
"""Negations that deny nothing, taken out first."""
_NEGATED: Mapping[str, str] = MappingProxyType(
    {
        "fr": r"\bn(?:e |')(?:\w+[ '-]){1,4}?(?:pas|plus|jamais|rien|personne|aucune?|guere|nulle)\b"
        r"|\bpersonne n(?:e |')"
        r"|\baucune?\b|\b(?:pas|jamais|ni)\b|\bsans\b|\bn'(?:a|ont|est|etait|avait)\b|\bnulle? part\b|\brien\b"
        r"|\bn(?:e |')\w+ (?:point|nullement)\b|\bnon\b(?! \d)|\bdement\w*|\bnie\w*\b|\bne (?:peut|peuvent|sera"
        r"|seront)\b",
        "en": r"\bnot\b|n't\b|\bcannot\b|\bno\b|\bnone\b|\bnobody\b|\bnever\b|\bneither\b|\bnor\b|\bnothing\b"
        r"|\bwithout\b"
        r"|\bno-one\b|\bnowhere\b|\bden(?:y|ied|ies)\b|\bfail(?:ed|s)? to\b",
        "vi": r"\bkhông\b|\bchưa\b|\bchẳng\b|\bkhông hề\b|\bphủ nhận\b",
        "zh": r"不|没有|没|未|无|别|否认|并非|从未|尚未|禁止",
    }
)
_REPORTED: Mapping[str, str] = MappingProxyType(
    {
        "fr": r"\b(?:a|ont|avait|a aussi|a egalement) (?:annonce|indique|declare|precise|prevenu|averti|affirme"
        r"|souligne|explique|dit"
        r"|rapporte|ajoute|assure|estime|note|rappele|confirme|fait savoir|revele|fait part)\b|\b(?:indique"
        r"|affirme|dit|selon|annonce"
        r"|explique|precise|souligne)\b",
        "en": r"\b(?:has |have )?(?:said|says|say|announced|announces|declared|stated|states|told|reported"
        r"|warned|added|noted"
        r"|explained|confirmed|stressed|specified|according)\b",
        "vi": r"(?:đã )?(?:cho biết|thông báo|phát biểu|tuyên bố|cho hay|khẳng định|nhấn mạnh|cảnh báo|nói rằng"
        r"|nói|công bố)",
        "zh": r"表示|宣布|称|指出|强调|说|介绍|透露|宣称|提醒|据悉|警告",
    }
)
"""Who said it is not what is said: its tense is taken out first."""
_BECOMES: Mapping[str, str] = MappingProxyType(
    {
        "en": r"\b(?:will|shall|going to|set to|due to|scheduled to|expected to|to)(?: not| also| soon)? be \w+"
        r"|\b(?:is|are|was|were) (?:scheduled|expected|planned|due|set)\b",
        "vi": r"dự kiến|chuẩn bị|lên kế hoạch",
    }
)
"""Passives and plans that lie ahead though part of them looks past."""
_FUTURE: Mapping[str, str] = MappingProxyType(
    {
        "fr": r"\b\w{1,20}(?:er|ir|dr|tr|vr|ur|rr|ser|fer)(?:a|ont)\b|\b(?:va|vont) \w+(?:er|ir|re)\b"
        r"|(?<!que )\bprévue?s?\b"
        r"|\bprévoi\w+|\bdoit\b|\bdoivent\b|\bdevrai\w+|\bcompten?t?\b(?= \w+(?:er|ir|re)\b)|\bplanifi\w+",
        "en": r"\bwill\b|\bshall\b|\bgoing to\b|\bscheduled\b|\bis to\b|\bare to\b|(?<!than )\bplan(?:s|ned)?\b"
        r"|\bset to\b|\bdue to (?:be|open)"
        r"|\bexpected to\b|\bintends?\b|'ll\b|\bupcoming\b|\bis due\b",
        "vi": r"\bsẽ\b|\bsắp\b|\bdự kiến\b|\bchuẩn bị\b|(?<!với )\bkế hoạch\b|\bdự định\b",
        "zh": "将(?![此该其这那他她它双两])|即将|拟|(?<!比)预计|(?<![比出])计划|打算|准备",
    }
)
_PAST: Mapping[str, str] = MappingProxyType(
    {
        "fr": r"\b(?:a|ont|avait|avaient|aura|s'est|se sont)(?: \w{1,15}ment| été| aussi| déjà| pas| bien"
        r"| toutefois)*"
        r" \w{1,20}(?:ée?s?|i|is|ies?|ite?s?|us?|ues?|erte?s?|ints?|is|ises?)\b"
        r"|\b(?:est|sont|était|étaient)(?: déjà| pas)? (?:arriv|part|rentr|ven|reven|all|mort|décéd|entr|n|pass"
        r"|deven|tomb)"
        r"(?:é|i|u|ée|ie|ue)?e?s?\b|\b(?:fut|furent|était|étaient)\b|\bvient de\b|\bviennent de\b",
        "en": r"\b(?:has|have|had|was|were|did)\b|\b\w{2,20}[^e]ed\b|\b(?:met|held|began|took|came|went|left"
        r"|made|saw|won|lost|hit"
        r"|fell|rose|gave|built|sold|bought|spent|sent|grew|led)\b",
        "vi": r"\bđã\b|\bvừa\b|\btừng\b",
        "zh": "已|了(?!解)|曾|过(?=[，。的]|$)|刚刚",
    }
)


def stances(clause: str, language: str) -> Stances:
    """The cues of a clause in French, English, Vietnamese or Chinese; none in another language."""
    if language not in LANGUAGES:
        return Stances(frozenset(), negations=0, past=False, future=False)
    levelled = level(clause, language)
    plain = _sub(_NOT_NEGATED, language, levelled)
    accented = _sub(
        _REPORTED, language, levelled if language == "en" else level(clause, "und"), folded=language == "fr"
    )
    ahead = _found(_FUTURE, language, accented)
    behind = _found(_PAST, language, _sub(_BECOMES, language, accented))
    return Stances(
        frozenset(side for side, pattern in _sides(language) if pattern.search(levelled)),
        negations=len(re.findall(_NEGATED[language], plain)),
        past=behind,
        future=ahead,
    )


def without_report(clause: str, language: str) -> str:
    """The levelled clause without the verb that says who said it."""
    return _sub(_REPORTED, language, level(clause, language))


def _sub(table: Mapping[str, str], language: str, text: str, *, folded: bool = False) -> str:
    """``text`` with every find blanked; ``folded`` finds them without accents and keeps those of the rest."""
    pattern = table.get(language)
    if pattern is None:
        return text
    characters = list(text)
    for match in re.compile(pattern).finditer(level(text, "fr") if folded else text):
        characters[match.start() : match.end()] = " " * (match.end() - match.start())
    return "".join(characters)


def _found(table: Mapping[str, str], language: str, text: str) -> bool:
    return re.search(table[language], text) is not None


@lru_cache(maxsize=len(LANGUAGES))
def _sides(language: str) -> tuple[tuple[Side, re.Pattern[str]], ...]:
    lines = files("rag.answer").joinpath("stances.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    whole = "{}" if language == "zh" else r"(?<![\w-])(?:{})(?!\w)"
    column = 2 + LANGUAGES.index(language)
    return tuple(((row[0], row[1]), re.compile(whole.format(row[column]))) for row in rows)
