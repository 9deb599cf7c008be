# syntax=docker/dockerfile:1
# Two stages: the first builds the wheel and the environment, the last has no build tools.
FROM python:3.13-slim AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
RUN python -m venv /opt/chipwire
COPY requirements-service.lock ./
RUN /opt/chipwire/bin/pip install --require-hashes --only-binary :all: -r requirements-service.lock
COPY pyproject.toml README.md LICENSE ./
COPY src ./src
COPY templates ./templates
COPY seeds ./seeds
RUN /opt/chipwire/bin/pip wheel --no-deps --wheel-dir /wheels . \
 && /opt/chipwire/bin/pip install --no-deps /wheels/*.whl \
 && /opt/chipwire/bin/pip uninstall --yes pip

FROM python:3.13-slim

RUN useradd --system --uid 10001 --create-home --home-dir /data chipwire \
 && mkdir -p /config && chown chipwire:chipwire /data /config
COPY --from=build /opt/chipwire /opt/chipwire
ENV PATH=/opt/chipwire/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    CHIPWIRE_HOME=/data \
    CHIPWIRE_HTTP__HOST=0.0.0.0 \
    CHIPWIRE_HTTP__PORT=8787
USER chipwire
WORKDIR /data
VOLUME /data
EXPOSE 8787
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ.get('CHIPWIRE_HTTP__PORT', '8787') + '/healthz', timeout=4)"]
ENTRYPOINT ["chipwire"]
CMD ["run"]
