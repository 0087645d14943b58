import { paths } from '#lib/paths';
import type { Publication } from '#lib/settings/queries';
import { feedWords } from '#lib/words/feeds';
import { siteWords } from '#lib/words/site';
import { escapeXml } from './xml.ts';

const words = feedWords.opened;

/**
 * XSLT 1.0 that makes a page of RSS and of Atom, for a person who opens one. Where a browser has no XSLT (any more) the same
 * is done by app/(site)/feed.css alone: docs/decisions/feeds.md.
 */
export const feedSheet = ({
  name,
  accent,
}: Pick<Publication, 'name' | 'accent'>): string => `<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:atom="http://www.w3.org/2005/Atom" exclude-result-prefixes="atom">
<xsl:output method="html" encoding="UTF-8" doctype-system="about:legacy-compat"/>
<xsl:variable name="name">${escapeXml(name)}</xsl:variable>
<xsl:template match="/">
<xsl:variable name="title" select="rss/channel/title | atom:feed/atom:title"/>
<html lang="${siteWords.language}" data-accent="${accent}">
<head>
<title><xsl:value-of select="$title"/></title>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="robots" content="noindex"/>
<link rel="stylesheet" href="/feed.css"/>
</head>
<body class="opened">
<header>
<p class="opened-name"><xsl:choose>
<xsl:when test="$title = $name">${escapeXml(words.kind)}</xsl:when>
<xsl:otherwise><a href="${paths.front}"><xsl:value-of select="$name"/></a></xsl:otherwise>
</xsl:choose></p>
<h1><xsl:value-of select="$title"/></h1>
<p class="opened-what"><strong>${escapeXml(words.heading)}.</strong><xsl:text> </xsl:text>${escapeXml(words.text)}</p>
<p><a class="opened-page"><xsl:attribute name="href"><xsl:value-of select="rss/channel/link | atom:feed/atom:link[@rel='alternate']/@href"/></xsl:attribute>${escapeXml(words.page)}</a></p>
</header>
<main>
<h2>${escapeXml(words.newest)}</h2>
<xsl:if test="not(rss/channel/item | atom:feed/atom:entry)"><p class="opened-none">${escapeXml(words.empty)}</p></xsl:if>
<xsl:apply-templates select="rss/channel/item | atom:feed/atom:entry"/>
</main>
</body>
</html>
</xsl:template>
<xsl:template match="item">
<article lang="{*[local-name()='language']}">
<h3><a href="{link}"><xsl:value-of select="title"/></a></h3>
<p class="opened-when"><xsl:value-of select="substring(pubDate, 6, 11)"/></p>
<p><xsl:value-of select="description"/></p>
</article>
</xsl:template>
<xsl:template match="atom:entry">
<article lang="{@xml:lang}">
<h3><a href="{atom:link[@rel='alternate']/@href}"><xsl:value-of select="atom:title"/></a></h3>
<p class="opened-when"><xsl:value-of select="substring(atom:published, 1, 10)"/></p>
<p><xsl:value-of select="atom:summary"/></p>
</article>
</xsl:template>
</xsl:stylesheet>
`;
