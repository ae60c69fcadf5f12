# Dépêche in a container: nothing is fetched at run time, nothing runs as root, only /data is written to.
#   docker build -t depeche . && docker compose up

FROM python:3.11-slim AS build
# The address of PyTorch's index of CPU-only builds (its install page names it): without it several gigabytes of CUDA.
ARG TORCH_INDEX=""
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
RUN python -m venv /venv
COPY pyproject.toml README.md LICENSE ./
COPY rag ./rag
COPY eval ./eval
COPY prompts ./prompts
RUN /venv/bin/pip install ${TORCH_INDEX:+--extra-index-url "$TORCH_INDEX"} ".[mcp,llm]"

FROM python:3.11-slim
RUN useradd --uid 10001 --create-home --home-dir /home/depeche --shell /usr/sbin/nologin depeche \
 && install --directory --owner=depeche /data /articles
COPY --from=build /venv /venv
COPY --chown=depeche seeds /articles
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    RAG_STORE=/data/vectorstore \
    RAG_UPLOADS=/data/uploads \
    RAG_CACHE_DIR=/data/cache \
    RAG_SOURCES=/articles \
    RAG_HOST=0.0.0.0 \
    RAG_LOG_REQUESTS=true \
    GRADIO_TEMP_DIR=/tmp/gradio
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 7860
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:7860/readyz', timeout=4)"]
# RAG_API_KEYS must be set: the server refuses to listen for other machines without keys.
CMD ["sh", "-c", "rag sync || echo 'not all files could be indexed, see above' >&2; exec rag serve"]
