# The program with its offline voice and ffmpeg. Not tried with Docker by its authors.
#   docker build -t rawi . && docker run --rm -v "$PWD:/podcast" rawi build
FROM python:3.12-slim
RUN apt-get update && apt-get install -y --no-install-recommends espeak-ng ffmpeg \
    && rm -rf /var/lib/apt/lists/*
COPY . /src
RUN pip install --no-cache-dir /src && rm -rf /src
WORKDIR /podcast
ENTRYPOINT ["podcast"]
CMD ["--help"]
