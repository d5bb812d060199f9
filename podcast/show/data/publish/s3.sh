#!/bin/sh
#ar ينشر audio/ في S3، أو في Cloudflare R2 وكلّ ما يفهم S3:
#en Publishes audio/ to S3, or to Cloudflare R2 and whatever else understands S3:
#   sh publish.sh BUCKET
#   sh publish.sh BUCKET --endpoint-url https://ACCOUNT.r2.cloudflarestorage.com
#ar الصوت أولًا والخلاصة آخرًا، ولكلّ نوع اسمه. ولا يُحذف شيء عند المضيف.
#en The sound first and the feed last, each file with its type. Nothing is deleted there.
set -eu
cd "$(dirname "$0")"
bucket=${1:?"usage: sh publish.sh BUCKET [--endpoint-url URL]"}
shift

podcast build
podcast check

# send PATTERN TYPE SECONDS: what matches, but for what begins with a dot, kept so long by browsers and caches.
send() {
  pattern=$1 type=$2 seconds=$3
  aws s3 sync audio/ "s3://$bucket/" \
    --exclude '*' --include "$pattern" --exclude '.*' --exclude '*/.*' \
    --content-type "$type" --cache-control "public, max-age=$seconds" $endpoint
}
endpoint=$*

send '*.mp3' 'audio/mpeg' 86400
send '*.jpg' 'image/jpeg' 86400
send '*.vtt' 'text/vtt; charset=utf-8' 3600
send '*.srt' 'application/x-subrip; charset=utf-8' 3600
send '*chapters.json' 'application/json+chapters; charset=utf-8' 3600
send '*.m3u8' 'audio/mpegurl; charset=utf-8' 3600
send '*.css' 'text/css; charset=utf-8' 300
send '*.js' 'text/javascript; charset=utf-8' 300
send '*.woff2' 'font/woff2' 86400
send '*.txt' 'text/plain; charset=utf-8' 86400
send '*.webmanifest' 'application/manifest+json; charset=utf-8' 3600
send '*.html' 'text/html; charset=utf-8' 300
send '*feed.xml' 'application/rss+xml; charset=utf-8' 300
