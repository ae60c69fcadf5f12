"""When an article was published: from its own words, or not at all."""

from datetime import date

import pytest

from rag.ingest.dating import publication_date


def published(text: str, declared: date | None = None) -> str | None:
    """The date of a text, as ISO 8601."""
    found = publication_date(text, (), declared).published
    return found.isoformat() if found else None


@pytest.mark.parametrize(
    "text",
    [
        "Bac Lan, 12 octobre 2024 (AFR) - Le pont a rouvert.",
        "Bac Lan, le 12 octobre 2024 – Le pont a rouvert.",
        "BAC LAN, October 12, 2024 (AFR) -- The bridge opened.",
        "Bắc Lân, ngày 12/10/2024 (TTXVN) - Cây cầu đã mở lại.",
        "新华社河内2024年10月12日电 大桥开通。",
    ],
)
def test_a_full_date_in_the_dateline_is_the_date(text: str) -> None:
    """In the forms of four languages; it wins over metadata that says another day."""
    assert "2024-10-12" == published(text) == published(text, date(2026, 2, 6))


def test_metadata_counts_where_the_text_shows_no_full_date() -> None:
    """A day without its year contradicts nothing."""
    text = "Bac Lan, 12 octobre (AFR) - Le pont a rouvert."
    found = publication_date(text, (), date(2024, 10, 12))
    assert (date(2024, 10, 12), "metadata", "stated") == (found.published, found.found_in, found.dating.sure)


def test_a_line_of_the_page_that_is_only_a_date_is_the_date() -> None:
    """It is shown to readers."""
    found = publication_date("Le pont.", ["Publié le 12 octobre 2024"], date(2026, 1, 1))
    assert (date(2024, 10, 12), "text", "stated") == (found.published, found.found_in, found.dating.sure)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 27 March is a Monday in 2017, 2023 and 2028; what is signed for 2023-2025 is news of 2022 to 2025.
        ("Hà Giang (VNA) - Les maires ont dîné lundi 27 mars. Ils ont signé un plan pour 2023-2025.", "2023-03-27"),
        # The weekday may stand beside the day anywhere; a delivery named to the month is at most three years ahead.
        ("Phin Sa, 3 mai (AFR) - Tout a commencé mardi 3 mai. La livraison est fixée à décembre 2024.", "2022-05-03"),
        # A Friday: 12 May 2023; of 2020 to 2023 no other 12 or 11 May is one.
        ("Hengluo, 12 mai (AFR) - La ville l'a annoncé vendredi. Elle ouvrira le 19 octobre 2023.", "2023-05-12"),
        # A visit named with its days and year is of the past twelve months.
        ("Hanoï (VNA) - Il a reçu le 11 avril un hôte rentré d'une visite. Elle datait de mars.", None),
        ("Hanoï (VNA) - Il a reçu le 11 avril un hôte. Sa visite datait du 1er novembre 2022.", "2023-04-11"),
        # A weekday beside the day is how news are told, with or without an agency.
        ("La réunion a eu lieu lundi 27 mars. Ils ont signé un plan pour 2023-2025.", "2023-03-27"),
        # A full date with its weekday in the first sentence of a wire story.
        ("Hanoï (VNA) - Le Congrès s'est ouvert mardi 20 janvier 2026.", "2026-01-20"),
    ],
)  # fmt: skip
def test_a_year_is_inferred_where_the_evidence_leaves_exactly_one(text: str, expected: str | None) -> None:
    """Calendar, plans and recent occasions, each with its reason."""
    assert expected == published(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hanoi, 12 octobre (VNA) - La délégation rentre. Les deux pays fêteront le 75e anniversaire l'an prochain.",
        "Hanoï (VNA) - Le maire a reçu lundi un hôte.",
        "Hanoï (VNA) – La coopération a progressé. En 2024, le commerce a atteint un milliard.",
        "Hanoi (VNA) – Le ministre se rendra au Laos jeudi 5 février 2026.",
        "Hanoi (VNA) – Le ministre, qui a accepté mardi, se rendra au Laos jeudi 5 février 2026.",
        "Hanoi (VNA) – Les deux pays ont établi leurs relations le 22 décembre 1992.",
        "Hanoï (VNA) - Une délégation a séjourné du 9 au 12 octobre en Chine. La livraison est fixée à décembre 2024.",
        "Hanoï (VNA) - Elle a séjourné du 9 au 12 octobre en Chine. Sa visite datait du 1er novembre 2022.",
        "Hanoï (VNA) - Il a reçu un hôte le 11 avril. Il y a cinquante ans, la visite du 21 février 1972 fit date.",
        "Phin Sa, 3 mai (AFR) - Le chantier a commencé mardi 3 mai. Le bac y passe depuis 1994.",
        "Phin Sa, 3 mai (AFR) - Le chantier a commencé mardi 3 mai. Le pays sera prospère à l'horizon 2030.",
        "Le 5 mai 1821, Napoléon est mort à Sainte-Hélène.",
        "Napoléon, né le lundi 15 août 1769 à Ajaccio, a été empereur.",
        "Bac Lan (AFR) - Il a rouvert samedi 29 juillet et fermé dimanche 30 juillet. Tout sera fini en mai 2024.",
        "La réunion a eu lieu le 27 mars. Ils ont signé un plan pour 2023-2025.",
        "",
    ],
)
def test_a_date_that_is_not_plainly_told_is_null(text: str) -> None:
    """Unknown years, ranges, plans, history, two days, no wire story: a guess would be worse."""
    assert None is published(text)


def test_evidence_that_contradicts_itself_leaves_no_year() -> None:
    """A text cannot speak of 2025 as past and be of 2023."""
    text = "Hà Giang (VNA) - Les maires ont signé lundi 27 mars un plan pour 2023-2025. Le bilan de 2025 est bon."
    assert None is published(text)


@pytest.mark.parametrize(
    ("text", "earliest"),
    [
        ("Le musée rouvre le 3 mai 2024 après deux ans de travaux, a annoncé la ville.", None),
        ("The mayor announced that the bridge reopens on 3 May 2024.", None),
        ("La ville a annoncé le 3 mai 2024 que le musée rouvre.", date(2024, 5, 3)),
        ("The bridge was opened on 3 May 2024, the mayor said.", date(2024, 5, 3)),
    ],
)
def test_that_somebody_said_it_makes_nothing_past(text: str, earliest: date | None) -> None:
    """The tense of a verb of saying is that of the saying."""
    assert earliest == publication_date(text, (), None).dating.earliest
