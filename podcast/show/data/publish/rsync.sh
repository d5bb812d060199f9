#!/bin/sh
#ar ينشر audio/ على خادم يُوصل إليه بـ ssh، أو في مجلّد:
#en Publishes audio/ to a server that is reached by ssh, or into a folder:
#   sh publish.sh user@example.org:/var/www/podcast
#ar الصوت أولًا والخلاصة آخرًا، فلا تشير الخلاصة إلى ما لم يصل بعد. ولا يُحذف شيء عند المضيف.
#en The sound first and the feed last, so that it never names what has not arrived. Nothing is deleted there.
set -eu
cd "$(dirname "$0")"
target=${1:?"usage: sh publish.sh user@host:/folder"}

podcast build
podcast check

rsync -rt --delay-updates --exclude='.*' --exclude='feed.xml' audio/ "$target/"
rsync -rt --delay-updates --prune-empty-dirs --exclude='.*' --include='*/' --include='feed.xml' --exclude='*' audio/ "$target/"
