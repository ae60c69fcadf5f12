"""An assistant on the seam of ``rag.assistant.Assistant`` with four hand-made articles and predictable answers.

What it says depends on words of the question only: ``Yunnan`` is answered, ``Guangxi`` is a near miss, ``boom`` and
``closed`` fail, the rest is unanswerable; ``slow`` ones take a while, ``stuck`` ones much longer. All people, towns and
meetings are invented.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from rag.answer.verify import verify
from rag.errors import NoStoreError, NotFoundError, QuestionError
from rag.index.catalogue import Catalogue
from rag.index.store import Store
from rag.schema import (
    Answer,
    Article,
    ArticleSummary,
    Checks,
    Citation,
    Claim,
    Filters,
    Hit,
    Mode,
    Passage,
    Question,
    Removed,
    Scores,
    Segment,
    SourceMap,
    TimeRef,
    Verdict,
)

MEETING_QUOTE = "La quatrième réunion, au Yunnan, est prévue au premier trimestre de l'année prochaine."
SHORT = "au premier trimestre de l'année prochaine"
FAIR_QUOTE = "La foire de Baise accueillera cent vingt exposants."
BRIDGE_QUOTE = "The bridge at Long Khe reopened on Tuesday after nine months of work."

_PARAGRAPHS = (
    "Les cinq provinces ont dressé leur bilan lundi 27 mars dans la petite ville de Tam Vinh.",
    "Le commerce local a repris, disent les délégués, et les marchés de montagne ouvrent deux fois par semaine.",
    "Mme Ha Linh, qui préside la délégation hôte, a rappelé que la route du col n'est praticable que l'été.",
    "Un groupe de travail comparera les horaires des postes de douane, puis proposera un calendrier commun.",
    "Des étudiants des deux rives ont présenté une carte des sentiers, dessinée à la main pendant l'hiver.",
    "Le procès-verbal tient en quatre pages ; il a été lu à voix haute avant d'être signé.",
    "Les hôtes ont servi un thé des hauts plateaux, cueilli la veille, et chacun a planté un arbre devant l'école.",
    f"{MEETING_QUOTE} Les délégués s'y rendront par le train.",
    "La prochaine séance du groupe de travail se tiendra entre-temps, à une date que les secrétariats fixeront.",
    "Une exposition de photographies reste ouverte au public jusqu'à la fin du mois.",
)


def _article(article_id: str, title: str, text: str, **more: object) -> Article:
    values: dict[str, object] = {"kind": "article", "language": "fr", "source": f"seeds/{article_id}.txt", **more}
    start = len(title) + 1
    whole = Segment(0, len(text), start, start + len(text))
    return Article(
        id=article_id,
        title=title,
        text=text,
        source_map=SourceMap((whole,)),
        removed=(Removed("title", 0, len(title)),),
        **values,  # type: ignore[arg-type]
    )


MEETING = _article(
    "meeting",
    "Cinq provinces se retrouvent à la frontière",
    "\n".join(_PARAGRAPHS),
    published=date(2023, 3, 27),
    published_from="text",
)
FAIR = _article("fair", "La foire de Baise double de taille", f"{FAIR_QUOTE} Elle durera cinq jours.")
BRIDGE = _article(
    "bridge",
    "Long Khe bridge open again",
    f"{BRIDGE_QUOTE} Lorries may cross by night only.",
    language="en",
    published=date(2024, 5, 14),
    published_from="metadata",
)
BRIEF = _article(
    "brief",
    'Un titre <script>alert("x")</script> & des <b>balises</b>',
    "Une brève <img src=x onerror=alert(1)> trouvée sur deux pages.",
    kind="teaser",
    stood_on=("seeds/meeting.txt", "seeds/fair.txt"),
)
ARTICLES = (MEETING, FAIR, BRIDGE, BRIEF)

_GOOD = Checks(numbers=True, dates=True, names=True, negation=True)
_BAD = Checks(numbers=True, dates=False, names=True, negation=True)


def hit(rank: int, article: Article, quote: str, score: float) -> Hit:
    """A hit on ``quote`` where it stands in ``article``."""
    start = article.text.index(quote)
    passage = Passage(f"{article.id}:{start}", article.id, start, start + len(quote), quote)
    return Hit(rank, passage, article, score, Scores(dense=score, lexical=2.5))


def citation(number: int, article: Article, quote: str) -> Citation:
    """A citation of ``quote`` where it stands in ``article``."""
    start = article.text.index(quote)
    return Citation(
        number=number,
        article_id=article.id,
        title=article.title,
        kind=article.kind,
        source=article.source,
        published=article.published,
        published_from=article.published_from,
        quote=quote,
        start=start,
        end=start + len(quote),
        score=0.87654321,
    )


def answered(question: str, standalone: str) -> Answer:
    """One claim, one citation, one resolved time."""
    return Answer(
        question=question,
        standalone_question=standalone,
        language="fr",
        engine="extractive",
        status="answered",
        answer=f"« {MEETING_QUOTE} » [1]\n\nSoit : premier trimestre 2024 (déduit de « {SHORT} »).",
        short_answer=SHORT,
        confidence=0.93456789,
        claims=(Claim(MEETING_QUOTE, (1,), True, _GOOD),),
        citations=(citation(1, MEETING, MEETING_QUOTE),),
        times=(TimeRef(1, SHORT, date(2024, 1, 1), date(2024, 3, 31), date(2023, 3, 27)),),
        hits=(hit(1, MEETING, MEETING_QUOTE, 0.87654321), hit(2, FAIR, FAIR_QUOTE, 0.8)),
        timings_ms={"retrieve": 3, "read": 4, "total": 7},
    )


def near_miss(question: str) -> Answer:
    """A claim whose date the quotation does not bear out."""
    return Answer(
        question=question,
        standalone_question=question,
        language="fr",
        engine="extractive",
        status="near_miss",
        answer=f"Les articles n'en donnent pas la date. Le plus proche :\n\n« {FAIR_QUOTE} » [1]",
        short_answer=None,
        confidence=0.31,
        claims=(Claim("La foire de Baise ouvre en mai.", (1,), False, _BAD),),
        citations=(citation(1, FAIR, FAIR_QUOTE),),
        times=(),
        hits=(hit(1, FAIR, FAIR_QUOTE, 0.81), hit(2, BRIDGE, BRIDGE_QUOTE, 0.8)),
        timings_ms={"retrieve": 3, "read": 4, "total": 7},
    )


def unanswerable(question: str) -> Answer:
    """Nothing but the two nearest passages."""
    return Answer(
        question=question,
        standalone_question=question,
        language="en",
        engine="extractive",
        status="unanswerable",
        answer="The articles do not say.",
        short_answer=None,
        confidence=0.04,
        claims=(),
        citations=(),
        times=(),
        hits=(hit(1, BRIDGE, BRIDGE_QUOTE, 0.74), hit(2, BRIEF, "Une brève", 0.73)),
        timings_ms={"retrieve": 3, "read": 1, "total": 4},
    )


@dataclass
class FakeAssistant:
    """Answers from the table above and records what it was asked."""

    asked: list[Question] = field(default_factory=list)
    searched: list[tuple[str, int, Mode, bool, Filters | None]] = field(default_factory=list)
    engines = ("extractive", "llm")

    def stream(self, question: Question) -> Iterator[str | Answer]:
        """The text in two pieces, then the answer; an LLM begins otherwise than what it ends with."""
        if question.engine == "llm":
            yield from ("La quatrième", " réunion")
        answer = self.ask(replace(question, engine="extractive"))
        if question.engine == "extractive":
            yield from (answer.answer[:9], answer.answer[9:])
        yield answer

    def ask(self, question: Question) -> Answer:
        """One of the three answers above, or an error."""
        self.asked.append(question)
        if question.engine == "llm":
            raise QuestionError("no LLM is configured")
        if "slow" in question.text:
            time.sleep(0.5)
        if "stuck" in question.text:
            time.sleep(20)
        if "boom" in question.text:
            raise RuntimeError("secret detail")
        if "closed" in question.text:
            raise NoStoreError("vectorstore: there is no index; run `rag sync` first")
        if "Yunnan" in question.text or question.history:
            standalone = f"{question.text} ({question.history[0].question})" if question.history else question.text
            return answered(question.text, standalone)
        return near_miss(question.text) if "Guangxi" in question.text else unanswerable(question.text)

    def search(
        self,
        text: str,
        *,
        k: int = 10,
        mode: Mode = "hybrid",
        rerank: bool = True,
        filters: Filters | None = None,
    ) -> tuple[Hit, ...]:
        """Two hits, cut to ``k``."""
        self.searched.append((text, k, mode, rerank, filters))
        return (hit(1, MEETING, MEETING_QUOTE, 0.9), hit(2, FAIR, FAIR_QUOTE, 0.8))[:k]

    def verify(self, claim: str, quotes: Sequence[str]) -> Verdict:
        """The claim check without an embedder."""
        return verify(claim, quotes)

    def article(self, article_id: str) -> Article:
        """One of the four."""
        for article in ARTICLES:
            if article.id == article_id:
                return article
        raise NotFoundError(f"article {article_id}: there is none with that id")

    def raw_page(self, article_id: str) -> str:
        """Title and text."""
        article = self.article(article_id)
        return f"{article.title}\n{article.text}\n"

    def articles(self) -> tuple[ArticleSummary, ...]:
        """All four."""
        return tuple(
            ArticleSummary(a.id, a.kind, a.title, a.source, a.language, a.published, a.published_from) for a in ARTICLES
        )

    def check(self) -> None:
        """Always ready."""

    def close(self) -> None:
        """Nothing to close."""


class FilledAssistant(FakeAssistant):
    """The same, and what was uploaded into a store, which may not be there yet."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store

    def article(self, article_id: str) -> Article:
        """One of the four, or an uploaded one."""
        try:
            return super().article(article_id)
        except NotFoundError:
            with self._uploaded() as catalogue:
                if catalogue is None:
                    raise
                return catalogue.article(article_id)

    def articles(self) -> tuple[ArticleSummary, ...]:
        """All four, and the uploaded ones."""
        with self._uploaded() as catalogue:
            return super().articles() + (catalogue.summaries() if catalogue else ())

    @contextmanager
    def _uploaded(self) -> Iterator[Catalogue | None]:
        if not self._store.layout.catalogue.exists():
            yield None
            return
        with self._store.view() as view:
            yield view.catalogue
