"""Words around names: other names of countries, what is translated."""

import re

COUNTRIES = tuple(
    (re.compile(pattern, re.IGNORECASE), country)
    for pattern, country in (
        ("[对访驻赴来在]华|中方|中[越老美俄日法]|中文|汉语|tiếng Trung|Việt[- ]Trung|Trung[- ]Việt|sino-", "Chine"),
        ("[对访驻赴]越|越方|中越|越中|tiếng Việt|Việt[- ]Trung|Trung[- ]Việt", "Vietnam"),
        (r"laotien|\blao\b", "Laos"),
        (r"\bus\b|u\.s\.|americain|américain|american|中美|[对访驻]美", "États-Unis"),
        ("allemand|german", "Allemagne"),
        ("français|french|tiếng Pháp|法语", "France"),
        ("britanni|british|anglais", "Royaume-Uni"),
        ("espagnol|spanish", "Espagne"),
        ("swiss", "Suisse"),
        ("russe|russian|中俄", "Russie"),
        (r"\bthaï|\bthai\b", "Thaïlande"),
        ("birman|burmese", "Birmanie"),
        ("japonais|japanese", "Japon"),
        ("coréen|korean", "Corée du Sud"),
        ("italien", "Italie"),
        ("philippin|filipino", "Philippines"),
        ("cambodgien|cambodian|khmer", "Cambodge"),
        ("cubain", "Cuba"),
        ("indien", "Inde"),
    )
)
"""How else a country is meant."""
TRANSLATED = frozenset(
    [
        "fleuve",
        "riviere",
        "mer",
        "mont",
        "golfe",
        "pont",
        "place",
        "avenue",
        "croissant",
        "ligne",
        "sông",
        "biển",
        "cầu",
        "núi",
    ]
)
