# The program with its offline voice, ffmpeg, and all that `podcast add` reads.
#   docker build -t rawi .
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/podcast" rawi build
# hadolint finds nothing wrong with it but unpinned Debian packages (DL3008). Its authors had no Docker: they ran its steps
# by hand in a bare root of Debian 13, with Python 3.13.
FROM python:3.12-slim
# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y --no-install-recommends espeak-ng ffmpeg \
    && rm -rf /var/lib/apt/lists/*
COPY . /src
RUN pip install --no-cache-dir '/src[import]' && rm -rf /src
# Whoever runs it has a home of his own, also where --user names nobody.
ENV HOME=/tmp LANG=C.UTF-8
WORKDIR /podcast
ENTRYPOINT ["podcast"]
CMD ["--help"]
