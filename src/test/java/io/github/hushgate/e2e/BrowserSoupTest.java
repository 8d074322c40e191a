package io.github.hushgate.e2e;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Page shapes put into each other's way, with what tree builders work hard on between them. Profile {@code fuzz}. */
@Tag("fuzz")
@ExtendWith(WithBrowser.class)
final class BrowserSoupTest {
    /** What leaves the page, or is not for the rewriter. */
    private static final Pattern APART = Pattern.compile("location|refresh|open\\(|submit|plaintext|\\{x1B}");

    private static final List<String> MARKUP = List.of(
            ("text|&amp;|<!-- c -->|<html lang=en>|<head>|</head>|<body>|</body>|</html>|<p>|</p>|<div>|</div>|<b>"
                            + "|</b>|<a href=/a>|</a>|<nobr>|<br>|</br>|<pre>|<h1>|<ul>|<li>|</ul>|<button>|</button>"
                            + "|<form action=/f>|</form>|<input type=hidden>|<table>|</table>|<caption>|<colgroup>|<col>"
                            + "|<tbody>|<tr>|<td>|</td>|<select>|</select>|<select><button>|<option>|<optgroup>|<datalist>"
                            + "|<svg>|</svg>|<g>|<svg><title>|</title>|<svg><desc>|</desc>|<foreignObject>|<math>|</math>"
                            + "|<mi>|<mtext>|<annotation-xml>|<annotation-xml encoding=text/html>|<template>|</template>"
                            + "|<template shadowrootmode=open>|<template for=x>|<?marker name=\"x\">"
                            + "|<?start name=\"x\"?>|<?end>|<noframes>|</noframes>|<noembed>|<xmp>|</xmp>|<textarea>"
                            + "|</textarea>|<style>|</style>|<script>|</script>|<script>own()//|<script>var a='|<noscript>"
                            + "|</noscript>|<title>|<iframe>|</iframe>|<object>|</object>|<video>|<picture>|<marquee>"
                            + "|<ruby>|<rt>|<details open>|<summary>|<dialog open>|<!--|-->|--!>|<!-->|<!--->|<!-- <!--"
                            + "|<![CDATA[|]]>|<?x |<!x |</ x>|<p title=\"|\">|<p title='|'>|<p a=b|<|</|<a |=|/|\"|'|>"
                            + "|<frameset>|<frame src=/own>|<image src=/own>|<keygen>|<search>|<svg><style>|<svg><script>"
                            + "|<math><style>|<selectedcontent>|<mglyph>|<base href=/x/>|<img src=/own.png>"
                            + "|<script src=/own.js></script>")
                    .split("\\|"));

    private final List<PageShape> shapes;

    BrowserSoupTest() throws IOException {
        shapes = PageShape.all().stream()
                .filter(shape -> shape.charset().equals("utf-8")
                        && shape.exempt().isEmpty()
                        && !shape.is("raw")
                        && !shape.is("front")
                        && !shape.is("click")
                        && !shape.is("nojs")
                        && !shape.is("http")
                        && !APART.matcher(shape.page()).find())
                .toList();
    }

    @Test
    void whateverThePageWhatIsLeftOfItContactsNoTracker(WithBrowser.Bench bench) throws IOException {
        RandomPages.holdNoTracker(bench, this::soup);
    }

    private PageShape soup(long number) {
        var random = new Random(number);
        var soup = new StringBuilder(random.nextInt(4) > 0 ? "<!doctype html>" : "");
        for (int left = 3 + random.nextInt(10); left > 0; left--) {
            boolean piece = random.nextInt(5) < 3;
            soup.append(
                    piece
                            ? MARKUP.get(random.nextInt(MARKUP.size()))
                            : shapes.get(random.nextInt(shapes.size())).page());
        }
        return RandomPages.page(number, true, soup.toString());
    }
}
