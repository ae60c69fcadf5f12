# ruff: noqa: E501  # a pattern is read as a whole
"""« Qui l'a présidée ? », « ce dernier », « son prix »: French pronouns resolved."""

import re

from rag.answer.level import level
from rag.answer.rewrite_before import Before
from rag.answer.rewrite_parts import asking, names
from rag.answer.rewrite_topic import person, place, short

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
    [
        "annee",
        "mois",
        "semaine",
        "jour",
        "jours",
        "matin",
        "soir",
        "nuit",
        "moment",
        "trimestre",
        "semestre",
        "fois",
        "ete",
        "hiver",
        "printemps",
        "automne",
        "qui",
        "que",
        "dernier",
        "derniere",
        "derniers",
        "dernieres",
        "sont",
        "est",
        "point",
        "sujet",
    ]
)
_PEOPLE = frozenset(
    [
        "homme",
        "femme",
        "dirigeant",
        "dirigeante",
        "ministre",
        "president",
        "presidente",
        "responsable",
        "personne",
        "personnalite",
        "secretaire",
        "maire",
        "ambassadeur",
    ]
)
_THERE = re.compile(r"(?<![\w'-])(?:la-bas|y (?=\w+-t?-?|a |ont |est |sont |va |vont |avait |sera ))")


def french(question: str, before: Before) -> str | None:
    """The question with its pronouns replaced; None where there are none that lean on what was said."""
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
