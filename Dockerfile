# The bot with its fact base, for long polling, or with `unmik-bot run --webhook` for a webhook. Settings come from the environment; none are built in.
FROM python:3.12-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
RUN python -m venv /opt/bot
# What is locked comes first, each package by its hash; the bot then needs nothing that is not there.
COPY requirements.txt ./
RUN /opt/bot/bin/pip install --require-hashes --requirement requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY knowledge knowledge
COPY bot bot
RUN /opt/bot/bin/pip install --no-deps --no-build-isolation . && /opt/bot/bin/pip uninstall --yes setuptools

FROM python:3.12-slim
ENV PATH=/opt/bot/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --system --uid 10001 --create-home --home-dir /home/bot bot
COPY --from=build /opt/bot /opt/bot
RUN install --directory --owner=bot /var/lib/unmik-bot
USER 10001
WORKDIR /home/bot
# What the bot keeps: mount a volume here, or set DATABASE_URL to a PostgreSQL. The root file system may be read-only.
ENV DATABASE_URL=sqlite:////var/lib/unmik-bot/bot.sqlite3
VOLUME /var/lib/unmik-bot
# Healthy while Telegram is being asked for updates: each round refreshes the heartbeat.
ENV HEARTBEAT_FILE=/var/lib/unmik-bot/heartbeat
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s CMD ["unmik-bot", "health"]
CMD ["unmik-bot", "run"]
