"""Pronouns and demonstratives of a follow-up, resolved: « Qui l'a présidée ? », "its", « thẻ này », 他.

Each function gives the question with what the pronoun stands for in its place, or None where it holds no pronoun that
points out of it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rag.answer.level import level
from rag.answer.rewrite_parts import asking, names
from rag.answer.rewrite_topic import person, place, short, topic


@dataclass(frozen=True, slots=True)
class Before:
    """What a follow-up can point to: the question before it, as it reads by itself, and its answer."""

    question: str
    answer: str
    language: str

    @property
    def thing(self) -> str:
        """What it was about."""
        return topic(self.question, self.language)

    @property
    def person(self) -> str:
        """Whom it was about, else what."""
        return person(self.question, self.answer, self.language) or self.thing

    @property
    def place(self) -> str:
        """Where it was, else what it was about."""
        return place(self.question, self.answer, self.language) or self.thing

    def named(self, noun: str) -> str | None:
        """The phrase of the earlier question that has this noun: "the tourist card" for "this card"."""
        plain = level(self.thing, self.language)
        return self.thing if re.search(rf"(?<!\w){re.escape(level(noun, self.language))}", plain) else None


def resolved(question: str, before: Before) -> str | None:
    """The question with its pronouns replaced; None where there are none that lean on what was said."""
    return _RESOLVERS[before.language](question, before) if before.language in _RESOLVERS else None


# French

_CLITICS = r"(?:(?:n'|ne |y |en |l'|le |la |les |s'|se |m'|lui |leur )*)"
_INVERTED = re.compile(
    rf"(?:(?<![\w'-])|(?<=\bqu'))(?P<clitics>{_CLITICS})(?P<verb>[\w]+)-(?:t-)?(?P<who>ils?|elles?)(?![\w-])"
)
_IMPERSONAL = re.compile(
    r"\b(?:y (?:a|avait|aura|aurait|a-t|avait-t)|s'agit|faut|faudra|faudrait|fallait|fait|fera|pleut|pleuvra|s'est-il passe|se passe|existe|reste|est-il (?:vrai|possible|prevu|necessaire))\b"
)
_PLAIN_SUBJECT = re.compile(r"(?<![\w'-])(?:qu'|^|(?<=est-ce )qu')(?P<who>ils?|elles?) (?!y a|faut|s'agit)")
_OBJECT = re.compile(
    r"(?<![\w'-])(?P<clitic>l'|les )(?P<aux>a|ont|avait|avaient|aura|auront)(?P<pron>-t-(?:il|elle|on)|-ils|-elles)? (?P<verb>\w+(?:e|i|u|s|t|es|ee|ees|is|us|ie|ies|ue|ues))(?![\w'])"
)
_OBJECT_PRESENT = re.compile(r"(?:^|^et |^mais |^alors )qui (?P<clitic>l'|le |la |les )(?P<verb>\w+)(?![\w'])")
_POSSESSIVE = re.compile(r"(?<![\w'-])(?P<word>son|sa|ses|leur|leurs) (?P<noun>\w[\w-]*)")
_ACTS = re.compile(r"^(?: [\w-]+){0,2} (?:a|ont|avait|avaient|aura|auront)(?: |\b)(?!-)")
_LAST = re.compile(
    r"(?<![\w'-])(?P<prep>de |a )?(?P<word>(?:ce dernier|cette derniere|ces derniers|ces dernieres|celui-ci|celle-ci|ceux-ci|celles-ci|celui-la|celle-la|cela|ca))(?![\w'-])"
)
_THIS = re.compile(r"(?<![\w'-])(?P<prep>de |a )?(?P<word>ce|cet|cette|ces) (?P<noun>\w[\w'-]*)(?P<there>-(?:la|ci))?")
_CE_EST = re.compile(r"^(?:(?:et|mais|alors) )?(?P<ce>ce |c')(?=(?:n'|ne )?(?:est|etait|sera|fut|serait)\b)")
_TIMES = frozenset(
    "annee mois semaine jour jours matin soir nuit moment trimestre semestre fois ete hiver printemps automne qui que dernier derniere derniers dernieres sont est point sujet".split()
)
_PEOPLE = frozenset(
    "homme femme dirigeant dirigeante ministre president presidente responsable personne personnalite secretaire maire ambassadeur".split()
)
_THERE = re.compile(r"(?<![\w'-])(?:la-bas|y (?=\w+-t?-?|a |ont |est |sont |va |vont |avait |sera ))")


def _french(question: str, before: Before) -> str | None:
    for replaced in (_fr_last, _fr_this, _fr_object, _fr_subject, _fr_possessive, _fr_there):
        told = replaced(question, before)
        if told is not None:
            return told
    return None


def _fr_last(question: str, before: Before) -> str | None:
    match = _LAST.search(level(question, "fr"))
    if match is None or _own_subject(question, match.start()):
        return None
    masculine = match["word"].startswith(("ce dernier", "celui"))
    meant = before.person if masculine and person(before.question, before.answer, "fr") else before.thing
    if match["word"] in ("cela", "ca"):
        meant = before.thing
    return _spliced(question, match, match["prep"], meant)


def _fr_this(question: str, before: Before) -> str | None:
    being = _CE_EST.search(level(question, "fr"))
    if being and not asking(question, "fr"):
        return f"{question[: being.start()]}{before.thing} {question[being.end('ce') :].lstrip(chr(39) + '’ ')}"
    for match in _THIS.finditer(level(question, "fr")):
        if (
            match["noun"] in _TIMES
            or match["noun"].startswith(("qu'", "n'", "la"))
            or re.search(r"est[- ]$|qu'est-$", level(question[: match.start()], "fr"))
        ):
            continue
        meant = before.person if match["noun"] in _PEOPLE else before.named(match["noun"]) or before.thing
        return _spliced(question, match, match["prep"], meant)
    return None


def _spliced(question: str, match: re.Match[str], preposition: str | None, meant: str) -> str:
    said = f"{preposition or ''}{meant}"
    for written, contracted in (
        ("de le ", "du "),
        ("de les ", "des "),
        ("a le ", "au "),
        ("a les ", "aux "),
        ("a ", "à "),
    ):
        if preposition and said.lower().startswith(written):
            said = contracted + said[len(written) :]
            break
    return question[: match.start()] + said + question[match.end() :]


def _fr_object(question: str, before: Before) -> str | None:
    plain = level(question, "fr")
    match = _OBJECT.search(plain)
    if match:
        participle = re.sub(
            r"(?<=[éiu])(?:es|s|e)$|(?<=[tsi])es?$", "", question[match.start("verb") : match.end("verb")]
        )
        lead = question[match.start("aux") : match.start("verb")]
        return f"{question[: match.start()]}{lead}{participle} {before.thing}{question[match.end() :]}"
    match = _OBJECT_PRESENT.search(plain)
    if match is None or match["verb"] in ("plus", "moins", "meme"):
        return None
    verb = question[match.start("verb") : match.end("verb")]
    return f"{question[: match.start('clitic')]}{verb} {before.thing}{question[match.end() :]}"


def _fr_subject(question: str, before: Before) -> str | None:
    plain = level(question, "fr")
    match = _INVERTED.search(plain)
    if match and not _IMPERSONAL.search(plain) and not _own_subject(question, match.start()):
        meant = _subject(match["who"], before)
        start, clitics, tail = match.start(), match["clitics"], question[match.end("clitics") :]
        if "y " in clitics:
            kept = clitics.replace("y ", "")
            return f"{question[:start]}{meant} {kept}{_at_the_end(tail, before)}"
        return f"{question[:start]}{meant} {question[start:]}"
    match = _PLAIN_SUBJECT.search(plain)
    if match and not _IMPERSONAL.search(plain):
        que = "que " if match[0].startswith("qu'") else ""
        return f"{question[: match.start()]}{que}{_subject(match['who'], before)} {question[match.end() :]}"
    return None


def _subject(pronoun: str, before: Before) -> str:
    somebody = person(before.question, before.answer, "fr") if pronoun in ("il", "elle") else None
    thing = before.thing
    asked_for_a_person = somebody is not None and (somebody == short(before.answer) or somebody == thing)
    return somebody if somebody and asked_for_a_person else thing


def _at_the_end(tail: str, before: Before) -> str:
    where = place(before.question, before.answer, "fr")
    body = re.sub(r"[\s\u00a0\u202f]*\?\s*$", "", tail)
    return f"{body} à {where} ?" if where else f"{body} ?"


def _fr_possessive(question: str, before: Before) -> str | None:
    plain = level(question, "fr")
    match = _POSSESSIVE.search(plain)
    asked = asking(question, "fr")
    if asked and _ACTS.match(plain[asked.end() :]) and (asked.end() < (match.start() if match else 0)):
        return None  # whoever did it did it with what is theirs: « Qui a perdu son poste ? »
    if match is None or _own_subject(question, match.start()) or names(question[: match.start()], "fr"):
        return None
    article = {"leurs": "les", "ses": "les", "son": "le", "sa": "la", "leur": "le"}[match["word"]]
    noun = question[match.start("noun") : match.end("noun")]
    article = "l’" if article in ("le", "la") and level(noun, "fr")[0] in "aeiouh" else f"{article} "
    meant = before.person if person(before.question, before.answer, "fr") == short(before.answer) else before.thing
    of = re.sub(r"^de le ", "du ", re.sub(r"^de les ", "des ", re.sub(r"^de (?=[AEIOUÉaeiouéH])", "d’", f"de {meant}")))
    return f"{question[: match.start()]}{article}{noun} {of}{question[match.end() :]}"


def _fr_there(question: str, before: Before) -> str | None:
    match = _THERE.search(level(question, "fr"))
    if match is None or _IMPERSONAL.search(level(question, "fr")):
        return None
    kept = question[: match.start()] + question[match.end() :]
    return (
        _at_the_end(kept, before)
        if match[0].startswith("y")
        else f"{question[: match.start()]}à {before.place}{question[match.end() :]}"
    )


def _own_subject(question: str, end: int) -> bool:
    """Whether a subject of its own stands before: « Combien de langurs la réserve compte-t-elle ? »."""
    asked = asking(question, "fr")
    start = asked.end() if asked and asked.end() <= end else 0
    between = question[start:end]
    if asked and level(asked[0], "fr").strip() == "combien":
        between = re.sub(r"^\s*(?:d['’]|de )\s*[\w-]+(?: (?:de |d['’])[\w-]+)?", "", between)
    plain = level(between, "fr")
    return bool(names(between, "fr")) or bool(
        re.search(r"(?<![\w'-])(?:le|la|les|l'|(?:d')?une?|mon|notre|votre)(?: |(?<=')).*\w", plain)
    )


# English

_EN_PRONOUN = re.compile(
    r"\b(?P<word>his|her|its|their|he|she|they|him|them|it|this|that|these|those|there|the latter|the former)\b(?P<noun> [\w-]+)?",
    re.IGNORECASE,
)
_EN_EXPLETIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|will) there\b|\bthere (?:is|are|was|were|be|will)\b|\bis it (?:true|possible|correct)\b"
    r"|\b(?:is|was|be|been) it \w+(?:ed|n) (?:to|that)\b|\bit (?:is|was) \w+ (?:to|that)\b|\bdoes it mean (?:for|to|that|when)\b"
    r"|\bdoes it take (?:to|for|from|between)\b|\bdoes it cost to\b|\bit (?:rain|snow)",
    re.IGNORECASE,
)
_EN_AUX = "is|are|was|were|did|does|do|will|would|has|have|had|can|could|should|be|happen|happened|made|make|mean|cost|take|in|on|at|to|by|for|with"
_EN_OWN_SUBJECT = re.compile(r"[^?]*?\b(?:does|did|do|has|have|will) (?:the |[A-Z])")
_EN_TIMES = frozenset("year month week morning evening time day weekend quarter summer winter".split())


def _english(question: str, before: Before) -> str | None:
    told, moved = question, False
    for match in reversed(list(_EN_PRONOUN.finditer(question))):
        meant = _en_meant(question, match, before)
        if meant is not None:
            told, moved = told[: match.start()] + meant + told[match.end() :], True
    return told if moved else None


def _en_meant(question: str, match: re.Match[str], before: Before) -> str | None:
    word, noun = match["word"].lower(), match["noun"] or ""
    if _EN_EXPLETIVE.search(question) and word in ("it", "there"):
        return None
    if _EN_OWN_SUBJECT.match(question[match.end() :]) and word in ("its", "their", "his", "her"):
        return None
    if re.match(r"(?i)according to $", question[: match.start()]):
        return None
    if names(question[: match.start()], "en") and word not in ("there", "the latter", "the former"):
        return None
    if word in ("his", "her", "he", "she", "him") and not (word == "her" and not noun):
        return f"{before.person}{_s(before.person) if word in ('his', 'her') else ''}{noun}"
    if word in ("its", "their"):
        return f"{before.thing}{_s(before.thing)}{noun}"
    if word in ("this", "that", "these", "those"):
        return _en_demonstrative(word, noun, question, match, before)
    if word == "there":
        return f"in {before.place}{noun}"
    meant = before.person if word in ("her", "him", "the latter") else before.thing
    return f"{meant}{noun}"


def _en_demonstrative(word: str, noun: str, question: str, match: re.Match[str], before: Before) -> str | None:
    following = noun.strip().lower()
    if following in _EN_TIMES:
        return None
    preceding = question[: match.start()].rstrip().lower()
    if word == "that" and not re.search(
        rf"(?:^|\b(?:{_EN_AUX}|of|from|about|and|obtained|signed|said|decided|built|made))$", preceding
    ):
        return None  # a conjunction: "the bridge that …"
    if not following or re.fullmatch(_EN_AUX, following):
        return f"{before.thing}{noun}"
    return before.named(following) or before.thing


def _s(owner: str) -> str:
    return "’" if owner.endswith("s") else "’s"


# Vietnamese

_VI_PERSON = r"(?:(?:ông|bà|anh|chị|cô|vị|người) (?:ấy|này|đó)|(?:ông|bà|anh|cô) ta)(?!\w)|(?<!của )\bhọ\b|^(?:ông|bà)(?= (?!nào)\w)"
_VI_THING = r"(?:\bnó\b|(?:điều|việc|cái) (?:này|đó)(?!\w))"
_VI_THERE = r"(?:ở|tại) (?:đó|đây|nơi (?:này|đó|ấy))(?!\w)"
_VI_THIS = r"(?P<noun>(?:\w+ ){1,2})(?P<this>này|đó|ấy|nói trên|kia)(?!\w)"
_VI_TIME = re.compile(
    r"(?:^|\s)(?:(?:lần|hôm|ngày|tháng|tuần|mùa|lúc|khi|trước|sau|do|theo|vì|nay|hiện|gần|từ) |(?<!mấy )năm )$"
)


def _vietnamese(question: str, before: Before) -> str | None:
    told, moved = _vi_once(question, before), None
    for _ in range(2):
        moved, told = told or moved, _vi_once(told, before) if told else None
    return moved


def _vi_once(question: str, before: Before) -> str | None:
    plain = level(question, "vi")
    for source, meant in ((_VI_PERSON, before.person), (_VI_THERE, None), (_VI_THING, before.thing)):
        match = re.search(source, plain)
        if match and not (match.start() == 0 and any(p.start == 0 for p in names(question, "vi"))):
            said = meant if meant is not None else f"{match[0].split()[0]} {before.place}"
            return question[: match.start()] + said + question[match.end() :]
    match = re.search(_VI_THIS, plain)
    if match is None or _VI_TIME.search(match["noun"]):
        return None
    return _vi_this(question, match, before)


def _vi_this(question: str, match: re.Match[str], before: Before) -> str:
    """The longest run of words before "này" that the earlier question has is the noun."""
    spoken = match["noun"].split()
    for kept in (2, 1):
        noun = " ".join(spoken[-kept:])
        if len(spoken) >= kept and re.search(rf"(?<!\w){re.escape(noun)}(?!\w)", level(before.thing, "vi")):
            start = match.end("noun") - len(noun) - 1
            return question[:start] + before.thing + question[match.end() :]
    kept = re.sub(
        r"^(?:của|ở|tại|về|cho|với|trong|do|được|qua|là|có|lên|vào|đến|từ|nước|những|các|bởi|trước|sau) ",
        "",
        match["noun"],
    )
    start = match.end("noun") - len(kept)
    return question[:start] + before.thing + question[match.end() :]


# Chinese

_ZH_PERSON = re.compile(r"(?<!其)(?:他们|她们)|(?<![其吉])他(?!国|人)|她|此人|该人|后者")
_ZH_THERE = re.compile(r"在?(?:那里|那儿|那边|该地|此地|该市|该省|该国)")
_ZH_THING = re.compile(
    r"它们|它|(?<![极尤])其(?![中他次实余间])|这一?[个件事](?!月|星期|周)(?:事|会议|项目|活动)?|此事|前者"
)
_ZH_THIS = re.compile(
    r"(?<![^\W在对是谁由和与了给为从到向署持席过把被让])(?:这|那|该|此|本)(?:一)?(?:次|座|项|届|位|场|条|份|种|笔|家|所|个|辆|趟|批)?(?P<noun>[\u4e00-\u9fff]{1,3}?)(?=[是有在的将会何多什哪由被能需花共又为和与到从几总开签举])"
)
_ZH_OWN = re.compile("[，,]|认为|表示|说|声称|宣布")
"""What stands before may be the antecedent."""
_ZH_TIMES = re.compile(r"^(?:年|月|周|天|时|日|时候|地|前|后|么|些|样|来|外|国|赛季|季)")


def _chinese(question: str, before: Before) -> str | None:
    told, moved = _zh_once(question, before), None
    for _ in range(2):
        moved, told = told or moved, _zh_once(told, before) if told else None
    return moved


def _zh_once(question: str, before: Before) -> str | None:
    for source, person_meant in ((_ZH_PERSON, True), (_ZH_THERE, False)):
        match = source.search(question)
        if match and not _ZH_OWN.search(question[: match.start()]):
            said = before.person if person_meant else f"{'在' if match[0].startswith('在') else ''}{before.place}"
            return question[: match.start()] + said + question[match.end() :]
    match = _ZH_THING.search(question)
    if match and not _ZH_OWN.search(question[: match.start()]):
        own = "的" if match[0] == "其" and not re.match(r"[是为在]", question[match.end() :]) else ""
        return question[: match.start()] + before.thing + own + question[match.end() :]
    match = _ZH_THIS.search(question)
    if match is None or _ZH_TIMES.match(match["noun"]):
        return None
    return question[: match.start()] + before.thing + question[match.end() :]


_RESOLVERS: Mapping[str, Callable[[str, Before], str | None]] = MappingProxyType(
    {"fr": _french, "en": _english, "vi": _vietnamese, "zh": _chinese}
)
