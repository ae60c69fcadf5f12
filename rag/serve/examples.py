"""Sample bodies for the documentation of the API; the people and meetings in them are invented."""

import json

from rag.serve.contract import (
    AnswerObject,
    ArticleListObject,
    ArticleObject,
    DatingObject,
    DeletedObject,
    HitObject,
    SearchObject,
    SummaryObject,
    UploadedObject,
    VerdictObject,
)

_QUOTE = "La quatrième réunion, au Yunnan, est prévue au premier trimestre de l'année prochaine."
_TEXT = f"Les cinq provinces ont dressé leur bilan lundi 27 mars. {_QUOTE}"
_START = _TEXT.index(_QUOTE)

_SUMMARY: SummaryObject = {
    "id": "b3f1c2",
    "kind": "article",
    "title": "Cinq provinces se retrouvent à la frontière",
    "source": "seeds/007_reunion.txt",
    "language": "fr",
    "published": "2023-03-27",
    "published_from": "text",
    "author": "Anne Roux",
    "canonical_url": "https://press.example/2023/reunion",
}
_DATING: DatingObject = {
    "earliest": "2023-03-27",
    "latest": "2023-03-27",
    "sure": "inferred",
    "why": "the report says “lundi 27 mars”; a Monday in 2017, 2023, 2028; “2023-2025” is adopted",
}
_HIT: HitObject = {
    "rank": 1,
    "passage_id": "b3f1c2:0",
    "article_id": "b3f1c2",
    "start": 0,
    "end": len(_TEXT),
    "text": _TEXT,
    "score": 0.8712,
    "scores": {"dense": 0.8712, "lexical": 7.41, "rerank": None},
}

ANSWER: AnswerObject = {
    "question": "Quand se tient la 4e réunion Yunnan?",
    "standalone_question": "Quand se tient la 4e réunion Yunnan?",
    "language": "fr",
    "engine": "extractive",
    "status": "answered",
    "answer": f"{_QUOTE} [1]",
    "short_answer": "au premier trimestre de l'année prochaine",
    "confidence": 0.93,
    "claims": [
        {
            "text": _QUOTE,
            "citations": [1],
            "supported": True,
            "checks": {"numbers": True, "dates": True, "names": True, "negation": True, "content": True},
        }
    ],
    "citations": [
        {
            "number": 1,
            "article_id": _SUMMARY["id"],
            "title": _SUMMARY["title"],
            "kind": _SUMMARY["kind"],
            "source": _SUMMARY["source"],
            "published": _SUMMARY["published"],
            "published_from": _SUMMARY["published_from"],
            "dating": _DATING,
            "quote": _QUOTE,
            "start": _START,
            "end": _START + len(_QUOTE),
            "score": 0.8712,
            "variants": [],
        }
    ],
    "times": [
        {
            "citation": 1,
            "surface": "au premier trimestre de l'année prochaine",
            "start": "2024-01-01",
            "end": "2024-03-31",
            "anchor": "2023-03-27",
            "passed": True,
        }
    ],
    "notes": ["Vu du 26 novembre 2026, c’est passé."],
    "differs": False,
    "hits": [_HIT],
    "timings_ms": {"retrieve": 12, "read": 31, "total": 44},
}
SEARCH: SearchObject = {"query": "4e réunion Yunnan", "hits": [_HIT]}
ARTICLES: ArticleListObject = {"total": 1, "articles": [_SUMMARY]}
ARTICLE: ArticleObject = {
    **_SUMMARY,
    "text": _TEXT,
    "stood_on": [],
    "source_map": [{"text_start": 0, "text_end": len(_TEXT), "raw_start": 44, "raw_end": 44 + len(_TEXT)}],
    "removed": [{"kind": "title", "start": 0, "end": 43, "reason": ""}],
    "repairs": [],
    "dating": _DATING,
}
RAW_PAGE = f"{_SUMMARY['title']}\n{_TEXT}\n"

ASK_BODIES = {
    "first": {"summary": "A question", "value": {"question": "Quand se tient la 4e réunion Yunnan?"}},
    "follow_up": {
        "summary": "A follow-up",
        "value": {
            "question": "Et la précédente ?",
            "history": [{"question": ANSWER["question"], "answer": ANSWER["answer"]}],
        },
    },
    "filtered": {
        "summary": "Only some articles",
        "value": {
            "question": "Who met at the border?",
            "since": "2023-01-01",
            "until": "2023-12-31",
            "source": "seeds/*",
            "kind": "article",
            "k": 20,
        },
    },
}
SEARCH_BODIES = {"plain": {"summary": "A query", "value": {"query": "4e réunion Yunnan", "k": 5, "mode": "hybrid"}}}
VERDICT: VerdictObject = {
    "supported": False,
    "checks": {"numbers": False, "dates": True, "names": True, "negation": True, "content": True},
    "why": "30 %: the quotes say 3 %",
}

UPLOADED: UploadedObject = {"source": "vectorstore-uploads/reunion.txt", "outcome": "added", "articles": [_SUMMARY]}
DELETED: DeletedObject = {"sources": ["vectorstore-uploads/reunion.txt"], "deleted": [_SUMMARY["id"]]}

_SOURCES = f"\n\n---\n[1] {_SUMMARY['title']} · {_SUMMARY['published']} · {_SUMMARY['source']}"
_COMMON = {"id": "chatcmpl-5e1f", "created": 1735689600, "model": "depeche"}
COMPLETION = {
    **_COMMON,
    "object": "chat.completion",
    "choices": [
        {
            "index": 0,
            "message": {"role": "assistant", "content": ANSWER["answer"] + _SOURCES, "refusal": None},
            "logprobs": None,
            "finish_reason": "stop",
        }
    ],
    "usage": {"prompt_tokens": 14, "completion_tokens": 52, "total_tokens": 66},
    "depeche": ANSWER,
}
CHAT_BODIES = {
    "first": {
        "summary": "A question",
        "value": {"model": "depeche", "messages": [{"role": "user", "content": ANSWER["question"]}]},
    },
    "streamed": {
        "summary": "A follow-up, streamed",
        "value": {
            "model": "depeche",
            "messages": [
                {"role": "user", "content": ANSWER["question"]},
                {"role": "assistant", "content": ANSWER["answer"]},
                {"role": "user", "content": "Et la précédente ?"},
            ],
            "stream": True,
            "stream_options": {"include_usage": True},
        },
    },
}


def _events(*events: tuple[str | None, object]) -> str:
    return "".join(
        (f"event: {name}\n" if name else "") + f"data: {json.dumps(data, ensure_ascii=False)}\n\n"
        for name, data in events
    )


ANSWER_EVENTS = _events(("text", {"text": "La quatrième "}), ("text", {"text": "réunion, "}), ("answer", ANSWER))
_CHUNK = {**_COMMON, "object": "chat.completion.chunk"}
COMPLETION_EVENTS = (
    _events(
        (None, {**_CHUNK, "choices": [{"index": 0, "delta": {"content": "La quatrième "}, "finish_reason": None}]}),
        (None, {**_CHUNK, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}], "depeche": ANSWER}),
    )
    + "data: [DONE]\n\n"
)
