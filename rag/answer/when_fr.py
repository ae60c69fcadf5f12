"""How French news writes times. All words levelled: lower case, no accents, straight apostrophes."""

from rag.answer.when_grammar import Template, Vocabulary, not_after, shifts

_MONTHS = {
    "janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "aout": 8, "septembre": 9,
    "octobre": 10, "novembre": 11, "decembre": 12,
    "janv.": 1, "fevr.": 2, "fev.": 2, "avr.": 4, "juil.": 7, "sept.": 9, "sep.": 9, "oct.": 10, "nov.": 11, "dec.": 12,
    "janv": 1, "fevr": 2, "avr": 4, "juil": 7, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_NTHS = {
    "premier": 1, "1er": 1, "deuxieme": 2, "second": 2, "2e": 2, "2eme": 2, "2nd": 2,
    "troisieme": 3, "3e": 3, "3eme": 3, "quatrieme": 4, "4e": 4, "4eme": 4,
}  # fmt: skip

VOCABULARY = Vocabulary(
    language="fr",
    months=_MONTHS,
    weekdays={"lundi": 1, "mardi": 2, "mercredi": 3, "jeudi": 4, "vendredi": 5, "samedi": 6, "dimanche": 7},
    nths=_NTHS,
    spans={"trimestre": 4, "semestre": 2},
    span_letters={"t": 4, "q": 4, "s": 2, "h": 2},
    month_spans={"mois": 12},
    thirds={"debut": 1, "mi": 2, "milieu": 2, "fin": 3},
    sides={"dernier": -1, "passe": -1, "prochain": 1},
    units={
        "jour": "day", "jours": "day", "semaine": "week", "semaines": "week", "mois": "month", "an": "year",
        "ans": "year", "annee": "year", "annees": "year", "trimestre": "quarter", "trimestres": "quarter",
    },
    shifts=shifts(
        {
            "day": {
                -2: "avant-hier, avant hier", -1: "hier", 0: "ce matin, ce soir, cet apres-midi",
                1: "demain", 2: "apres-demain, apres demain",
            },
            "week": {
                -1: "la semaine derniere, semaine derniere, la semaine passee",
                0: "cette semaine, la semaine en cours",
                1: "la semaine prochaine, semaine prochaine",
            },
            "weekend": {-1: "le week-end dernier", 1: "le week-end prochain"},
            "month": {
                -1: "le mois dernier, mois dernier, le mois passe",
                0: "ce mois-ci, ce mois, le mois en cours, mois en cours",
                1: "le mois prochain, mois prochain",
            },
            "quarter": {
                -1: "le trimestre dernier", 0: "ce trimestre, le trimestre en cours", 1: "le trimestre prochain",
            },
            "half": {0: "ce semestre", 1: "le semestre prochain"},
            "year": {
                -1: "l'annee derniere, l'an dernier, l'annee passee, l'an passe",
                0: "cette annee, l'annee en cours",
                1: "l'annee prochaine, l'an prochain",
            },
        }
    ),
    today=("aujourd'hui",),
    vague=(
        "ces derniers temps", "ces derniers jours", "ces derniers mois", "ces dernieres semaines",
        "ces dernieres annees", "des dernieres annees", "des derniers mois", "les prochains jours",
        "les prochains mois", "les prochaines semaines", "les prochaines annees", "des prochaines annees",
        "les annees a venir",
    ),
    containers={"l'annee": ("year", 0), "annee": ("year", 0), "mois": ("month", 0)},
)  # fmt: skip

_WEEKDAY = "(?:{weekday},? (?:le )?)?"
_WEEKDAY_1 = "(?:{weekday1},? (?:le )?)?"
_DAY, _DAY_1 = "{day}(?:er)?", "{day1}(?:er)?"
_YEAR = "(?:de |d')?(?:l'(?:annee|an) |annee )?{year}"
_WHICH_YEAR = f"(?:,? {_YEAR}| (?:de )?{{year_shift}}| {{side}})"
_OF = f"(?: {_YEAR}| (?:d[eu] |d')?{{container}})"
_OF_MONTH = "(?:du mois d(?:e |'))?"
_FROM = f"{_WEEKDAY_1}{_DAY_1}(?: {{month1}})?(?:,? {{year1}})?"
_UNTIL = f"{_WEEKDAY}{_DAY} {{month}}{_WHICH_YEAR}?"
_SEASON = "(?:ete|automne|hiver|printemps)"
_AT = "(?:a la |au |la |le |en )?"
_DURING = "(?:(?:au cours |lors |durant |pendant |dans |sur )?(?:des |ces |les ))"
_PERIOD = "(?:(?:pour|sur|durant|pendant|dans) la periode (?:de |allant de )?)?"
_TIME_OF_DAY = "(?: (?:matin|soir|midi|apres-midi))?"
_NOT_BEFORE_CHRIST = r"(?! (?:av\.|avant) j)"
_OTHER_YEAR = "(?:suivant|precedent|de la meme annee|de l'annee (?:suivante|precedente)|de cette annee-la)"
"""Of a year told elsewhere in the text."""
_NO_OLD_YEAR = r"(?! [0-9]{3}\b)"
_NOT_MEASURED = r"(?! ?(?:[%°$€]|k?m[2²]?\b|ha\b|kg\b|(?:metre|kilometre|euro|dollar|tonne)s?\b))"
_NOT_COUNTED = _NOT_MEASURED + (
    r"(?! (?!(?:dans|mais|puis|plus|depuis|apres|pas|sous|vers|nous|vous|ils|elles|les|des|ses|aux|lors|plusieurs"
    r"|alors)\b)[a-z]+[sx]\b)"
)
"""``2000 personnes`` is no year: a plural follows."""
_NO_NUMBER_OF = r"(?<![0-9]\s)(?<!s\s[0-9]{4}\set\s)(?<!n°\s)" + not_after("no", "article", "page", "numero", "vol")
_NOT_EVERY = r"(?<!ieme\s)" + not_after("le", "les", "du", "au", "un", "des", "chaque", "premier", "second", "dernier")
"""``le lundi`` is every Monday, ``le deuxieme lundi`` a certain one."""
_NO_FEAST = r"(?! (?:saint|noir|des|de|au|suivant|precedent)\b)"

TEMPLATES: tuple[Template, ...] = (
    # days: 12 octobre 2024, lundi 27 mars, le 5 fevrier prochain, 12/10/2024, 2024-10-12
    ("month", "calendar", f"(?:le )?{_WEEKDAY}{_DAY} {_OF_MONTH}{{month}}{_WHICH_YEAR}?{_TIME_OF_DAY}{_NO_OLD_YEAR}"),
    ("month", "vague", f"(?:(?:le )?{_WEEKDAY}{_DAY} |en ){_OF_MONTH}{{month}} {_OTHER_YEAR}"),
    ("month", "calendar", f"(?:le )?(?P<day>premier) {{month}}{_WHICH_YEAR}?"),
    ("year", "calendar", f"(?:le )?{_WEEKDAY}{{day}}(?P<sep>[/.-]){{month_number}}(?P=sep){{year}}"),
    ("year", "calendar", "{year}(?P<sep>[/.-]){month_number}(?P=sep){day}"),
    ("year", "calendar", "{month_number}/{day}/{year}"),
    ("day", "calendar", "le {day}/{month_number}"),
    ("month_shift", "calendar", f"(?:le )?{_DAY} (?:de |du )?{{month_shift}}"),
    # spans: du 30 octobre au 1er novembre 2022, 17-19 novembre, les 2 et 3 fevrier, de mars a juin 2024, 2023-2025
    ("month", "range", f"(?:du |de )?{_FROM} (?:au|a|jusqu'au) {_UNTIL}"),
    ("month", "range", f"entre le {_FROM} et le {_UNTIL}"),
    ("month", "range", f"(?:les |du |le )?{_DAY_1}(?: {{month1}})? ?- ?{_DAY} {{month}}{_WHICH_YEAR}?"),
    ("month", "pair", f"(?:les )?{_DAY_1} et {_DAY} {{month}}{_WHICH_YEAR}?"),
    ("month", "range", f"(?:de |d'){{month1}}(?: {{year1}})? (?:a|jusqu'en) {{month}}{_WHICH_YEAR}?"),
    ("month", "range", f"entre {{month1}}(?: {{year1}})? et {{month}}{_WHICH_YEAR}?"),
    ("month", "range", f"(?:en )?{{month1}}-{{month}}{_WHICH_YEAR}"),
    ("month", "range", "en {month1}-{month}"),
    ("day", "range", "du {day1}/{month_number1}(?:/{year1})? au {day}/{month_number}(?:/{year})?"),
    ("month_shift", "range", f"(?:du )?{_DAY_1} au {_DAY} (?:de |du )?{{month_shift}}"),
    ("year", "years", f"{_PERIOD}{{year1}} ?[/-] ?{{year}}"),
    ("year", "years", f"{_PERIOD}{{year1}}[/-]{{short_year}}"),
    ("year", "years", "(?:(?:pour|sur|durant|pendant|dans) la periode )?de {year1} (?:a|jusqu'en) {year}"),
    ("year", "years", "entre {year1} et {year}"),
    # parts: au premier trimestre de l'annee prochaine, T1 2024, les neuf premiers mois de 2024, fin mars, mi-2024
    ("span", "calendar", f"(?:au cours du |au |le )?{{nth}} {{span}}{_OF}?"),
    ("span", "calendar", "{container},? (?:au cours du |au |le ){nth} {span}"),
    ("span", "calendar", "(?:en )?{year},? (?:au cours du |au |le ){nth} {span}"),
    ("year", "calendar", "(?:au )?{span_letter}{digit}(?: |-|/)(?:de )?{year}"),
    ("year", "calendar", "{year} {span_letter}{digit}"),
    ("month_span", "calendar", f"{_DURING}?{{count}} premiers {{month_span}}{_OF}"),
    ("(?:trimestres|semestres)", "calendar", f"{_DURING}?{{count}} premiers {{span}}s{_OF}"),
    ("month_span", "calendar", f"(?:au cours du |au |le )?{{nth}} {{month_span}}{_OF}"),
    ("third", "calendar", f"{_AT}{{third}}(?: |-)(?:(?:du|de|d'|de la|le) ?)?(?:mois de )?{{month}}{_WHICH_YEAR}?"),
    ("third", "calendar", f"{_AT}{{third}}(?: |-){_YEAR}{_NOT_COUNTED}"),
    ("third", "calendar", f"{_AT}{{third}} (?:de |du |d'){{container}}(?! (?:suivant|precedent|de|d'))"),
    ("third", "calendar", f"{_AT}{{third}} (?:de )?{{week_shift}}"),
    # months and years: en juin prochain, mars 2024, en 2024
    ("month", "calendar", f"(?:en |ce |cet |(?:au|le) mois d(?:e |')|courant ){{month}}{_WHICH_YEAR}?"),
    ("month", "calendar", f"{{month}}{_WHICH_YEAR}"),
    ("year", "calendar", "(?:en )?(?P<month_number>0[1-9]|1[0-2])/{year}(?!/)"),
    ("year", "calendar", f"(?:en l'an |en |l'annee |l'an ){{year}}{_NOT_BEFORE_CHRIST}{_NOT_MEASURED}"),
    ("year", "calendar", rf"{_NO_NUMBER_OF}(?P<year>(?:1[89]|20)[0-9]{{2}}){_NOT_COUNTED}{_NOT_BEFORE_CHRIST}"),
    ("annees", "decade", "(?:dans |durant |pendant )?(?:les )?annees {decade}"),
    ("siecle", "century", rf"(?:au |le )?(?:{{roman}}|(?P<count>[0-9]{{1,2}}))(?:e|eme|er) siecle{_NOT_BEFORE_CHRIST}"),
    # seen from the article: hier, lundi dernier, il y a trois jours, dans deux ans, ces cinq dernieres annees
    ("shift", "shift", f"{{shift}}{_TIME_OF_DAY}"),
    ("today", "today", "{today}"),
    ("week_shift", "calendar", "{weekday} (?:de )?{week_shift}"),
    ("weekday", "weekday", f"(?:ce )?{_NOT_EVERY}{{weekday}}{_TIME_OF_DAY}(?: {{side}})?{_NO_FEAST}"),
    ("weekday", "dated_weekday", f"(?:le )?{{weekday}} {_DAY}(?! ?(?:h|heures?|min)\\b)"),
    ("unit", "ago", "(?:il y a|voici|voila) {count} {unit}"),
    ("unit", "ahead", "dans {count} {unit}"),
    ("unit", "past", f"{_DURING}{{count}} derni(?:er|ere)s {{unit}}"),
    ("unit", "coming", f"{_DURING}{{count}} prochaine?s {{unit}}"),
    ("unit", "coming", f"{_DURING}{{count}} {{unit}} a venir"),
    ("unit", "coming", "d'ici {count} {unit}"),
    ("unit", "vague", "il y a (?:environ|pres de|plus de|moins de|a peine|quelques)(?: {count})? {unit}"),
    (_SEASON, "vague", f"(?:(?:a |de |des )?l'|au |en |cet |le )?{_SEASON} (?:dernier|prochain|(?:de |d')?{{year}})"),
    ("vague", "vague", "(?:au cours |lors )?{vague}"),
)
