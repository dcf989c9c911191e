"""The content systems that outlets share: where each keeps title, lead, body, authors and time.

What a selector is for was read off recorded pages of 2025 and 2026; several of one part are tried in order.
"""

from __future__ import annotations

from sources.model import Layout

VCCORP = Layout(
    title=("h1[data-role=title]", "h1.detail-title", "h1.title"),
    lead=("[data-role=sapo]", "h2.detail-sapo", "p.detail-sapo", "h2.sapo"),
    body=("[itemprop=articleBody]", "[data-role=content].afcbc-body", "[data-role=content]", ".detail-content"),
    drop=(
        "[type=RelatedOneNews]",
        "[type=RelatedNewsBox]",
        "[type=RelatedNews]",
        "[type=relatednewsexternal]",
        "[type=VideoStream]",
        ".readmore-body-box",
        "[data-check-position]",
        "zone",
        ".tindnd",
        ".h-show-pc",
        ".h-show-mobile",
        "#listNewsInContent",
        ".chisochungkhoan",
        "[data-type=_mgwidget]",
        ".box-relate",
    ),
    captions=("figcaption", ".PhotoCMS_Caption"),
    authors=(".detail-author .author-item-name a.name", ".author-info a.name", "p.name[data-role=author]", "p.author"),
    published=("[data-role=publishdate]",),
    lead_prefix=r"\((?:NLĐO|Chinhphu\.vn|TNO)\)\s*[-–—]\s*",
)

MCMS = Layout(
    title=("h1.article__title.cms-title", "h1.article__title"),
    lead=(".article__sapo.cms-desc", ".article__sapo"),
    body=(".article__body.cms-body", ".article__body"),
    drop=(
        ".article__author",
        ".sda_middle",
        ".rennab",
        "[id^=sdaWeb_]",
        "[id^=adsWeb_]",
        ".article-relate",
        ".related-news",
        ".article__social",
        "iframe",
        "video",
    ),
    captions=("figcaption", "td.caption"),
    authors=(".article__author .name", "span.author.cms-author"),
    published=(".article__meta time.time[datetime]", "time.time[datetime]"),
)

VNEXPRESS = Layout(
    title=("h1.title-detail", "h1.title_post"),
    lead=("p.description", "span.lead_post_detail"),
    body=("article.fck_detail", "div.fck_detail"),
    drop=(
        "figure",
        ".tplCaption",
        "[data-component]",
        "[data-component-type=tin_xemthem]",
        'p[style*="text-align:right"]',
        "span.location-stamp",
    ),
    captions=("figcaption", ".tplCaption"),
    authors=('article.fck_detail p[style*="right"] strong', "p.author_mail strong", "div.author"),
    published=("span.date", "div.author"),
)

LAODONG = Layout(
    title=("h1.title", "h1"),
    lead=("div.chappeau", ".chappeau"),
    body=("#gallery-ctt.art-body", ".art-body", "[itemprop=articleBody]"),
    drop=(".tin-lien-quan", "figure.image"),
    authors=("span.author",),
    published=("span.time", "time.f-datetime"),
)

DANTRI = Layout(
    title=("h1[data-slot=title]", "h1.title-page"),
    lead=("h2[data-slot=sapo]", ".singular-sapo"),
    body=("div[data-slot=content]", ".singular-content", ".e-magazine__body", ".dnews__body"),
    published=("time[datetime]",),
    lead_prefix=r"\(Dân trí\)\s*[-–—]\s*",
)

VIETNAMNET = Layout(
    title=("h1.content-detail-title",),
    lead=(".content-detail-sapo",),
    body=("#maincontent", ".maincontent"),
    drop=(".insert-wiki-content", ".vnn-template-noneditable", ".related-news"),
    authors=(".article-detail-author__info .name",),
    published=(".bread-crumb-detail__time", ".publish-date"),
)

WORDPRESS = Layout(
    title=("h1.entry-title", "h1.post-title", "h1"),
    lead=(".entry-subtitle", "h2.entry-excerpt"),
    body=(".entry-content", "article .content", "article"),
    drop=(".sharedaddy", ".jp-relatedposts", ".newspack-inline-popup", ".wp-block-embed", "form", ".comments-area"),
    captions=("figcaption", ".wp-caption-text"),
    authors=(".byline .author a", ".author.vcard a", "a[rel=author]"),
    published=("time.entry-date[datetime]", "time.published[datetime]"),
)
